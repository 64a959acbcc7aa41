package dev.ambit.cedar.entity;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import java.util.Set;

/// What is known about one entity.
///
/// @param tags    values by tag name
/// @param parents the groups it is directly in; they need not be known themselves
public record Entity(EntityUid uid, RecordValue attributes, RecordValue tags, Set<EntityUid> parents) {
    public Entity {
        parents = Set.copyOf(parents);
    }

    public static Entity of(EntityUid uid, RecordValue attributes, Set<EntityUid> parents) {
        return new Entity(uid, attributes, RecordValue.EMPTY, parents);
    }
}
