package dev.ambit.core.scope;

import dev.ambit.core.decision.Obstacle;
import dev.ambit.core.task.Task;
import dev.ambit.core.task.TaskId;
import java.time.Instant;
import java.util.List;

/// What may be done in one task.
///
/// @param above   the tasks it was delegated from, the nearest first
/// @param between what stands against whatever is asked in it; nothing is effective where there is any
/// @param until   before when time alone changes nothing of this, apart from pace; [Instant#MAX] where it never does
/// @param reaches one for each action and type of resource that its profile grants, and each that was asked about
public record TaskScope(Task task, List<TaskId> above, List<Obstacle> between, Instant until, List<Reach> reaches) {

    public TaskScope {
        above = List.copyOf(above);
        between = List.copyOf(between);
        reaches = List.copyOf(reaches);
    }
}
