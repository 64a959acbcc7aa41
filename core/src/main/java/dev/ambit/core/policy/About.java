package dev.ambit.core.policy;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.task.Task;
import org.jspecify.annotations.Nullable;

/// Where a task, or a request in it, names the one entity whose reading of a signal counts.
/// Which of them it is, the compiler of releases decides from the type the signal is about, once for each profile.
public sealed interface About {
    /// The input of the task with this name, an entity.
    record AnInput(String name) implements About {}

    /// The principal or the resource of the request. Where there is no request but a condition of the task, the signals
    /// about a resource are unknown.
    enum Asked implements About {
        PRINCIPAL, RESOURCE
    }

    /// The task itself.
    enum Itself implements About {
        TASK
    }

    /// The entity, or `null` where there is none.
    ///
    /// @param resource of the request; `null` where there is no request
    default @Nullable EntityUid subject(Task task, @Nullable EntityUid resource) {
        return switch (this) {
            case AnInput(var name) -> task.inputs().get(name) instanceof EntityUid entity ? entity : null;
            case Asked.PRINCIPAL -> task.principal();
            case Asked.RESOURCE -> resource;
            case Itself.TASK -> Condition.resource(task.id());
        };
    }
}
