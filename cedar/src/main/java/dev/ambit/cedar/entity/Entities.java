package dev.ambit.cedar.entity;

import dev.ambit.cedar.value.EntityUid;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Everything known about entities at one moment. Immutable and safe to share.
/// The groups an entity is in, directly or through others, are worked out once, when the store is made.
public final class Entities {
    public static final Entities EMPTY = new Entities(Map.of());

    /// Most memberships looked at to work out who is in what, over a whole store: bounds what a long chain of groups can
    /// cost. An entity counts its parents, and for each of them the groups that one is in; entities with the same parents
    /// count once.
    public static final int MOST_MEMBERSHIPS = 5_000_000;

    private final Map<EntityUid, Known> known;

    /// An entity together with all groups it is in.
    public static final class Known {
        private final Entity entity;
        private final Set<EntityUid> ancestors;
        private final EntityUid[] inOrder;
        // Written and read without order between threads: whoever misses a note works it out again.
        private @Nullable Object note;

        /// @param inOrder its groups, in the order of names, none twice
        Known(Entity entity, EntityUid[] inOrder) {
            this.entity = entity;
            this.ancestors = Collections.unmodifiableSet(new HashSet<>(Arrays.asList(inOrder)));
            this.inOrder = inOrder;
        }

        /// An entity in the same groups as another.
        Known(Entity entity, Known sibling) {
            this.entity = entity;
            this.ancestors = sibling.ancestors;
            this.inOrder = sibling.inOrder;
        }

        public Entity entity() {
            return entity;
        }

        /// All groups, direct or not; never the entity itself.
        public Set<EntityUid> ancestors() {
            return ancestors;
        }

        List<EntityUid> inOrder() {
            return Arrays.asList(inOrder);
        }

        public int ancestorCount() {
            return inOrder.length;
        }

        /// The group at `index`, in the order of names: to walk over all without an iterator.
        public EntityUid ancestor(int index) {
            return inOrder[index];
        }

        /// What was last noted about this entity, or `null`.
        public @Nullable Object note() {
            return note;
        }

        /// Keeps what an engine worked out about this entity, so that it need not do it again, until another note takes its
        /// place. Changes nothing of what is known.
        ///
        /// @param note must be immutable, all its fields final; its reader has to tell whether it is one of its own
        public void note(Object note) {
            this.note = note;
        }
    }

    /// A direct membership that closes a circle: `group` is in `member` already.
    public record Circle(EntityUid member, EntityUid group) {}

    private Entities(Map<EntityUid, Known> known) {
        this.known = known;
    }

    /// A store of these entities.
    ///
    /// @throws IllegalArgumentException where two entities have one name, an entity is in itself, or the memberships
    ///     exceed [#MOST_MEMBERSHIPS]
    public static Entities of(Collection<Entity> entities) {
        var hierarchy = new Hierarchy(byName(entities));
        for (var circle : hierarchy.circles()) {
            throw new IllegalArgumentException(
                    "entity `%s` is in itself through `%s`".formatted(circle.group(), circle.member()));
        }
        return new Entities(hierarchy.close());
    }

    /// The memberships that close a circle. Without them, the entities would form a hierarchy.
    ///
    /// @throws IllegalArgumentException where two entities have one name
    public static List<Circle> circles(Collection<Entity> entities) {
        return List.copyOf(new Hierarchy(byName(entities)).circles());
    }

    private static Map<EntityUid, Entity> byName(Collection<Entity> entities) {
        var byName = new LinkedHashMap<EntityUid, Entity>();
        for (var entity : entities) {
            if (byName.put(entity.uid(), entity) != null) {
                throw new IllegalArgumentException("entity `%s` is given twice".formatted(entity.uid()));
            }
        }
        return byName;
    }

    public static Entities of(Entity... entities) {
        return of(List.of(entities));
    }

    /// What is known of `uid`, or `null` where nothing is.
    public @Nullable Known find(EntityUid uid) {
        return known.get(uid);
    }

    /// Whether `member` is `group`, or is known to be in it.
    public boolean isIn(EntityUid member, EntityUid group) {
        if (member.equals(group)) {
            return true;
        }
        var found = known.get(member);
        return found != null && found.ancestors.contains(group);
    }

    public int size() {
        return known.size();
    }

    /// The names of all known entities, in order.
    public Set<EntityUid> names() {
        return new TreeSet<>(known.keySet());
    }

    /// All known entities, in the order of their names.
    public Collection<Entity> all() {
        return names().stream().map(uid -> Objects.requireNonNull(known.get(uid)).entity()).toList();
    }
}
