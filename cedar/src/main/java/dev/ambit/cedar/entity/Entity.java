package dev.ambit.cedar.entity;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/// What is known about one entity.
/// Parents are kept in order rather than by hash, so that no choice of names makes it slow to collect them.
///
/// @param tags    values by tag name
/// @param parents the groups it is directly in; they need not be known themselves
public record Entity(EntityUid uid, RecordValue attributes, RecordValue tags, Set<EntityUid> parents) {
    public Entity {
        parents = Collections.unmodifiableSet(new TreeSet<>(parents));
    }

    public static Entity of(EntityUid uid, RecordValue attributes, Set<EntityUid> parents) {
        return new Entity(uid, attributes, RecordValue.EMPTY, parents);
    }
}
