package dev.ambit.cedar.partial;

import dev.ambit.cedar.authorize.EvaluationError;
import dev.ambit.cedar.syntax.Policy;

/// What partial evaluation says of one policy.
public sealed interface Verdict {

    enum Known implements Verdict {
        /// Satisfied in every completion.
        SATISFIED,
        /// Not satisfied in any completion, and no failure in any.
        NOT_SATISFIED
    }

    /// Fails in every completion.
    ///
    /// @param error why, in completions in which nothing before it fails
    record Failed(EvaluationError error) implements Verdict {}

    /// Depends on what is unknown.
    ///
    /// @param rest           the policy without what is known already: in every completion it is satisfied, not satisfied
    ///                       or fails just as the whole policy
    /// @param mayBeSatisfied whether it is satisfied in some completion, as far as is known: if not, it is in none
    /// @param mayFail        whether it fails in some completion, as far as is known: if not, it fails in none
    record Residual(Policy rest, boolean mayBeSatisfied, boolean mayFail) implements Verdict {}

    /// Whether it is satisfied in some completion, as far as is known.
    default boolean mayBeSatisfied() {
        return switch (this) {
            case Known known -> known == Known.SATISFIED;
            case Failed _ -> false;
            case Residual(_, var mayBe, _) -> mayBe;
        };
    }
}
