package dev.ambit.core.decision;

import dev.ambit.core.grant.Approval;
import dev.ambit.core.state.ApprovalKey;

/// An approval that lets a request through.
///
/// @param approval as far as it is good now, which may be less than what was given
/// @param used how often it had been used before
public record Covering(Approval approval, long used) {
    public ApprovalKey key() {
        return new ApprovalKey(approval.task(), approval.id());
    }
}
