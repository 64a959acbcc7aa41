package dev.ambit.cedar.authorize;

import dev.ambit.cedar.text.Span;

/// Why a policy could not be evaluated.
///
/// @param policy  its id
/// @param kind    what went wrong, for programs
/// @param span    the expression that failed, in the source of the policy
/// @param message what went wrong, in words: subject in backticks, lower case, no full stop
public record EvaluationError(String policy, Kind kind, Span span, String message) {

    public enum Kind {
        /// An operator met a value of a kind it is not defined for.
        TYPE,
        /// An attribute was read that its record or entity does not have.
        MISSING_ATTRIBUTE,
        /// A tag was read that its entity does not have.
        MISSING_TAG,
        /// An attribute or tag was read of an entity nothing is known about.
        UNKNOWN_ENTITY,
        /// An integer does not fit in 64 bits.
        OVERFLOW,
        /// An extension function or method could not make a value of what it was given.
        EXTENSION
    }
}
