package dev.ambit.cedar.partial;

import dev.ambit.cedar.partial.PartialResponse.Judged;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.PolicySet;

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

    public static Reduced evaluate(Expr expr, Environment environment) {
        return new Reducer(environment).reduce(expr, Assumptions.NONE);
    }
}
