package dev.ambit.core.decision;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.core.encoding.Encoder;
import dev.ambit.core.encoding.Values;
import dev.ambit.core.grant.RequestDigest;
import dev.ambit.core.identity.Principal;
import dev.ambit.core.task.TaskId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
        return recorded.orElseGet(this::computeDigest);
    }

    private RequestDigest computeDigest() {
        var out = new Encoder().uid(action).uid(resource);
        Values.write(out, context);
        return new RequestDigest(HexFormat.of().formatHex(sha256().digest(out.toBytes())));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
