package dev.ambit.cedar.partial;

import dev.ambit.cedar.partial.PartialResponse.Judged;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.PolicySet;
import java.util.List;

/// Evaluates policies where not everything is known.
/// Whatever is said holds for every completion of the environment, errors included.
public final class PartialEvaluation {
    private PartialEvaluation() {}

    /// Says of each policy what can be said, and decides if that is enough.
    public static PartialResponse decide(PolicySet policies, Environment environment) {
        return PartialResponse.of(policies.effective().stream()
                .map(policy -> new Judged(policy, evaluate(policy, environment)))
                .toList());
    }

    /// @throws IllegalArgumentException where `policy` is a template
    public static Verdict evaluate(Policy policy, Environment environment) {
        return new Residue(policy, new Reducer(environment)).verdict();
    }

    /// The cases in which `policy` is satisfied: it is, in a completion, exactly where all conditions of one of them hold.
    /// None where it never is, one without conditions where it always is. Simplified as long as that stays readable: at
    /// most 32 cases with 256 conditions in all, and beyond that one case in the words of the policy.
    ///
    /// @throws IllegalArgumentException where `policy` is a template
    public static List<Case> cases(Policy policy, Environment environment) {
        var verdict = evaluate(policy, environment);
        if (verdict instanceof Verdict.Residual(var rest, var mayBeSatisfied, _) && mayBeSatisfied) {
            return NormalForm.of(rest, environment);
        }
        return verdict == Verdict.Known.SATISFIED ? List.of(Case.ALWAYS) : List.of();
    }

    public static Reduced evaluate(Expr expr, Environment environment) {
        return new Reducer(environment).reduce(expr, Assumptions.NONE);
    }
}
