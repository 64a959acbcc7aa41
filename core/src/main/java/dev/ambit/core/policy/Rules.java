package dev.ambit.core.policy;

import dev.ambit.cedar.engine.CompiledPolicies;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.Policy.Effect;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.value.EntityUid;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The policies that decide in tasks of one profile, guardrails among them, compiled.
///
/// @param text      the policies; ids are unique over profile and guardrails
/// @param compiled  the same
/// @param approvals permits, each of which is satisfied by the requests that an [ApprovalRule] of its id is for. One that
///                  fails to evaluate counts as satisfied: whoever cannot tell whether to ask, asks
/// @param mustKnow  the signals whose loss could widen an answer, by action and type of resource. One that is not among
///                  [Profile#signals] is about nobody in its tasks, and unknown
/// @param forbids   the ids of those policies that are forbids
public record Rules(
        PolicySet text,
        CompiledPolicies compiled,
        CompiledPolicies approvals,
        Map<EntityUid, Map<String, Set<String>>> mustKnow,
        Set<String> forbids) {

    public Rules {
        mustKnow = Map.copyOf(mustKnow);
        forbids = Set.copyOf(forbids);
    }

    /// Compiles policies.
    ///
    /// @param approvals one permit for each [ApprovalRule], with its name as id
    public static Rules of(PolicySet text, PolicySet approvals, Map<EntityUid, Map<String, Set<String>>> mustKnow) {
        var forbids = text.effective().stream()
                .filter(policy -> policy.effect() == Effect.FORBID)
                .map(Policy::id)
                .collect(Collectors.toSet());
        return new Rules(text, CompiledPolicies.compile(text), CompiledPolicies.compile(approvals), mustKnow, forbids);
    }

    /// Rules without approvals, where the loss of no signal can widen an answer.
    public static Rules of(PolicySet text) {
        return of(text, PolicySet.EMPTY, Map.of());
    }

    /// Whether the policy with this id is a forbid.
    public boolean isForbid(String id) {
        return forbids.contains(id);
    }

    /// The signals that must be known, or known to be absent, for an answer to count.
    public Set<String> mustKnow(EntityUid action, String resourceType) {
        return mustKnow.getOrDefault(action, Map.of()).getOrDefault(resourceType, Set.of());
    }
}
