package dev.ambit.core.govern;

import dev.ambit.core.decision.Consent;
import dev.ambit.core.govern.Refusal.Code;
import dev.ambit.core.grant.Approval;
import dev.ambit.core.policy.ApprovalRule;
import dev.ambit.core.state.State;
import dev.ambit.core.task.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Whether an approval is worth what it says: enough people who may, none of whom asks, and no more than their rule grants.
final class Leave {
    private final State state;
    private final Task task;
    private final Approval approval;
    private final List<Refusal> refusals = new ArrayList<>();

    private Leave(State state, Task task, Approval approval) {
        this.state = state;
        this.task = task;
        this.approval = approval;
    }

    /// What stands in the way of accepting `approval` of a request in `task` at `now`.
    static List<Refusal> refusals(State state, Task task, Approval approval, Instant now) {
        var leave = new Leave(state, task, approval);
        if (!now.isBefore(approval.until())) {
            leave.refuse(Code.ALREADY_OVER, approval.until());
        }
        var rule = state.release().profile(task.profile()).map(profile -> profile.approvals().get(approval.rule()));
        rule.ifPresentOrElse(leave::check, () -> leave.refuse(Code.RULE_UNKNOWN, task.profile(), approval.rule()));
        return leave.refusals;
    }

    private void check(ApprovalRule rule) {
        for (var person : approval.by()) {
            if (!Consent.isAmong(state, rule, person)) {
                refuse(Code.APPROVER_NOT_ALLOWED, person, rule.name(), rule.by());
            }
        }
        for (var person : approval.by()) {
            var asks = Consent.asks(state, task, person);
            if (asks != null) {
                refuse(Code.APPROVER_ASKS, person, asks.id());
            }
        }
        if (approval.by().size() < rule.quorum()) {
            refuse(Code.TOO_FEW_APPROVERS, rule.name(), rule.quorum(), approval.by().size());
        }
        if (approval.uses() > rule.mostUses() || approval.until().isAfter(rule.latestEnd(approval.since()))) {
            refuse(Code.APPROVAL_TOO_WIDE, rule.name(), rule.uses(), rule.within());
        }
    }

    private void refuse(Code code, Object... facts) {
        refusals.add(Refusal.of(code, facts));
    }
}
