package dev.ambit.server.cli.approval;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.cli.frame.Paint;
import dev.ambit.server.cli.frame.Visible;
import dev.ambit.server.cli.remote.Fields;
import dev.ambit.server.cli.remote.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A request for approval as a person reads it. What others have written, such as arguments and reasons, is shown so that nothing
/// in it can pass for anything else.
final class ApprovalText {
    private ApprovalText() {}

    /// In one line, for lists.
    static String line(Json.Obj request, Paint paint) {
        return "%s  %s  %s wants %s of %s in %s%s".formatted(paint.bold(Visible.text(Fields.text(request, "id"))),
                status(
                        request, paint), Visible.text(Names.entity(Fields.object(request, "principal"))), Visible.text(
                                Fields
                                        .text(request, "action")), Visible.text(Names.entity(Fields.object(request,
                                                "resource"))), Visible
                                                        .text(Fields.text(request, "task")), Visible.text(progress(
                                                                request)));
    }

    private static String status(Json.Obj request, Paint paint) {
        var word = Fields.text(request, "status");
        return switch (word) {
            case "approved" -> paint.green(word);
            case "pending" -> paint.yellow(word);
            default -> paint.red(Visible.text(word));
        };
    }

    private static String progress(Json.Obj request) {
        return Fields.objects(request, "rules").stream().map(rule -> ", %s of %s".formatted(number(rule, "approved"),
                number(
                        rule, "quorum"))).collect(Collectors.joining());
    }

    private static String number(Json.Obj object, String name) {
        return object.get(name) instanceof Json.Num number ? number.literal() : "0";
    }

    /// Everything, several lines.
    static String whole(Json.Obj request, Paint paint) {
        var lines = new ArrayList<String>();
        lines.add("request %s %s".formatted(paint.bold(Visible.text(Fields.text(request, "id"))), status(request,
                paint)));
        line("who", Names.entity(Fields.object(request, "principal")), lines);
        line("for whom", Fields.objects(request, "chain").stream().skip(1).map(asking -> "%s in %s".formatted(Names
                .entity(Fields.object(asking, "principal")), Fields.text(asking, "task"))).collect(Collectors.joining(
                        ", ")), lines);
        line("task", "%s, profile %s".formatted(Fields.text(request, "task"), Fields.text(request, "profile")), lines);
        line("action", Fields.text(request, "action"), lines);
        line("resource", Names.entity(Fields.object(request, "resource")), lines);
        Fields.object(request, "arguments").fields().forEach((name, value) -> line("  " + name, Names.value(value),
                lines));
        Fields.texts(request, "hidden").forEach(name -> line("  " + name, "(not shown)", lines));
        line("why", Fields.text(request, "reason"), lines);
        line("urgent", Fields.isTrue(request, "emergency") ? "says the asker" : "", lines);
        line("asked", "%s by %s".formatted(Names.time(Fields.text(request, "asked")), Fields.text(request, "asked_by")),
                lines);
        line("answer by", Names.time(Fields.text(request, "expires")), lines);
        Fields.objects(request, "rules").forEach(rule -> line("takes", takes(rule), lines));
        Fields.objects(request, "answers").forEach(answer -> line("answer", answer(answer), lines));
        line("good until", Names.time(Fields.text(request, "good_until")), lines);
        line("decision", Fields.text(request, "decision"), lines);
        line("digest", Fields.text(request, "digest"), lines);
        line("alike", String.join(", ", Fields.texts(request, "alike")), lines);
        return String.join("\n", lines);
    }

    private static String takes(Json.Obj rule) {
        var grants = Fields.object(rule, "grants");
        return "%s of %s from %s have approved; it is then good for %s".formatted(number(rule, "approved"), number(rule,
                "quorum"), Fields.text(rule, "by"), grants.fields().isEmpty()
                        ? "the rest of the task"
                        : "%s uses within %s s".formatted(number(grants, "uses"), number(grants, "within_seconds")));
    }

    private static String answer(Json.Obj answer) {
        var comment = Fields.text(answer, "comment");
        return "%s by %s at %s%s".formatted(Fields.text(answer, "answer"), Names.entity(Fields.object(answer,
                "person")),
                Names.time(Fields.text(answer, "at")), comment.isEmpty() ? "" : ": " + comment);
    }

    private static void line(String name, String value, List<String> lines) {
        if (!value.isEmpty()) {
            lines.add("  %-12s %s".formatted(Visible.text(name), Visible.text(value)));
        }
    }
}
