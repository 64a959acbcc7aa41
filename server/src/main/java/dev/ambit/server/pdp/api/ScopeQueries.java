package dev.ambit.server.pdp.api;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.IpValue;
import dev.ambit.core.scope.Scope;
import dev.ambit.core.task.TaskId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The house behind the route of scopes: what somebody may do now, and why. Nothing is counted, and nothing is recorded as
/// a decision.
///
/// Called on an event loop, and returns at once. Roles have been checked, and that an agent asks about itself.
public interface ScopeQueries {

    /// The principal of a task, from memory; empty where there is no such task.
    Optional<EntityUid> principal(TaskId task);

    CompletableFuture<Scope> scope(By by, Asked asked);

    /// What is asked.
    ///
    /// @param task        only in this
    /// @param type        only on resources of this type
    /// @param resource    only on this
    /// @param address     from which the principal would ask
    /// @param environment in which it would run
    record Asked(
            EntityUid principal,
            Optional<TaskId> task,
            Optional<EntityUid> action,
            Optional<String> type,
            Optional<EntityUid> resource,
            Optional<IpValue> address,
            Optional<String> environment) {}
}
