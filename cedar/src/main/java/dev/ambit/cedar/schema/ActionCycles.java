package dev.ambit.cedar.schema;

import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.Excerpt;
import dev.ambit.cedar.text.Mistakes;
import dev.ambit.cedar.value.EntityUid;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds actions that are in themselves, without recursion: groups may form a chain of any length.
final class ActionCycles {
    /// Most names of a cycle that are told.
    private static final int SHOWN = 10;

    private final Map<EntityUid, Schema.Action> actions;
    private final Definitions definitions;
    private final Mistakes mistakes;
    private final Set<EntityUid> done = new HashSet<>();
    private final LinkedHashSet<EntityUid> open = new LinkedHashSet<>();
    private final ArrayDeque<Open> path = new ArrayDeque<>();

    private record Open(EntityUid action, Iterator<EntityUid> groups) {}

    private ActionCycles(Map<EntityUid, Schema.Action> actions, Definitions definitions, Mistakes mistakes) {
        this.actions = actions;
        this.definitions = definitions;
        this.mistakes = mistakes;
    }

    static void report(Map<EntityUid, Schema.Action> actions, Definitions definitions, Mistakes mistakes) {
        var search = new ActionCycles(actions, definitions, mistakes);
        definitions.actions().keySet().forEach(search::from);
    }

    private void from(EntityUid start) {
        enter(start);
        while (!path.isEmpty()) {
            var last = path.getLast();
            if (last.groups.hasNext()) {
                enter(last.groups.next());
            } else {
                path.removeLast();
                open.remove(last.action);
                done.add(last.action);
            }
        }
    }

    private void enter(EntityUid action) {
        if (done.contains(action)) {
            return;
        }
        if (open.add(action)) {
            var groups = actions.containsKey(action) ? actions.get(action).memberOf() : Set.<EntityUid>of();
            path.addLast(new Open(action, groups.iterator()));
        } else if (!mistakes.isFull()) {
            reportCycle(action);
        }
    }

    private void reportCycle(EntityUid action) {
        var cycle = open.stream().dropWhile(other -> !other.equals(action)).toList();
        var shown = cycle.stream().limit(SHOWN).map(EntityUid::toString).map(Excerpt::quoted).collect(Collectors
                .joining(" in "));
        var definition = Objects.requireNonNull(definitions.actions().get(action));
        mistakes.add(Diagnostic.error("action-cycle", definition.scope().source(), definition.name().span(),
                "action %s is in itself: %s in %s".formatted(Excerpt.quoted(action.toString()), shown,
                        cycle.size() > SHOWN ? "…" : Excerpt.quoted(action.toString()))));
    }
}
