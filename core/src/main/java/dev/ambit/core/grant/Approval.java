package dev.ambit.core.grant;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.task.TaskId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/// The leave people gave for one request, and for nothing else: in one task, with one digest, `[since, until)`, in whole
/// milliseconds, and only so often.
///
/// @param id   unique; a task's approvals are told apart by it
/// @param rule the name of the [profile's rule][dev.ambit.core.policy.ApprovalRule] it answers
/// @param by   the people who approved
/// @param uses permits it is good for; at least 1
public record Approval(
        String id,
        TaskId task,
        RequestDigest request,
        String rule,
        Set<EntityUid> by,
        Instant since,
        Instant until,
        long uses) {

    public Approval {
        by = Collections.unmodifiableSet(new TreeSet<>(by));
        since = since.truncatedTo(ChronoUnit.MILLIS);
        until = until.equals(Instant.MAX) ? until : until.truncatedTo(ChronoUnit.MILLIS);
        if (by.isEmpty() || uses < 1) {
            throw new IllegalArgumentException("approval `%s` is by somebody, and for at least one use".formatted(id));
        }
    }

    /// Whether it lets `asked` through, by the rule `asRuled`, at `now`, as far as it has not been used up.
    public boolean covers(RequestDigest asked, String asRuled, Instant now) {
        return request.equals(asked) && rule.equals(asRuled) && !now.isBefore(since) && now.isBefore(until);
    }
}
