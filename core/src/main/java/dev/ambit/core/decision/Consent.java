package dev.ambit.core.decision;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.grant.Approval;
import dev.ambit.core.policy.ApprovalRule;
import dev.ambit.core.state.State;
import dev.ambit.core.task.Task;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What people's leave is worth as things stand now. It is asked when somebody answers, and again whenever the leave is used:
/// a group that somebody has left, a quorum that was raised or a time that was shortened counts from then on.
public final class Consent {
    private Consent() {}

    /// Whether the rule lets `person` approve at all.
    public static boolean isAmong(State state, ApprovalRule rule, EntityUid person) {
        return state.release().entities().isIn(person, rule.by());
    }

    /// The task in which `person` asks, itself or through others, for what is asked in `task`; `null` where it does not.
    public static @Nullable Task asks(State state, Task task, EntityUid person) {
        var next = task;
        while (next != null && !next.principal().equals(person)) {
            next = next.above() == null ? null : state.task(next.above());
        }
        return next;
    }

    /// `approval` as far as it is good under `rule` now; `null` where too few of those who gave it may.
    static @Nullable Approval now(State state, Task task, Approval approval, ApprovalRule rule) {
        var by = new TreeSet<EntityUid>();
        for (var person : approval.by()) {
            if (isAmong(state, rule, person) && asks(state, task, person) == null) {
                by.add(person);
            }
        }
        if (by.size() < rule.quorum()) {
            return null;
        }
        var latest = rule.latestEnd(approval.since());
        return new Approval(approval.id(), approval.task(), approval.request(), approval.rule(), by, approval.since(),
                approval.until().isBefore(latest) ? approval.until() : latest, Math.min(approval.uses(), rule
                        .mostUses()));
    }
}
