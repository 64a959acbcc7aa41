package dev.ambit.core.govern;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.decision.Consent;
import dev.ambit.core.grant.ApprovalCase;
import dev.ambit.core.grant.ApprovalRequest;
import dev.ambit.core.policy.ApprovalRule;
import dev.ambit.core.state.State;
import dev.ambit.core.task.Task;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Who can answer a request for approval, and who has, by the rules in force.
public final class Approvers {
    private Approvers() {}

    /// The rules a request is by, as far as the profile still has them.
    public static List<ApprovalRule> rules(State state, ApprovalRequest request) {
        return state.release().profile(request.profile())
                .map(profile -> request.rules().stream().flatMap(name -> profile.approvals().containsKey(name)
                        ? Stream.of(profile.approval(name))
                        : Stream.empty()).toList())
                .orElse(List.of());
    }

    /// Whether `person` is one of those who are asked.
    public static boolean includes(State state, ApprovalRequest request, EntityUid person) {
        var task = state.task(request.task());
        return task != null && Consent.asks(state, task, person) == null
                && rules(state, request).stream().anyMatch(rule -> Consent.isAmong(state, rule, person));
    }

    /// Who has approved and still may.
    public static Set<EntityUid> of(State state, Task task, ApprovalRule rule, ApprovalCase answered) {
        var by = new TreeSet<EntityUid>();
        for (var answer : answered.answers()) {
            if (answer.approves() && Consent.isAmong(state, rule, answer.person()) && Consent.asks(state, task, answer
                    .person()) == null) {
                by.add(answer.person());
            }
        }
        return by;
    }
}
