package dev.ambit.cedar.engine;

import dev.ambit.cedar.authorize.EvaluationError.Kind;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.Value;
import org.jspecify.annotations.Nullable;

/// One operation of a compiled policy. Nodes are immutable and shared by all threads; what changes while deciding is
/// in the [Evaluation].
///
/// A node may be asked for its result in the form that suits the asker: any value, a truth value, or a long. Whichever
/// is asked, a failure is reported to the evaluation once, by the node where it happens, and then only passed on: by
/// `null`, by [#ERROR], or by [Evaluation#failed]. There are no exceptions and nothing is boxed on the way.
abstract class Node {
    static final int FALSE = 0;
    static final int TRUE = 1;
    static final int ERROR = 2;

    /// Where the operation stands in the source of its policy.
    final Span span;

    Node(Span span) {
        this.span = span;
    }

    /// The result, or `null` where evaluation failed.
    abstract @Nullable Value value(Evaluation now);

    /// The result as [#TRUE] or [#FALSE], or [#ERROR] where evaluation failed or gave no boolean.
    int test(Evaluation now) {
        var value = value(now);
        if (value instanceof BoolValue bool) {
            return bool == BoolValue.TRUE ? TRUE : FALSE;
        }
        return value == null ? ERROR : now.fail(this, Kind.TYPE, "bool", value);
    }

    /// The result as a long. Where evaluation failed or gave no long, [Evaluation#failed] says so.
    long number(Evaluation now) {
        var value = value(now);
        if (value instanceof LongValue number) {
            return number.value();
        }
        if (value != null) {
            now.fail(this, Kind.TYPE, "long", value);
        }
        return 0;
    }

    /// Whether evaluation fails for no input at all.
    boolean cannotFail() {
        return false;
    }

    /// Whether the result is always a long, so that asking for [#number] loses nothing.
    boolean isNumber() {
        return false;
    }

    /// The value of a constant; `null` where the result depends on the request.
    @Nullable
    Value constant() {
        return null;
    }

    /// A node whose natural result is a truth value.
    abstract static class Test extends Node {
        Test(Span span) {
            super(span);
        }

        @Override
        abstract int test(Evaluation now);

        @Override
        @Nullable
        Value value(Evaluation now) {
            return switch (test(now)) {
                case TRUE -> BoolValue.TRUE;
                case FALSE -> BoolValue.FALSE;
                default -> null;
            };
        }
    }

    /// A node whose natural result is a long.
    abstract static class Numeric extends Node {
        Numeric(Span span) {
            super(span);
        }

        @Override
        abstract long number(Evaluation now);

        @Override
        @Nullable
        Value value(Evaluation now) {
            var number = number(now);
            return now.failed() ? null : LongValue.of(number);
        }

        @Override
        boolean isNumber() {
            return true;
        }
    }

    /// A literal, or what folding made one.
    static final class Constant extends Node {
        private final Value value;

        Constant(Value value, Span span) {
            super(span);
            this.value = value;
        }

        @Override
        Value value(Evaluation now) {
            return value;
        }

        @Override
        boolean cannotFail() {
            return true;
        }

        @Override
        boolean isNumber() {
            return value instanceof LongValue;
        }

        @Override
        Value constant() {
            return value;
        }
    }
}
