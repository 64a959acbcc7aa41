package dev.ambit.core.scope;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.policy.ReleaseId;
import java.time.Instant;
import java.util.List;

/// What a principal may do at one instant, and why.
///
/// @param provisioned what the organisation gives it, outside of any task: nothing is permitted by that alone
/// @param tasks       what it may do in each of its tasks, in the order of their ids
/// @param hasMore     whether it has more tasks than are told
public record Scope(
        Instant at,
        ReleaseId release,
        EntityUid principal,
        Provision provisioned,
        List<TaskScope> tasks,
        boolean hasMore) {

    public Scope {
        tasks = List.copyOf(tasks);
    }
}
