package dev.ambit.server.cli.signal;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.cli.frame.Paint;
import dev.ambit.server.cli.frame.Visible;
import dev.ambit.server.cli.remote.Fields;
import dev.ambit.server.cli.remote.Names;

/// Signals as a person reads them.
final class SignalText {
    private SignalText() {}

    /// One of the catalogue, two lines.
    static String entry(Json.Obj signal, Paint paint) {
        return "%s about %s, %s, from %s, %s, may %s\n  %s".formatted(paint.bold(Visible.text(Fields.text(signal,
                "name"))), Visible.text(Fields.text(signal, "about")), Visible.text(Fields.text(signal, "type")),
                Visible
                        .text(Fields.text(signal, "source")), Visible.text(Fields.text(signal, "integrity")), Visible
                                .text(Fields.text(signal, "influence")), Visible.text(Fields.text(signal,
                                        "description")));
    }

    /// What is known of one subject, one line.
    static String standing(String signal, Json.Obj standing, Paint paint) {
        var word = Fields.text(standing, "standing");
        var known = word.equals("unknown") ? paint.yellow("is unknown") : paint.green(value(standing, word));
        return "%s of %s %s%s%s".formatted(Visible.text(signal), Visible.text(Names.entity(Fields.object(standing,
                "subject"))), known, Fields.maybe(standing, "until").map(until -> " until " + Names.clock(until))
                        .orElse(
                                ""), Fields.maybe(standing, "source").map(source -> ", from " + Visible.text(source))
                                        .orElse(
                                                ""));
    }

    private static String value(Json.Obj standing, String word) {
        if (word.equals("known-absent")) {
            return "is known to be absent";
        }
        var value = standing.get("value");
        return value == null ? "is known, and not shown" : "= " + Visible.text(Names.value(value));
    }
}
