package dev.ambit.core.policy;

import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.Passage;

/// A value that somebody wrote into a file, and where.
public record Written<T>(T value, Passage at) {

    /// What is wrong with it.
    public Diagnostic error(String code, String message) {
        return Diagnostic.error(code, at.source(), at.span(), message);
    }
}
