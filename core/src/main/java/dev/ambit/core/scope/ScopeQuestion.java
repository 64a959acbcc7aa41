package dev.ambit.core.scope;

import dev.ambit.cedar.permission.Target;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.identity.Principal;
import dev.ambit.core.task.TaskId;
import java.util.Optional;

/// What may `principal` do now?
///
/// @param principal whose scope, as it would be proven: from where it asks, and where it runs
/// @param task      only in this task; empty for all of its tasks that are not over
/// @param action    only this
/// @param type      only on resources of this type
/// @param resource  only on this
/// @param asker     the enforcement point that would ask
public record ScopeQuestion(
        Principal principal,
        Optional<TaskId> task,
        Optional<EntityUid> action,
        Optional<String> type,
        Optional<EntityUid> resource,
        String asker) {

    /// Everything that `principal` may do.
    public static ScopeQuestion of(Principal principal, String asker) {
        return new ScopeQuestion(principal, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                asker);
    }

    /// Only in `one`.
    public ScopeQuestion in(TaskId one) {
        return new ScopeQuestion(principal, Optional.of(one), action, type, resource, asker);
    }

    /// Only this action, on resources of this type, on this resource: as far as each is there.
    public ScopeQuestion about(Optional<EntityUid> one, Optional<String> ofType, Optional<EntityUid> on) {
        return new ScopeQuestion(principal, task, one, ofType, on, asker);
    }

    boolean isAbout(Target target) {
        return action.filter(uid -> !uid.equals(target.action())).isEmpty()
                && type.filter(name -> !name.equals(target.resourceType())).isEmpty()
                && resource.filter(uid -> !uid.type().equals(target.resourceType())).isEmpty();
    }
}
