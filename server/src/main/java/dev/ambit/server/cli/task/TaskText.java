package dev.ambit.server.cli.task;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.cli.frame.Paint;
import dev.ambit.server.cli.frame.Visible;
import dev.ambit.server.cli.remote.Fields;
import dev.ambit.server.cli.remote.Names;
import java.util.ArrayList;
import java.util.List;

/// A task as a person reads it.
final class TaskText {
    private TaskText() {}

    /// Everything that is known of it, several lines.
    static String whole(Json.Obj task, Paint paint) {
        var lines = new ArrayList<String>();
        lines.add("task %s %s".formatted(paint.bold(Visible.text(Fields.text(task, "id"))), state(task, paint)));
        line("principal", Names.entity(Fields.object(task, "principal")), lines);
        line("profile", Fields.text(task, "profile"), lines);
        Fields.object(task, "inputs").fields().forEach((name, value) -> line("input " + name, Names.value(value),
                lines));
        line("delegated from", Fields.text(task, "parent"), lines);
        line("begins", Names.time(Fields.text(task, "begins")), lines);
        line("ends", Fields.maybe(task, "ended").isPresent() ? "" : Names.time(Fields.text(task, "ends")), lines);
        line("permits used", task.get("uses") instanceof Json.Num uses && !uses.literal().equals("0")
                ? uses.literal()
                : "", lines);
        line("last asked", Names.time(Fields.text(task, "last_asked")), lines);
        return String.join("\n", lines);
    }

    private static void line(String name, String value, List<String> lines) {
        if (!value.isEmpty()) {
            lines.add("  %-14s %s".formatted(Visible.text(name), Visible.text(value)));
        }
    }

    private static String state(Json.Obj task, Paint paint) {
        var word = Fields.text(task, "state");
        var cause = Fields.text(task, "cause");
        var at = Fields.maybe(task, "ended").or(() -> Fields.maybe(task, "since"));
        var rest = at.map(instant -> " at " + Names.time(instant)).orElse("") + (cause.isEmpty() ? "" : ": " + cause);
        return switch (word) {
            case "open" -> paint.green(word);
            case "ended" -> paint.red(word) + Visible.text(rest);
            default -> paint.yellow(word) + Visible.text(rest);
        };
    }

    /// In one line, for lists.
    static String line(Json.Obj task, Paint paint) {
        return "%s  %s  %s  %s".formatted(paint.bold(Visible.text(Fields.text(task, "id"))), Visible.text(Fields.text(
                task, "profile")), Visible.text(Names.entity(Fields.object(task, "principal"))), state(task, paint));
    }
}
