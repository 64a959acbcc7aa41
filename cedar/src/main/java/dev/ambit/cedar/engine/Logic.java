package dev.ambit.cedar.engine;

import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `&&`, `||`, `!` and `if`: they look at an operand only where those before it left the result open.
final class Logic {
    private Logic() {}

    /// A chain of `&&`, flat.
    static final class And extends Node.Test {
        private final Node[] operands;

        And(List<Node> operands, Span span) {
            super(span);
            this.operands = operands.toArray(Node[]::new);
        }

        /// The operands in order; used to find what an index can be built on.
        List<Node> operands() {
            return List.of(operands);
        }

        @Override
        int test(Evaluation now) {
            for (var operand : operands) {
                var result = operand.test(now);
                if (result != TRUE) {
                    return result;
                }
            }
            return TRUE;
        }

        @Override
        boolean cannotFail() {
            return allTests(operands);
        }
    }

    /// A chain of `||`, flat.
    static final class Or extends Node.Test {
        private final Node[] operands;

        Or(List<Node> operands, Span span) {
            super(span);
            this.operands = operands.toArray(Node[]::new);
        }

        @Override
        int test(Evaluation now) {
            for (var operand : operands) {
                var result = operand.test(now);
                if (result != FALSE) {
                    return result;
                }
            }
            return FALSE;
        }

        @Override
        boolean cannotFail() {
            return allTests(operands);
        }
    }

    static final class Not extends Node.Test {
        private final Node operand;

        Not(Node operand, Span span) {
            super(span);
            this.operand = operand;
        }

        @Override
        int test(Evaluation now) {
            return switch (operand.test(now)) {
                case TRUE -> FALSE;
                case FALSE -> TRUE;
                default -> ERROR;
            };
        }

        @Override
        boolean cannotFail() {
            return operand instanceof Test && operand.cannotFail();
        }
    }

    static final class If extends Node {
        private final Node condition;
        private final Node then;
        private final Node otherwise;

        If(Node condition, Node then, Node otherwise, Span span) {
            super(span);
            this.condition = condition;
            this.then = then;
            this.otherwise = otherwise;
        }

        @Override
        @Nullable
        Value value(Evaluation now) {
            return switch (condition.test(now)) {
                case TRUE -> then.value(now);
                case FALSE -> otherwise.value(now);
                default -> null;
            };
        }

        @Override
        int test(Evaluation now) {
            return switch (condition.test(now)) {
                case TRUE -> then.test(now);
                case FALSE -> otherwise.test(now);
                default -> ERROR;
            };
        }

        @Override
        long number(Evaluation now) {
            return switch (condition.test(now)) {
                case TRUE -> then.number(now);
                case FALSE -> otherwise.number(now);
                default -> 0;
            };
        }

        @Override
        boolean isNumber() {
            return then.isNumber() && otherwise.isNumber();
        }
    }

    private static boolean allTests(Node[] operands) {
        for (var operand : operands) {
            if (!(operand instanceof Node.Test) || !operand.cannotFail()) {
                return false;
            }
        }
        return true;
    }
}
