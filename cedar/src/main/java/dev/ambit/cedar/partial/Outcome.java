package dev.ambit.cedar.partial;

import dev.ambit.cedar.authorize.EvaluationError;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.Value;

/// What an expression comes to: a value, or a failure to have one.
public sealed interface Outcome {

    record Of(Value value) implements Outcome {}

    /// @param kind    what went wrong, for programs
    /// @param span    the expression that failed, in its source
    /// @param message what went wrong, in words
    record Failed(EvaluationError.Kind kind, Span span, String message) implements Outcome {

        /// This failure as the error of the policy it happened in.
        public EvaluationError in(String policy) {
            return new EvaluationError(policy, kind, span, message);
        }
    }
}
