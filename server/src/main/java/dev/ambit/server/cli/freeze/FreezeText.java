package dev.ambit.server.cli.freeze;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.cli.remote.Fields;

/// Freezes as a person reads them.
final class FreezeText {
    private FreezeText() {}

    static String line(Json.Obj freeze) {
        var state = Fields.text(freeze, "state");
        if (state.equals("lifted")) {
            return "freeze %s lifted".formatted(Fields.text(freeze, "id"));
        }
        return "freeze %s %s: %s, since %s by %s: %s".formatted(Fields.text(freeze, "id"), state, target(freeze), Fields
                .text(freeze, "since"), Fields.text(freeze, "by"), Fields.text(freeze, "reason"));
    }

    private static String target(Json.Obj freeze) {
        if (Fields.isTrue(freeze, "everything")) {
            return "everything";
        }
        return Fields.maybe(freeze, "profile").map("profile %s"::formatted).orElseGet(() -> freeze.fields().containsKey(
                "principal") ? "principal " + entity(freeze, "principal") : "tenant " + entity(freeze, "tenant"));
    }

    private static String entity(Json.Obj freeze, String name) {
        var entity = Fields.object(freeze, name);
        return "%s::\"%s\"".formatted(Fields.text(entity, "type"), Fields.text(entity, "id"));
    }
}
