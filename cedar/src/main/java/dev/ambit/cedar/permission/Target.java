package dev.ambit.cedar.permission;

import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.value.EntityUid;
import java.util.List;

/// An action, and the type of what it is done on.
public record Target(EntityUid action, String resourceType) {

    /// Everything that principals of a type can be allowed at all, in the order of names.
    public static List<Target> of(Schema schema, String principalType) {
        return schema.actions().values().stream()
                .filter(action -> action.principals().contains(principalType))
                .flatMap(action -> action.resources().stream().sorted().map(type -> new Target(action.uid(), type)))
                .toList();
    }
}
