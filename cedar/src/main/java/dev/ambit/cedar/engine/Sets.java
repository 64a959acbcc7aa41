package dev.ambit.cedar.engine;

import dev.ambit.cedar.authorize.EvaluationError.Kind;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.SetValue;
import dev.ambit.cedar.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sets, records, and what compares whole values.
final class Sets {
    private Sets() {}

    static final class Equal extends Node.Test {
        private final Node left;
        private final Node right;

        Equal(Node left, Node right, Span span) {
            super(span);
            this.left = left;
            this.right = right;
        }

        @Override
        int test(Evaluation now) {
            var a = left.value(now);
            if (a == null) {
                return ERROR;
            }
            var b = right.value(now);
            if (b == null) {
                return ERROR;
            }
            return a.equals(b) ? TRUE : FALSE;
        }

        @Override
        boolean cannotFail() {
            return left.cannotFail() && right.cannotFail();
        }
    }

    /// Equality with a value known beforehand.
    static final class EqualConstant extends Node.Test {
        private final Node left;
        private final Value right;

        EqualConstant(Node left, Value right, Span span) {
            super(span);
            this.left = left;
            this.right = right;
        }

        Node left() {
            return left;
        }

        Value right() {
            return right;
        }

        @Override
        int test(Evaluation now) {
            var a = left.value(now);
            if (a == null) {
                return ERROR;
            }
            return right.equals(a) ? TRUE : FALSE;
        }

        @Override
        boolean cannotFail() {
            return left.cannotFail();
        }
    }

    /// Equality where one side is always a long: nothing is boxed.
    static final class EqualNumber extends Node.Test {
        private final Node number;
        private final Node other;

        EqualNumber(Node number, Node other, Span span) {
            super(span);
            this.number = number;
            this.other = other;
        }

        @Override
        int test(Evaluation now) {
            var a = number.number(now);
            if (now.failed()) {
                return ERROR;
            }
            var b = other.value(now);
            if (b == null) {
                return ERROR;
            }
            return b instanceof LongValue(var value) && value == a ? TRUE : FALSE;
        }
    }

    enum Operation {
        CONTAINS,
        CONTAINS_ALL,
        CONTAINS_ANY
    }

    static final class Contains extends Node.Test {
        private final Operation operation;
        private final Node left;
        private final Node right;

        Contains(Operation operation, Node left, Node right, Span span) {
            super(span);
            this.operation = operation;
            this.left = left;
            this.right = right;
        }

        Operation operation() {
            return operation;
        }

        Node left() {
            return left;
        }

        Node right() {
            return right;
        }

        @Override
        int test(Evaluation now) {
            var a = left.value(now);
            if (a == null) {
                return ERROR;
            }
            var b = right.value(now);
            if (b == null) {
                return ERROR;
            }
            if (!(a instanceof SetValue set)) {
                return now.fail(left, Kind.TYPE, "set", a);
            }
            if (operation == Operation.CONTAINS) {
                return set.contains(b) ? TRUE : FALSE;
            }
            if (!(b instanceof SetValue other)) {
                return now.fail(right, Kind.TYPE, "set", b);
            }
            var holds = operation == Operation.CONTAINS_ALL ? set.containsAll(other) : set.containsAny(other);
            return holds ? TRUE : FALSE;
        }
    }

    static final class IsEmpty extends Node.Test {
        private final Node of;

        IsEmpty(Node of, Span span) {
            super(span);
            this.of = of;
        }

        @Override
        int test(Evaluation now) {
            var value = of.value(now);
            if (value instanceof SetValue set) {
                return set.isEmpty() ? TRUE : FALSE;
            }
            return value == null ? ERROR : now.fail(of, Kind.TYPE, "set", value);
        }
    }

    static final class SetOf extends Node {
        private final List<Node> members;

        SetOf(List<Node> members, Span span) {
            super(span);
            this.members = List.copyOf(members);
        }

        @Override
        @Nullable
        Value value(Evaluation now) {
            var values = new Value[members.size()];
            for (var i = 0; i < values.length; i++) {
                var value = members.get(i).value(now);
                if (value == null) {
                    return null;
                }
                values[i] = value;
            }
            return SetValue.of(values);
        }
    }

    static final class RecordOf extends Node {
        private final Map<String, Node> attributes;

        RecordOf(Map<String, Node> attributes, Span span) {
            super(span);
            this.attributes = attributes;
        }

        @Override
        @Nullable
        Value value(Evaluation now) {
            var values = HashMap.<String, Value>newHashMap(attributes.size());
            for (var attribute : attributes.entrySet()) {
                var value = attribute.getValue().value(now);
                if (value == null) {
                    return null;
                }
                values.put(attribute.getKey(), value);
            }
            return RecordValue.of(values);
        }
    }
}
