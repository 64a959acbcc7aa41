package dev.ambit.server.cli.record;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.cli.frame.Paint;
import dev.ambit.server.cli.frame.Visible;
import dev.ambit.server.cli.remote.Fields;
import dev.ambit.server.cli.remote.Names;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/// A decision record as a person reads it.
public final class RecordText {
    /// Longest value that is shown whole, in characters.
    private static final int LONGEST_VALUE = 60;
    /// Longest name of an input that others are lined up with.
    private static final int LONGEST_NAME = 40;
    private static final int RELEASE_DIGITS = 12;

    private final Paint paint;
    private final StringBuilder out = new StringBuilder();

    private RecordText(Paint paint) {
        this.paint = paint;
    }

    /// In one line, for lists.
    static String line(Json.Obj record, Paint paint) {
        var chain = Fields.objects(record, "chain");
        var task = chain.isEmpty() ? "" : Fields.text(chain.getFirst(), "task");
        return "%s  %s  %s  %s %s  %s".formatted(Visible.text(Names.time(Fields.text(record, "time"))), outcome(record,
                paint), Visible.text(task), Visible.text(action(record)), Visible.text(Names.entity(Fields.object(
                        record, "resource"))), paint.faint(Visible.text(Fields.text(record, "id"))));
    }

    /// Everything in it, several lines. What decided is marked, and comes first.
    public static String whole(Json.Obj record, Paint paint) {
        var text = new RecordText(paint);
        text.answer(record);
        Fields.objects(record, "chain").forEach(text::link);
        return text.out.toString().stripTrailing();
    }

    private static String outcome(Json.Obj record, Paint paint) {
        var word = Fields.text(record, "outcome");
        return switch (word) {
            case "permit" -> paint.green(word);
            case "deny" -> paint.red("deny  ");
            default -> paint.yellow(Visible.text("%-6s".formatted(word)));
        };
    }

    /// `repo:read` for the action that the schema calls so; in a namespace the whole name.
    private static String action(Json.Obj record) {
        var action = Fields.object(record, "action");
        return Fields.text(action, "type").equals("Action") ? Fields.text(action, "id") : Names.entity(action);
    }

    private void answer(Json.Obj record) {
        var who = Fields.object(record, "principal");
        var proof = Fields.object(who, "proof");
        line("%s at %s%s".formatted(outcome(record, paint).stripTrailing(), Fields.text(record, "time"), Fields.maybe(
                record, "until").map(until -> ", until " + until).orElse("")));
        line("  %s asks %s of %s".formatted(Names.entity(Fields.object(who, "entity")), action(record), Names.entity(
                Fields.object(record, "resource"))));
        Fields.objects(record, "reasons").forEach(reason -> line("  %s [%s]".formatted(Fields.text(reason, "message"),
                Fields.text(reason, "code"))));
        line("  asked by %s; %s%s%s".formatted(Fields.text(record, "asked_by"), identity(proof), Fields.maybe(proof,
                "address").map(", at "::concat).orElse(""), Fields.maybe(proof, "environment").map(", in "::concat)
                        .orElse("")));
        line("  record %s, release %s, change %s, decided in %s".formatted(Fields.text(record, "id"), shortened(
                Fields.text(record, "release"), RELEASE_DIGITS), number(record, "journal_position"), took(record)));
    }

    private static String identity(Json.Obj proof) {
        var means = Fields.text(proof, "means");
        return switch (means) {
            case "none" -> "nothing proves who asks";
            case "vouched" -> "%s vouches for who asks".formatted(Fields.text(proof, "by"));
            default -> "who asks has shown a %s (%s)".formatted(means.replace('-', ' '), Fields.text(proof, "by"));
        };
    }

    private static String took(Json.Obj record) {
        var nanos = number(record, "nanoseconds");
        return nanos.isEmpty()
                ? "unknown time"
                : "%,d µs".formatted(Duration.ofNanos(Long.parseLong(nanos)).toNanos()
                        / 1_000);
    }

    private static String number(Json.Obj object, String name) {
        return object.get(name) instanceof Json.Num number ? number.literal() : "";
    }

    private void link(Json.Obj link) {
        out.append('\n');
        line(paint.bold("task " + Visible.text(Fields.text(link, "task"))) + Fields.maybe(link, "profile").map(
                profile -> ", profile " + profile).orElse("") + before(link));
        Fields.object(link, "inputs_of_task").fields().forEach((name, value) -> line("  input %s = %s".formatted(name,
                shortened(Names.value(value), LONGEST_VALUE))));
        policies("satisfied", link);
        policies("failed", link);
        inputs(link);
        signals(Fields.objects(link, "signals"));
    }

    private static String before(Json.Obj link) {
        var uses = number(link, "uses_before");
        return uses.isEmpty() ? "" : ", %s permits before".formatted(uses);
    }

    private void policies(String word, Json.Obj link) {
        var ids = Fields.texts(link, word);
        if (!ids.isEmpty()) {
            line("  %s: %s".formatted(word, String.join(", ", ids)));
        }
    }

    private void inputs(Json.Obj link) {
        var inputs = Fields.objects(link, "inputs").stream().sorted(Comparator.comparing(input -> !Fields.isTrue(input,
                "decisive"))).toList();
        if (inputs.isEmpty()) {
            return;
        }
        line(paint.bold("  read") + (inputs.stream().anyMatch(input -> Fields.isTrue(input, "decisive"))
                ? " (* had it been otherwise, so would be the answer)"
                : ""));
        var width = inputs.stream().mapToInt(input -> Fields.text(input, "input").length()).filter(
                length -> length <= LONGEST_NAME).max().orElse(1);
        inputs.forEach(input -> line("  %s %s  %s".formatted(Fields.isTrue(input, "decisive") ? paint.yellow("*") : " ",
                padded(Fields.text(input, "input"), width), saw(input))));
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String saw(Json.Obj input) {
        var value = input.get("value");
        if (value != null) {
            return "= " + shortened(Names.value(value), LONGEST_VALUE);
        }
        if (Fields.maybe(input, "digest").isPresent()) {
            return "sealed " + Fields.text(input, "digest");
        }
        if (input.get("groups") instanceof Json.Arr groups) {
            return groups.items().isEmpty()
                    ? "is in no group"
                    : "is in " + shortened(String.join(", ", groups.items()
                            .stream().map(RecordText::group).toList()), LONGEST_VALUE);
        }
        return Fields.isTrue(input, "present") ? "is there" : "is not there";
    }

    private static String group(Json group) {
        return group instanceof Json.Obj name ? Names.entity(name) : group.toString();
    }

    private void signals(List<Json.Obj> signals) {
        for (var signal : signals) {
            var about = Names.entity(Fields.object(signal, "subject"));
            line("  signal %s%s %s".formatted(Fields.text(signal, "signal"), about.isEmpty() ? "" : " of " + about,
                    signal.get("source") == null ? "is unknown" : heard(signal)));
        }
    }

    private static String heard(Json.Obj signal) {
        var found = signal.get("value");
        var value = found == null
                ? Fields.maybe(signal, "digest").map("sealed "::concat).orElse("is known to be absent")
                : "= " + shortened(Names.value(found), LONGEST_VALUE);
        var age = number(signal, "age_ms");
        return "%s, from %s, %s%s".formatted(value, Fields.text(signal, "source"), Fields.text(signal, "integrity"), age
                .isEmpty() ? "" : ", %s old".formatted(age(Long.parseLong(age))));
    }

    private static String age(long millis) {
        return millis < 1_000 ? millis + " ms" : Duration.ofMillis(millis).toSeconds() + " s";
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }

    private void line(String text) {
        out.append(paint.isOn() ? text : Visible.text(text)).append('\n');
    }
}
