package dev.ambit.cedar.engine;

import dev.ambit.cedar.authorize.EvaluationError.Kind;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.DatetimeValue;
import dev.ambit.cedar.value.DurationValue;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.Value;

/// 64-bit integers: `+ - *` and negation, all failing where the result does not fit; and the orders.
final class Arithmetic {
    private Arithmetic() {}

    enum Operation {
        ADD("+"),
        SUBTRACT("-"),
        MULTIPLY("*");

        private final String word;

        Operation(String word) {
            this.word = word;
        }
    }

    static final class Binary extends Node.Numeric {
        private final Operation operation;
        private final Node left;
        private final Node right;

        Binary(Operation operation, Node left, Node right, Span span) {
            super(span);
            this.operation = operation;
            this.left = left;
            this.right = right;
        }

        @Override
        long number(Evaluation now) {
            var a = left.number(now);
            if (now.failed()) {
                return 0;
            }
            var b = right.number(now);
            return now.failed() ? 0 : compute(a, b, now);
        }

        private long compute(long a, long b, Evaluation now) {
            return switch (operation) {
                case ADD -> {
                    var sum = a + b;
                    yield ((a ^ sum) & (b ^ sum)) < 0 ? overflow(a, b, now) : sum;
                }
                case SUBTRACT -> {
                    var difference = a - b;
                    yield ((a ^ b) & (a ^ difference)) < 0 ? overflow(a, b, now) : difference;
                }
                case MULTIPLY -> {
                    var product = a * b;
                    yield Math.multiplyHigh(a, b) == product >> 63 ? product : overflow(a, b, now);
                }
            };
        }

        private long overflow(long a, long b, Evaluation now) {
            now.fail(this, Kind.OVERFLOW, "%d %s %d".formatted(a, operation.word, b), null);
            return 0;
        }
    }

    static final class Negate extends Node.Numeric {
        private final Node operand;

        Negate(Node operand, Span span) {
            super(span);
            this.operand = operand;
        }

        @Override
        long number(Evaluation now) {
            var a = operand.number(now);
            if (a == Long.MIN_VALUE) {
                now.fail(this, Kind.OVERFLOW, "-(%d)".formatted(a), null);
                return 0;
            }
            return -a;
        }
    }

    enum Order {
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL;

        boolean holds(long a, long b) {
            return switch (this) {
                case LESS -> a < b;
                case LESS_OR_EQUAL -> a <= b;
                case GREATER -> a > b;
                case GREATER_OR_EQUAL -> a >= b;
            };
        }
    }

    /// An order between two longs, where at least one side can be nothing else.
    static final class CompareNumbers extends Node.Test {
        private final Order order;
        private final Node left;
        private final Node right;

        CompareNumbers(Order order, Node left, Node right, Span span) {
            super(span);
            this.order = order;
            this.left = left;
            this.right = right;
        }

        @Override
        int test(Evaluation now) {
            var a = left.number(now);
            if (now.failed()) {
                return ERROR;
            }
            var b = right.number(now);
            if (now.failed()) {
                return ERROR;
            }
            return order.holds(a, b) ? TRUE : FALSE;
        }
    }

    /// An order against a long known beforehand: by far the most frequent.
    static final class CompareConstant extends Node.Test {
        private final Order order;
        private final Node left;
        private final long right;

        CompareConstant(Order order, Node left, long right, Span span) {
            super(span);
            this.order = order;
            this.left = left;
            this.right = right;
        }

        Order order() {
            return order;
        }

        Node left() {
            return left;
        }

        long right() {
            return right;
        }

        @Override
        int test(Evaluation now) {
            var a = left.number(now);
            if (now.failed()) {
                return ERROR;
            }
            return order.holds(a, right) ? TRUE : FALSE;
        }
    }

    /// An order between two values of which neither kind is known beforehand: longs, datetimes, or durations.
    static final class Compare extends Node.Test {
        private final Order order;
        private final Node left;
        private final Node right;

        Compare(Order order, Node left, Node right, Span span) {
            super(span);
            this.order = order;
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
            return compare(a, b, now);
        }

        private int compare(Value a, Value b, Evaluation now) {
            if (a instanceof LongValue x && b instanceof LongValue y) {
                return order.holds(x.value(), y.value()) ? TRUE : FALSE;
            }
            if (a instanceof DatetimeValue x && b instanceof DatetimeValue y) {
                return order.holds(x.epochMillis(), y.epochMillis()) ? TRUE : FALSE;
            }
            if (a instanceof DurationValue x && b instanceof DurationValue y) {
                return order.holds(x.millis(), y.millis()) ? TRUE : FALSE;
            }
            return switch (a) {
                case LongValue _,DatetimeValue _,DurationValue _ -> now.fail(right, Kind.TYPE, a.kind(), b);
                default -> now.fail(left, Kind.TYPE, "long, datetime or duration", a);
            };
        }
    }
}
