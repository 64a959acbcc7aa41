package dev.ambit.cedar.entity;

import dev.ambit.cedar.value.EntityUid;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Works out who is in what, without recursion: groups may be nested as deep as there are entities.
final class Hierarchy {
    private final Map<EntityUid, Entity> byName;
    private final List<Entity> parentsFirst = new ArrayList<>();
    private final List<Entities.Circle> circles = new ArrayList<>();
    private final Set<EntityUid> seen = new HashSet<>();
    private final Set<EntityUid> open = new HashSet<>();

    /// @param byName each entity under its name
    Hierarchy(Map<EntityUid, Entity> byName) {
        this.byName = byName;
        byName.values().forEach(this::visit);
    }

    /// The memberships that had to be left out to bring the entities into an order.
    List<Entities.Circle> circles() {
        return circles;
    }

    /// Visits all groups above `start` before `start` itself. An entity is open while it waits for its groups.
    private void visit(Entity start) {
        var path = new ArrayDeque<Entity>();
        path.push(start);
        while (!path.isEmpty()) {
            var entity = path.peek();
            if (seen.add(entity.uid())) {
                open.add(entity.uid());
                pushParents(entity, path);
            } else {
                path.pop();
                if (open.remove(entity.uid())) {
                    parentsFirst.add(entity);
                }
            }
        }
    }

    private void pushParents(Entity entity, ArrayDeque<Entity> path) {
        for (var parent : entity.parents()) {
            var known = byName.get(parent);
            if (open.contains(parent)) {
                circles.add(new Entities.Circle(entity.uid(), parent));
            } else if (known != null && !seen.contains(parent)) {
                path.push(known);
            }
        }
    }

    /// All entities with the groups they are in.
    ///
    /// @throws IllegalArgumentException where that takes more than [Entities#MOST_MEMBERSHIPS] steps
    Map<EntityUid, Entities.Known> close() {
        var closed = new HashMap<EntityUid, Entities.Known>();
        var steps = 0L;
        for (var entity : parentsFirst) {
            var above = known(entity.parents(), closed);
            steps += entity.parents().size();
            for (var group : above) {
                steps += group.ancestors().size();
            }
            if (steps > Entities.MOST_MEMBERSHIPS) {
                throw new IllegalArgumentException(
                        "the entities have more than %,d memberships in groups".formatted(Entities.MOST_MEMBERSHIPS));
            }
            closed.put(entity.uid(), new Entities.Known(entity, union(entity.parents(), above)));
        }
        return closed;
    }

    private static List<Entities.Known> known(Collection<EntityUid> names, Map<EntityUid, Entities.Known> closed) {
        var found = new ArrayList<Entities.Known>(names.size());
        for (var name : names) {
            var known = closed.get(name);
            if (known != null) {
                found.add(known);
            }
        }
        return found;
    }

    private static Set<EntityUid> union(Set<EntityUid> parents, List<Entities.Known> above) {
        if (parents.isEmpty()) {
            return Set.of();
        }
        var all = new HashSet<>(parents);
        above.forEach(group -> all.addAll(group.ancestors()));
        return Collections.unmodifiableSet(all);
    }
}
