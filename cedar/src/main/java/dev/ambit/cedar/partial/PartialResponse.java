package dev.ambit.cedar.partial;

import dev.ambit.cedar.authorize.Response.Decision;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.Policy.Effect;
import dev.ambit.cedar.syntax.PolicySet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What can be said of a request of which not everything is known.
///
/// @param decision what every completion comes to; empty where that is not known, be it because completions differ or
///                 because it would take more than looking at each policy by itself
/// @param verdicts what is known of each policy, in the order of ids
/// @param rest     policies that answer every completion exactly as the whole set does, determining policies and errors
///                 included: without what is surely not satisfied, and without what is known already
public record PartialResponse(Optional<Decision> decision, SortedMap<String, Verdict> verdicts, PolicySet rest) {
    public PartialResponse {
        verdicts = Collections.unmodifiableSortedMap(new TreeMap<>(verdicts));
    }

    /// One policy and what was found of it.
    record Judged(Policy policy, Verdict verdict) {
        boolean is(Effect effect, Verdict other) {
            return policy.effect() == effect && verdict.equals(other);
        }

        boolean mayBe(Effect effect) {
            return policy.effect() == effect && verdict.mayBeSatisfied();
        }

        Optional<Policy> rest() {
            return switch (verdict) {
                case Verdict.Known.SATISFIED -> Optional.of(Residue.unconditional(policy));
                case Verdict.Known.NOT_SATISFIED -> Optional.empty();
                case Verdict.Failed _ -> Optional.of(policy);
                case Verdict.Residual(var residual, _, _) -> Optional.of(residual);
            };
        }
    }

    static PartialResponse of(List<Judged> judged) {
        var verdicts = new TreeMap<String, Verdict>();
        judged.forEach(each -> verdicts.put(each.policy().id(), each.verdict()));
        var rest = judged.stream().map(Judged::rest).flatMap(Optional::stream).toList();
        return new PartialResponse(decision(judged), verdicts, PolicySet.of(rest, List.of()));
    }

    private static Optional<Decision> decision(List<Judged> judged) {
        var isForbidden = judged.stream().anyMatch(each -> each.is(Effect.FORBID, Verdict.Known.SATISFIED));
        var isPermitted = judged.stream().anyMatch(each -> each.is(Effect.PERMIT, Verdict.Known.SATISFIED));
        var mayBeForbidden = judged.stream().anyMatch(each -> each.mayBe(Effect.FORBID));
        var mayBePermitted = judged.stream().anyMatch(each -> each.mayBe(Effect.PERMIT));
        if (isForbidden || !mayBePermitted) {
            return Optional.of(Decision.DENY);
        }
        return isPermitted && !mayBeForbidden ? Optional.of(Decision.ALLOW) : Optional.empty();
    }
}
