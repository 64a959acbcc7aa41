package dev.ambit.server.house;

import dev.ambit.core.state.Event.UsageCounted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Many totals as several events, each small enough for the journal.
final class UsageParts {
    private static final int MOST_IN_ONE = 400;

    private UsageParts() {}

    /// The same totals in parts. Only the last says how many records are counted, since before it they are not.
    static List<UsageCounted> of(UsageCounted all) {
        var parts = new ArrayList<UsageCounted>();
        for (var tasks : split(all.tasks())) {
            parts.add(new UsageCounted(all.at(), tasks, Map.of(), 0));
        }
        for (var approvals : split(all.approvals())) {
            parts.add(new UsageCounted(all.at(), Map.of(), approvals, 0));
        }
        if (parts.isEmpty()) {
            return List.of(all);
        }
        var last = parts.removeLast();
        parts.add(new UsageCounted(last.at(), last.tasks(), last.approvals(), all.recorded()));
        return parts;
    }

    private static <K, T> List<Map<K, T>> split(Map<K, T> all) {
        var parts = new ArrayList<Map<K, T>>();
        for (var entry : all.entrySet()) {
            if (parts.isEmpty() || parts.getLast().size() == MOST_IN_ONE) {
                parts.add(new TreeMap<>());
            }
            parts.getLast().put(entry.getKey(), entry.getValue());
        }
        return parts;
    }
}
