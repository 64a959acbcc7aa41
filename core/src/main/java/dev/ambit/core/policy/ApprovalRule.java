package dev.ambit.core.policy;

import dev.ambit.cedar.value.EntityUid;
import java.time.Duration;

/// That some requests need leave by people, and what their leave is good for.
///
/// @param name   unique in its profile; the id of the permit that says which requests, among [Rules#approvals]
/// @param by     the group whose members may approve: never the requester, never anyone in its delegation chain
/// @param quorum how many of them; at least 1
/// @param uses   permits an approval is good for
/// @param within how long it is good, from when it was given
public record ApprovalRule(String name, EntityUid by, int quorum, long uses, Duration within) {}
