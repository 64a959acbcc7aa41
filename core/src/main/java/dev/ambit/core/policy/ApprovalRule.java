package dev.ambit.core.policy;

import dev.ambit.cedar.value.EntityUid;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/// That some requests need leave by people, and what their leave is good for.
///
/// @param name         unique in its profile; the id of the permit that says which requests, among [Rules#approvals]
/// @param by           the group whose members may approve: never the requester, never anyone in its delegation chain
/// @param quorum       how many of them; at least 1
/// @param uses         permits an approval is good for
/// @param within       how long it is good, from when it was given
/// @param isRemembered whether it is good for the same request as often as it comes, until the task ends
/// @param waits        how long people have to answer
/// @param hidden       names in `context.request` whose values they are not shown
public record ApprovalRule(
        String name,
        EntityUid by,
        int quorum,
        long uses,
        Duration within,
        boolean isRemembered,
        Duration waits,
        Set<String> hidden) {
    /// How long people have to answer where a profile does not say.
    public static final Duration USUAL_WAIT = Duration.ofHours(1);

    public ApprovalRule {
        hidden = Collections.unmodifiableSet(new TreeSet<>(hidden));
    }

    public ApprovalRule(String name, EntityUid by, int quorum, long uses, Duration within) {
        this(name, by, quorum, uses, within, false, USUAL_WAIT, Set.of());
    }

    /// How often at most what is given under it can be used.
    public long mostUses() {
        return isRemembered ? Long.MAX_VALUE : uses;
    }

    /// Until when at most what was given under it `since` can be used.
    public Instant latestEnd(Instant since) {
        return isRemembered ? Instant.MAX : since.plus(within);
    }
}
