package dev.ambit.core.decision;

import dev.ambit.core.task.TaskId;

/// What one line of the combining rule has against a request.
///
/// @param task   whose line it is: the task asked in, or one above it
/// @param answer a denial, or a hold; of a task above, with the reason that it is above
public record Obstacle(TaskId task, Decision answer) {
    private static final int LAST_LINE_ABOUT_TASK = 4;

    /// Whether it stands against whatever is asked in the task now: it lies in the task, not in what is asked.
    public boolean isOfTask() {
        return answer.reasons().stream().map(Reason::code).allMatch(code -> code.line() <= LAST_LINE_ABOUT_TASK
                || code == Code.ABOVE_NOT_PERMITTED || code == Code.DELEGATED_TOO_DEEP);
    }
}
