package dev.ambit.server.cli.policy;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.cli.frame.Paint;
import dev.ambit.server.cli.frame.Visible;
import dev.ambit.server.cli.remote.Fields;
import dev.ambit.server.cli.remote.Names;
import java.util.ArrayList;

/// What a server says of its policies, as a person reads it.
final class StatusText {
    private static final int SHORT = 12;

    private StatusText() {}

    static String of(Json.Obj status, Paint paint) {
        var attempt = Fields.object(status, "attempt");
        var release = Fields.text(status, "release");
        var lines = new ArrayList<String>();
        lines.add("release %s in force since %s".formatted(paint.bold(Visible.text(release.substring(0, Math.min(SHORT,
                release.length())))), Names.clock(Fields.text(status, "since"))));
        lines.add(Fields.isTrue(status, "is_current")
                ? "%s is what lies in %s".formatted(paint.green("it"), Visible.text(Fields.text(status, "directory")))
                : "%s, when %s had it read at %s:".formatted(paint.yellow("what lies in %s was refused".formatted(
                        Visible
                                .text(Fields.text(status, "directory")))), Visible.text(Fields.text(attempt, "by")),
                        Names.clock(
                                Fields.text(attempt, "at"))));
        Fields.objects(attempt, "mistakes").forEach(mistake -> lines.add(finding(mistake)));
        Fields.objects(status, "warnings").forEach(warning -> lines.add(finding(warning)));
        return String.join("\n", lines);
    }

    private static String finding(Json.Obj finding) {
        return "  %s: %s: %s%s".formatted(Visible.text(Fields.text(finding, "at")), Visible.text(Fields.text(finding,
                "severity")), Visible.text(Fields.text(finding, "message")), Fields.maybe(finding, "help").map(
                        help -> ". "
                                + Visible.text(help)).orElse(""));
    }
}
