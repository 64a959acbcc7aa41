package dev.ambit.core.state;

import dev.ambit.core.grant.Approval;
import dev.ambit.core.task.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The approvals of one task that have not run out of time, and how often each was used.
record Approvals(TaskId task, List<Approval> given, Map<String, Long> used) {
    static Approvals none(TaskId task) {
        return new Approvals(task, List.of(), Map.of());
    }

    /// With `approval`, in place of one with its id, and without what is over at `now`.
    Approvals with(Approval approval, Instant now) {
        var lasting = new ArrayList<Approval>();
        for (var other : given) {
            if (now.isBefore(other.until()) && !other.id().equals(approval.id())) {
                lasting.add(other);
            }
        }
        lasting.add(approval);
        var counts = new TreeMap<>(used);
        counts.keySet().removeIf(id -> lasting.stream().noneMatch(other -> other.id().equals(id)));
        return new Approvals(task, List.copyOf(lasting), Collections.unmodifiableMap(counts));
    }

    /// With `id` used at least `uses` times.
    Approvals used(String id, long uses) {
        var counts = new TreeMap<>(used);
        counts.merge(id, uses, Math::max);
        return new Approvals(task, given, Collections.unmodifiableMap(counts));
    }

    long usesOf(String id) {
        return used.getOrDefault(id, 0L);
    }
}
