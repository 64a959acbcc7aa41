package dev.ambit.core.grant;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.core.task.TaskId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What people are asked to approve: one request that was held, shown as it was asked, and nothing wider.
///
/// @param id        unique, and hard to guess
/// @param shown     what the enforcement point said of the call, without the values of `hidden`
/// @param hidden    names in it whose values are not for everybody; what is approved has them all the same
/// @param request   digest of exactly what was asked, hidden values included
/// @param rules     the profile's rules that ask for leave, at least one
/// @param decision  id of the record of the decision that held it
/// @param reason    why it is wanted, in the asker's words, which nobody has checked
/// @param isUrgent  whether the asker says that it is
/// @param wanted    until when leave is wanted at the latest, that instant excluded
/// @param expires   when nobody can answer it any more, that instant included
/// @param asker     the caller that asks
/// @param key       by which that caller knows it, so that asking twice is asking once; empty for none
public record ApprovalRequest(
        String id,
        TaskId task,
        EntityUid principal,
        String profile,
        EntityUid action,
        EntityUid resource,
        RecordValue shown,
        Set<String> hidden,
        RequestDigest request,
        Set<String> rules,
        String decision,
        String reason,
        boolean isUrgent,
        Optional<Instant> wanted,
        Instant expires,
        String asker,
        String key) {

    public ApprovalRequest {
        hidden = Collections.unmodifiableSet(new TreeSet<>(hidden));
        rules = Collections.unmodifiableSet(new TreeSet<>(rules));
        wanted = wanted.map(until -> until.truncatedTo(ChronoUnit.MILLIS));
        expires = expires.truncatedTo(ChronoUnit.MILLIS);
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("request `%s` for approval is by at least one rule".formatted(id));
        }
    }

    /// Whether one look is enough for both: the same is to be done, in the same task and by the same rules, if to other things.
    public boolean isLike(ApprovalRequest other) {
        return task.equals(other.task) && action.equals(other.action) && rules.equals(other.rules);
    }
}
