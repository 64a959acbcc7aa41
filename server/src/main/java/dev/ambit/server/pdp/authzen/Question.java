package dev.ambit.server.pdp.authzen;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.core.task.TaskId;
import java.util.Optional;

/// May `subject` do `action` on `resource`?
///
/// @param task    empty where the caller names none
/// @param request what policies see as `context.request`
/// @param origin  from where the subject asks, in the caller's word
/// @param approval id of the approval that the caller relies on; it decides nothing
public record Question(
        EntityUid subject,
        EntityUid action,
        EntityUid resource,
        Optional<TaskId> task,
        RecordValue request,
        Origin origin,
        Optional<String> approval) {
    public Question(EntityUid subject, EntityUid action, EntityUid resource, Optional<TaskId> task, RecordValue request,
            Origin origin) {
        this(subject, action, resource, task, request, origin, Optional.empty());
    }
}
