package dev.ambit.cedar.entity;

import dev.ambit.cedar.value.EntityUid;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Everything known about entities at one moment. Immutable and safe to share.
/// The groups an entity is in, directly or through others, are worked out once, when the store is made.
public final class Entities {
    public static final Entities EMPTY = new Entities(Map.of());

    /// Most pairs of an entity and a group it is in, over a whole store: bounds what a long chain of groups can cost.
    public static final int MOST_MEMBERSHIPS = 20_000_000;

    private final Map<EntityUid, Known> known;

    /// An entity together with all groups it is in.
    public static final class Known {
        private final Entity entity;
        private final Set<EntityUid> ancestors;
        private final EntityUid[] inOrder;

        private Known(Entity entity, Set<EntityUid> ancestors) {
            this.entity = entity;
            this.ancestors = ancestors;
            this.inOrder = ancestors.stream().sorted().toArray(EntityUid[]::new);
        }

        public Entity entity() {
            return entity;
        }

        /// All groups, direct or not; never the entity itself.
        public Set<EntityUid> ancestors() {
            return ancestors;
        }

        public int ancestorCount() {
            return inOrder.length;
        }

        /// The group at `index`, in the order of names: to walk over all without an iterator.
        public EntityUid ancestor(int index) {
            return inOrder[index];
        }
    }

    private Entities(Map<EntityUid, Known> known) {
        this.known = known;
    }

    /// A store of these entities.
    ///
    /// @throws IllegalArgumentException where two entities have one name, an entity is in itself, or the memberships
    ///     exceed [#MOST_MEMBERSHIPS]
    public static Entities of(Collection<Entity> entities) {
        var byName = new HashMap<EntityUid, Entity>();
        for (var entity : entities) {
            if (byName.put(entity.uid(), entity) != null) {
                throw new IllegalArgumentException("entity `%s` is given twice".formatted(entity.uid()));
            }
        }
        return new Entities(new Hierarchy(byName).close());
    }

    public static Entities of(Entity... entities) {
        return of(java.util.List.of(entities));
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
        return names().stream().map(uid -> java.util.Objects.requireNonNull(known.get(uid)).entity()).toList();
    }

    /// Works out who is in what, without recursion: groups may be nested as deep as there are entities.
    private static final class Hierarchy {
        private final Map<EntityUid, Entity> byName;
        private final Map<EntityUid, Known> done = new HashMap<>();
        private final Set<EntityUid> open = new HashSet<>();
        private long memberships;

        Hierarchy(Map<EntityUid, Entity> byName) {
            this.byName = byName;
        }

        Map<EntityUid, Known> close() {
            byName.values().forEach(this::close);
            return done;
        }

        private void close(Entity start) {
            var path = new ArrayDeque<Entity>();
            path.push(start);
            while (!path.isEmpty()) {
                var entity = path.peek();
                if (done.containsKey(entity.uid())) {
                    path.pop();
                } else if (open.add(entity.uid())) {
                    pushParents(entity, path);
                } else {
                    path.pop();
                    open.remove(entity.uid());
                    done.put(entity.uid(), new Known(entity, ancestors(entity)));
                }
            }
        }

        private void pushParents(Entity entity, ArrayDeque<Entity> path) {
            for (var parent : entity.parents()) {
                if (open.contains(parent)) {
                    throw new IllegalArgumentException("entity `%s` is in itself through `%s`".formatted(parent, entity
                            .uid()));
                }
                var known = byName.get(parent);
                if (known != null && !done.containsKey(parent)) {
                    path.push(known);
                }
            }
        }

        private Set<EntityUid> ancestors(Entity entity) {
            if (entity.parents().isEmpty()) {
                return Set.of();
            }
            var all = new HashSet<>(entity.parents());
            for (var parent : entity.parents()) {
                var known = done.get(parent);
                if (known != null) {
                    all.addAll(known.ancestors());
                }
            }
            memberships += all.size();
            if (memberships > MOST_MEMBERSHIPS) {
                throw new IllegalArgumentException(
                        "the entities have more than %,d memberships in groups".formatted(MOST_MEMBERSHIPS));
            }
            return Collections.unmodifiableSet(all);
        }
    }
}
