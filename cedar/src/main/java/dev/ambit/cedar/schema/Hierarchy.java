package dev.ambit.cedar.schema;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Who is in what, directly or through others, worked out once so that asking is one look-up.
/// Members may be in each other; those share one set of ancestors, which holds themselves. Nothing here recurses: a
/// chain may be as long as there are members. (Components are found as in Tarjan, 1972.)
final class Hierarchy<T> {
    /// Most additions of an ancestor to a set: bounds time and memory, of which a long chain needs the square.
    static final int MOST_STEPS = 2_000_000;

    private final Function<T, Set<T>> parents;
    private final Map<T, Set<T>> ancestors = new HashMap<>();
    private final Map<T, Integer> index = new HashMap<>();
    private final ArrayDeque<Open<T>> path = new ArrayDeque<>();
    private final ArrayDeque<T> unassigned = new ArrayDeque<>();
    private int steps;

    /// A member being looked at, and the parents still to be looked at.
    private static final class Open<T> {
        final T member;
        final Iterator<T> parents;
        final int index;
        /// The earliest of all members it is known to lead back to.
        int lowest;

        Open(T member, Iterator<T> parents, int index) {
            this.member = member;
            this.parents = parents;
            this.index = index;
            this.lowest = index;
        }
    }

    private Hierarchy(Function<T, Set<T>> parents) {
        this.parents = parents;
    }

    /// The hierarchy of `members`, or nothing where it takes more than [#MOST_STEPS].
    ///
    /// @param parents of any member or parent; none for what is unknown
    static <T> Optional<Hierarchy<T>> of(Set<T> members, Function<T, Set<T>> parents) {
        var hierarchy = new Hierarchy<>(parents);
        var isWithin = members.stream().allMatch(hierarchy::visit);
        return isWithin ? Optional.of(hierarchy) : Optional.empty();
    }

    /// All that `member` is in; itself only where it is in itself.
    Set<T> ancestors(T member) {
        return ancestors.getOrDefault(member, Set.of());
    }

    private boolean visit(T start) {
        lookAt(start);
        while (!path.isEmpty() && steps <= MOST_STEPS) {
            var open = path.getLast();
            if (open.parents.hasNext()) {
                open.lowest = Math.min(open.lowest, lookAt(open.parents.next()));
            } else {
                leave(path.removeLast());
            }
        }
        return steps <= MOST_STEPS;
    }

    /// Begins to look at `member` unless that has happened. Answers its index while it may lead back, otherwise a number
    /// larger than any index.
    private int lookAt(T member) {
        var seen = index.get(member);
        if (seen != null) {
            return ancestors.containsKey(member) ? Integer.MAX_VALUE : seen;
        }
        var open = new Open<>(member, parents.apply(member).iterator(), index.size());
        index.put(member, open.index);
        unassigned.push(member);
        path.addLast(open);
        return Integer.MAX_VALUE;
    }

    /// Gives a member, and all that are in each other with it, their ancestors if none of them leads further back.
    private void leave(Open<T> open) {
        if (open.lowest < open.index) {
            var former = path.getLast();
            former.lowest = Math.min(former.lowest, open.lowest);
            return;
        }
        var component = new ArrayList<T>();
        do {
            component.add(unassigned.pop());
        } while (!component.getLast().equals(open.member));
        var all = Collections.unmodifiableSet(union(component));
        component.forEach(each -> ancestors.put(each, all));
    }

    private Set<T> union(List<T> component) {
        var all = new HashSet<T>();
        for (var member : component) {
            for (var parent : parents.apply(member)) {
                var above = ancestors(parent);
                steps += 1 + above.size();
                if (steps > MOST_STEPS) {
                    return all;
                }
                all.add(parent);
                all.addAll(above);
            }
        }
        return all;
    }
}
