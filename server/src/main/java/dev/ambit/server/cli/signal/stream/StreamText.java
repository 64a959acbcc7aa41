package dev.ambit.server.cli.signal.stream;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.cli.frame.Paint;
import dev.ambit.server.cli.frame.Visible;
import dev.ambit.server.cli.remote.Fields;
import dev.ambit.server.cli.remote.Names;
import java.util.ArrayList;
import java.util.List;

/// A stream as a person reads it.
final class StreamText {
    private StreamText() {}

    static String of(String source, Json.Obj stream, Paint paint) {
        var status = Fields.text(stream, "status");
        var lines = new ArrayList<String>();
        lines.add("%s  %s%s  stream %s, by %s".formatted(paint.bold(Visible.text(source)), status.equals("enabled")
                ? paint.green(status)
                : paint.red(Visible.text(status)), Fields.maybe(stream, "reason").map(reason -> " (" + Visible.text(
                        reason) + ")").orElse(""), Visible.text(Fields.text(stream, "id")), Visible.text(Fields.text(
                                stream, "delivery"))));
        lines.add("  from %s, to %s".formatted(Visible.text(Fields.text(stream, "issuer")), Visible.text(String.join(
                ", ", Fields.texts(stream, "audience")))));
        lines.add("  " + verified(stream, paint));
        lines.add("  delivers " + types(Fields.texts(stream, "events_delivered")));
        var missing = Fields.texts(stream, "events_missing");
        if (!missing.isEmpty()) {
            lines.add("  " + paint.red("does not deliver " + types(missing)));
        }
        return String.join("\n", lines);
    }

    private static String verified(Json.Obj stream, Paint paint) {
        return Fields.maybe(stream, "verified").map(at -> paint.green("verified at " + Names.time(at))).orElseGet(
                () -> Fields.maybe(stream, "asked").map(at -> paint.yellow(
                        "asked to verify itself at %s, and not verified "
                                .formatted(Names.time(at)) + "yet")).orElse("not verified"));
    }

    /// The last part of each is what tells them apart.
    private static String types(List<String> types) {
        return types.isEmpty()
                ? "what it does not say"
                : Visible.text(String.join(", ", types.stream().map(type -> type.substring(type.lastIndexOf('/') + 1))
                        .toList()));
    }
}
