package dev.ambit.server.cli.policy;

import dev.ambit.cedar.authorize.EvaluationError;
import dev.ambit.cedar.engine.Read;
import dev.ambit.cedar.explain.Decisive.Effect;
import dev.ambit.cedar.explain.Decisive.Weight;
import dev.ambit.cedar.explain.Decisive;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.Value;
import dev.ambit.server.cli.frame.Numbered;
import dev.ambit.server.cli.frame.Paint;
import dev.ambit.server.cli.frame.Visible;
import java.util.ArrayList;
import java.util.Comparator;

/// An explained decision as a person reads it.
final class ExplainText {
    /// Most permits that are shown as near misses.
    private static final int NEAREST = 3;
    /// Longest value that is shown whole, in characters.
    private static final int LONGEST_VALUE = 100;

    /// Longest name of an input that others are lined up with.
    private static final int LONGEST_NAME = 50;

    private final Explained explained;
    private final Paint paint;
    private final StringBuilder out = new StringBuilder();

    private ExplainText(Explained explained, Paint paint) {
        this.explained = explained;
        this.paint = paint;
    }

    static String of(Explained explained, Paint paint) {
        var text = new ExplainText(explained, paint);
        text.verdict();
        text.determining();
        text.failed();
        text.nearest();
        text.inputs();
        return text.out.toString().stripTrailing();
    }

    private void verdict() {
        var request = explained.request();
        line((explained.response().isAllowed() ? paint.green("allow") : paint.red("deny")) + ": " + why());
        line(Visible.text("  %s asks %s of %s".formatted(request.principal(), request.action(), request.resource())));
        explained.unknown().forEach(uid -> line(Visible.text("  note: %s is not in entities.json%s".formatted(uid,
                explained.meantBy(uid).map(meant -> ". Did you mean %s?".formatted(meant)).orElse("")))));
    }

    private String why() {
        var determining = explained.determining();
        if (determining.isEmpty()) {
            return "no permit applies";
        }
        var ids = String.join(", ", determining.stream().map(policy -> "`%s`".formatted(policy.id())).toList());
        var effect = determining.getFirst().effect().word();
        return determining.size() == 1
                ? "%s %s applies".formatted(effect, ids)
                : "%s %s apply".formatted(Numbered.plural(effect), ids);
    }

    private void determining() {
        for (var policy : explained.determining()) {
            heading("%s, %s".formatted(policy.id(), place(policy)));
            policy.source().slice(policy.span()).lines().forEach(text -> line("  " + Visible.text(text)));
        }
    }

    private void failed() {
        var errors = explained.response().errors();
        if (!errors.isEmpty()) {
            heading("Failed to evaluate, and so did not count");
            errors.forEach(error -> line("  %s, %s: %s".formatted(error.policy(), place(error), error.message())));
        }
    }

    private void nearest() {
        var misses = explained.misses();
        if (misses.isEmpty()) {
            if (explained.determining().isEmpty()) {
                heading("No permit is for this action");
            }
            return;
        }
        heading("Nearest permits, and what they wanted");
        for (var miss : misses.subList(0, Math.min(NEAREST, misses.size()))) {
            line("  %s, %s".formatted(miss.permit().id(), place(miss.permit())));
            miss.unmet().forEach(unmet -> line("    not met: %s%s".formatted(oneLine(unmet.text()), unmet.why()
                    .isEmpty() ? "" : " (" + unmet.why() + ")")));
        }
        if (misses.size() > NEAREST) {
            line("  and %,d more".formatted(misses.size() - NEAREST));
        }
    }

    /// What the answer hung on comes first, otherwise the order is that of reading.
    private void inputs() {
        var inputs = explained.inputs().stream().sorted(Comparator.comparing(input -> weight(input).isEmpty()))
                .toList();
        if (inputs.isEmpty()) {
            heading("Read nothing of the entities or the context");
            return;
        }
        heading("Read (* had it been otherwise, so would be the answer)");
        var width = inputs.stream().mapToInt(input -> name(input).length()).filter(length -> length <= LONGEST_NAME)
                .max().orElse(0);
        inputs.forEach(input -> line(input(input, width)));
    }

    private String input(Weight input, int width) {
        var weight = weight(input);
        return "%s %s  %s%s".formatted(weight.isEmpty() ? " " : paint.yellow("*"), pad(name(input), width),
                Visible.text(saw(input.input())), weight);
    }

    private static String name(Weight input) {
        return Visible.text(input.input().subject().toString());
    }

    /// What would have come of it otherwise.
    private String weight(Weight input) {
        var isGroups = input.input() instanceof Read.Groups;
        var ways = new ArrayList<String>();
        if (input.ifAbsent() == Effect.CHANGES) {
            ways.add(isGroups ? "in none" : "without it");
        }
        if (input.ifDifferent() == Effect.CHANGES) {
            ways.add(input.example().map(ExplainText::with).orElse(isGroups
                    ? "in others"
                    : "with another value"));
        }
        var other = explained.response().isAllowed() ? "deny" : "allow";
        return ways.isEmpty() ? "" : paint.yellow("; %s %s".formatted(other, String.join(" or ", ways)));
    }

    private static String with(Value example) {
        return example instanceof EntityUid uid && uid.id().equals(Decisive.UNHEARD_OF)
                ? "with another " + uid.type()
                : "with " + Visible.text(shortened(example.toString()));
    }

    private static String saw(Read read) {
        return switch (read) {
            case Read.Found(_, var value) -> "= " + shortened(value.toString());
            case Read.Present _ -> "is there";
            case Read.Absent(_, var because) -> switch (because) {
                case NO_SUCH_NAME -> "is not there";
                case UNKNOWN_ENTITY -> "is not known, for nothing is known about its entity";
            };
            case Read.Groups(_, _, var groups) -> groups.isEmpty()
                    ? "is in no group"
                    : "is in " + shortened(String.join(", ", groups.stream().sorted().map(Object::toString).toList()));
        };
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private static String place(Policy policy) {
        return "%s:%d".formatted(policy.source().name(), policy.source().line(policy.span().start()));
    }

    private String place(EvaluationError error) {
        var source = explained.policy(error.policy()).source();
        return "%s:%d:%d".formatted(source.name(), source.line(error.span().start()), source.column(error.span()
                .start()));
    }

    private void heading(String text) {
        out.append('\n');
        line(paint.bold(text));
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
