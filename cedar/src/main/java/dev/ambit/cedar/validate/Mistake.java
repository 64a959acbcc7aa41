package dev.ambit.cedar.validate;

import dev.ambit.cedar.text.Span;
import java.util.Optional;

/// Something wrong with an expression, not yet tied to a policy and its source.
///
/// @param code as in a diagnostic
record Mistake(String code, Span span, String message, Optional<String> help) {
    Mistake(String code, Span span, String message) {
        this(code, span, message, Optional.empty());
    }

    Mistake help(String way) {
        return new Mistake(code, span, message, Optional.of(way));
    }

    Mistake help(Optional<String> way) {
        return new Mistake(code, span, message, way);
    }
}
