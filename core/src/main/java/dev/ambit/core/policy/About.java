package dev.ambit.core.policy;

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
}
