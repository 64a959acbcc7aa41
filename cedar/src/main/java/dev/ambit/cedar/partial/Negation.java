package dev.ambit.cedar.partial;

import dev.ambit.cedar.partial.Knowledge.Exactly;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.syntax.Expr.UnaryOperator;
import dev.ambit.cedar.value.BoolValue;
import java.util.Optional;

/// What `!` makes of expressions and of what is known of them.
final class Negation {
    private Negation() {}

    /// `!expr` in the fewest words: it has the opposite value, and fails where `expr` fails or is no bool.
    static Expr of(Expr expr) {
        return switch (expr) {
            case Expr.Unary(var operator, var operand, _) when operator == UnaryOperator.NOT && isTest(operand) ->
                operand;
            case Expr.Binary(var operator, var left, var right, var span) when opposite(operator).isPresent() ->
                new Expr.Binary(opposite(operator).get(), left, right, span);
            default -> new Expr.Unary(UnaryOperator.NOT, expr, expr.span());
        };
    }

    private static Optional<BinaryOperator> opposite(BinaryOperator operator) {
        return switch (operator) {
            case EQUAL -> Optional.of(BinaryOperator.NOT_EQUAL);
            case NOT_EQUAL -> Optional.of(BinaryOperator.EQUAL);
            case LESS -> Optional.of(BinaryOperator.GREATER_OR_EQUAL);
            case LESS_OR_EQUAL -> Optional.of(BinaryOperator.GREATER);
            case GREATER -> Optional.of(BinaryOperator.LESS_OR_EQUAL);
            case GREATER_OR_EQUAL -> Optional.of(BinaryOperator.LESS);
            default -> Optional.empty();
        };
    }

    /// What is known of `!x` where this is known of `x`.
    static Knowledge of(Knowledge value) {
        return value instanceof Exactly(BoolValue bool) ? new Exactly(BoolValue.of(!bool.value())) : Kind.BOOL.known();
    }

    /// Whether an expression, looked at without knowing any input, is a bool or fails.
    static boolean isTest(Expr expr) {
        return switch (expr) {
            case Expr.Literal(var value, _) -> value instanceof BoolValue;
            case Expr.Unary(var operator, _, _) -> operator != UnaryOperator.NEGATE;
            case Expr.Binary(var operator, _, _, _) -> switch (operator) {
                case ADD, SUBTRACT, MULTIPLY, GET_TAG -> false;
                case AND, OR, EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, IN, CONTAINS,
                        CONTAINS_ALL, CONTAINS_ANY, HAS_TAG -> true;
            };
            case Expr.Has _,Expr.Like _,Expr.Is _,Expr.IsIn _ -> true;
            case Expr.Call(var function, _, _) -> Signature.of(function).result().equals(Kind.BOOL.known());
            case Expr.Variable _,Expr.If _,Expr.Attribute _,Expr.SetOf _,Expr.RecordOf _ -> false;
        };
    }
}
