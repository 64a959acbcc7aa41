package dev.ambit.core.govern;

import dev.ambit.core.grant.Approval;
import dev.ambit.core.task.EndCause;
import dev.ambit.core.task.Opening;
import dev.ambit.core.task.TaskId;
import java.time.Instant;

/// What somebody wants done to tasks. Whether it may be is for the [Governor] to say.
public sealed interface Command {

    /// Open a task, now or when it is to begin; below another if the opening says so.
    record Open(Opening opening) implements Command {}

    /// Let a task end later than it would, within its profile's limits, or sooner.
    record Extend(TaskId task, Instant ends) implements Command {}

    record Pause(TaskId task) implements Command {}

    record Resume(TaskId task) implements Command {}

    /// End a task and everything below it.
    ///
    /// @param cause [EndCause#COMPLETED] or [EndCause#REVOKED]
    record End(TaskId task, EndCause cause) implements Command {
        public End {
            if (cause != EndCause.COMPLETED && cause != EndCause.REVOKED) {
                throw new IllegalArgumentException("nobody can end a task because %s".formatted(cause.words()));
            }
        }
    }

    /// Let a request through that people have approved.
    record Approve(Approval approval) implements Command {}
}
