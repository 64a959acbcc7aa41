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
public record Question(
        EntityUid subject,
        EntityUid action,
        EntityUid resource,
        Optional<TaskId> task,
        RecordValue request,
        Origin origin) {}
