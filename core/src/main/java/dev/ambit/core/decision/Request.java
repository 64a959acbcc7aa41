package dev.ambit.core.decision;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.core.grant.RequestDigest;
import dev.ambit.core.identity.Principal;
import dev.ambit.core.task.TaskId;
import java.util.Optional;

/// The question: may `principal`, in `task`, do `action` on `resource`?
///
/// @param context what the enforcement point knows of the call, such as a tool's arguments; policies see it as
///                `context.request`, which is absent where this is empty
/// @param asker    who asks: the name of the enforcement point
/// @param recorded the digest, where this is put together again from a record that does not hold all of it
public record Request(
        TaskId task,
        Principal principal,
        EntityUid action,
        EntityUid resource,
        RecordValue context,
        String asker,
        Optional<RequestDigest> recorded) {

    public Request(TaskId task, Principal principal, EntityUid action, EntityUid resource, RecordValue context,
            String asker) {
        this(task, principal, action, resource, context, asker, Optional.empty());
    }

    /// What an approval of this request is bound to. Neither the task nor the principal is part of it: an approval names
    /// its task itself.
    public RequestDigest digest() {
        return new Digester().digest(this);
    }
}
