package dev.ambit.server.cli.obligation;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.cli.remote.Fields;

/// What is owed, as a person reads it.
final class ObligationText {
    private ObligationText() {}

    static String line(Json.Obj owed) {
        var state = Fields.text(owed, "state");
        if (state.equals("settled")) {
            return "%s settled".formatted(Fields.text(owed, "id"));
        }
        var failed = owed.fields().containsKey("failure")
                ? ": " + Fields.text(Fields.object(owed, "failure"), "why")
                : "";
        return "%s %s, since %s, due %s%s".formatted(Fields.text(owed, "id"), state, Fields.text(owed, "since"), Fields
                .text(owed, "due"), failed);
    }
}
