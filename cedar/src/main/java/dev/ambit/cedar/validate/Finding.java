package dev.ambit.cedar.validate;

import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.Span;

/// Something said about one policy.
///
/// @param policy the id of the policy, template or link
public record Finding(String policy, Diagnostic diagnostic) {
    public boolean isError() {
        return diagnostic.isError();
    }

    /// The text the finding is about, empty for a policy that was not read from text.
    public String excerpt() {
        return diagnostic.source().slice(diagnostic.span());
    }

    /// As a compiler prints it; a policy that was not read from text is named instead of a place.
    @Override
    public String toString() {
        return diagnostic.span().equals(Span.NONE)
                ? "policy `%s`: %s%s".formatted(
                        policy,
                        diagnostic.message(),
                        diagnostic.help().map(way -> ". " + way).orElse(""))
                : diagnostic.toString();
    }
}
