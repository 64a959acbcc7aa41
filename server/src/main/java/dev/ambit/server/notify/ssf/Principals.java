package dev.ambit.server.notify.ssf;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.task.TaskId;
import java.io.IOException;
import java.util.Optional;

/// Whose a task is, or was.
@FunctionalInterface
public interface Principals {
    /// @return empty where that is no longer kept
    Optional<EntityUid> of(TaskId task) throws IOException;
}
