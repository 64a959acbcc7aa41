package dev.ambit.server.cli;

import dev.ambit.cedar.authorize.EvaluationError;
import dev.ambit.cedar.engine.Read;
import dev.ambit.cedar.syntax.Policy;
import java.util.List;

/// An explained decision as a person reads it.
final class ExplainText {
    /// Most permits that are shown as near misses.
    private static final int NEAREST = 3;
    /// Longest value that is shown whole, in characters.
    private static final int LONGEST_VALUE = 100;

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
        text.reads();
        return text.out.toString().stripTrailing();
    }

    private void verdict() {
        var request = explained.request();
        line((explained.response().isAllowed() ? paint.green("allow") : paint.red("deny")) + ": " + why());
        line("  %s asks %s of %s".formatted(request.principal(), request.action(), request.resource()));
    }

    private String why() {
        var determining = explained.determining();
        if (determining.isEmpty()) {
            return "no permit applies";
        }
        var ids = String.join(", ", determining.stream().map(policy -> "`%s`".formatted(policy.id())).toList());
        return "%s %s applies".formatted(determining.getFirst().effect().word(), ids);
    }

    private void determining() {
        for (var policy : explained.determining()) {
            heading("%s, %s".formatted(policy.id(), place(policy)));
            policy.source().slice(policy.span()).lines().forEach(text -> line("  " + text));
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

    private void reads() {
        heading(explained.reads().isEmpty() ? "Read nothing of the entities or the context" : "Read");
        var width = explained.reads().stream().mapToInt(read -> read.subject().toString().length()).max().orElse(0);
        explained.reads().forEach(read -> line("  %s  %s".formatted(pad(read.subject().toString(), Math.min(width, 50)),
                saw(read))));
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
