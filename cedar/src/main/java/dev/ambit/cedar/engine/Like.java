package dev.ambit.cedar.engine;

import dev.ambit.cedar.authorize.EvaluationError.Kind;
import dev.ambit.cedar.syntax.Pattern;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.StringValue;

/// `of like pattern`.
final class Like extends Node.Test {
    private final Node of;
    private final Pattern pattern;

    Like(Node of, Pattern pattern, Span span) {
        super(span);
        this.of = of;
        this.pattern = pattern;
    }

    @Override
    int test(Evaluation now) {
        var value = of.value(now);
        if (value instanceof StringValue(var text)) {
            return pattern.matches(text) ? TRUE : FALSE;
        }
        return value == null ? ERROR : now.fail(of, Kind.TYPE, "string", value);
    }
}
