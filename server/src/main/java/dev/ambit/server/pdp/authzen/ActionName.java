package dev.ambit.server.pdp.authzen;

import dev.ambit.cedar.value.EntityUid;

/// Names of actions: `read` is `Action::"read"`, and whatever is in a namespace is written whole.
public final class ActionName {
    private static final String TYPE = "Action";

    private ActionName() {}

    /// The action that `name` names.
    public static EntityUid read(String name) {
        var quote = name.indexOf("::\"");
        if (quote > 0 && name.length() > quote + 3 && name.endsWith("\"")) {
            var type = name.substring(0, quote);
            var id = name.substring(quote + 3, name.length() - 1);
            if (type.endsWith("::" + TYPE) && EntityUid.isTypeName(type) && id.indexOf('"') < 0 && id.indexOf(
                    '\\') < 0) {
                return EntityUid.of(type, id);
            }
        }
        return EntityUid.of(TYPE, name);
    }

    /// The name that [#read] reads back.
    public static String write(EntityUid action) {
        return action.type().equals(TYPE) ? action.id() : action.toString();
    }
}
