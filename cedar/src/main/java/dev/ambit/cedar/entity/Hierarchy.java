package dev.ambit.cedar.entity;

import dev.ambit.cedar.value.EntityUid;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Works out who is in what, without recursion: groups may be nested as deep as there are entities.
final class Hierarchy {
    private final Map<EntityUid, Entity> byName;
    private final List<Entity> parentsFirst = new ArrayList<>();
    private final List<Entities.Circle> circles = new ArrayList<>();
    private final Set<EntityUid> seen = new HashSet<>();
    private final Set<EntityUid> open = new HashSet<>();
    private long steps;

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

    /// All entities with the groups they are in. Those with the same parents share what is worked out.
    ///
    /// @throws IllegalArgumentException where that takes more than [Entities#MOST_MEMBERSHIPS] steps
    Map<EntityUid, Entities.Known> close() {
        var closed = new HashMap<EntityUid, Entities.Known>();
        // Sorted rather than hashed: the hash of a set is a sum, and easily made to collide.
        var byParents = new TreeMap<EntityUid[], Entities.Known>(Arrays::compare);
        for (var entity : parentsFirst) {
            var parents = entity.parents().toArray(EntityUid[]::new);
            var sibling = byParents.get(parents);
            var known = sibling == null
                    ? new Entities.Known(entity, groups(parents, closed))
                    : new Entities.Known(entity, sibling);
            byParents.putIfAbsent(parents, known);
            closed.put(entity.uid(), known);
        }
        return closed;
    }

    /// All groups above those with these parents, in order.
    private EntityUid[] groups(EntityUid[] parents, Map<EntityUid, Entities.Known> closed) {
        var all = new ArrayList<>(Arrays.asList(parents));
        for (var parent : parents) {
            var above = closed.get(parent);
            steps += above == null ? 1 : 1 + above.ancestorCount();
            if (steps > Entities.MOST_MEMBERSHIPS) {
                throw new IllegalArgumentException(
                        "the entities have more than %,d memberships in groups".formatted(Entities.MOST_MEMBERSHIPS));
            }
            if (above != null) {
                all.addAll(above.inOrder());
            }
        }
        return distinct(all.toArray(EntityUid[]::new));
    }

    private static EntityUid[] distinct(EntityUid[] all) {
        Arrays.sort(all); // cheap, since it is made of parts that are sorted already
        var kept = 0;
        for (var uid : all) {
            if (kept == 0 || !uid.equals(all[kept - 1])) {
                all[kept++] = uid;
            }
        }
        return Arrays.copyOf(all, kept);
    }
}
