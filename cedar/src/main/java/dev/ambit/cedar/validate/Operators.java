package dev.ambit.cedar.validate;

import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.syntax.Expr.Function;
import dev.ambit.cedar.syntax.Expr.UnaryOperator;

/// Operators, methods and functions as messages name them, backticks included.
final class Operators {
    private Operators() {}

    static String word(UnaryOperator operator) {
        return switch (operator) {
            case NOT -> "`!`";
            case NEGATE -> "`-`";
            case IS_EMPTY -> "`.isEmpty()`";
        };
    }

    static String word(BinaryOperator operator) {
        return switch (operator) {
            case AND -> "`&&`";
            case OR -> "`||`";
            case EQUAL -> "`==`";
            case NOT_EQUAL -> "`!=`";
            case LESS -> "`<`";
            case LESS_OR_EQUAL -> "`<=`";
            case GREATER -> "`>`";
            case GREATER_OR_EQUAL -> "`>=`";
            case IN -> "`in`";
            case ADD -> "`+`";
            case SUBTRACT -> "`-`";
            case MULTIPLY -> "`*`";
            case CONTAINS -> "`.contains()`";
            case CONTAINS_ALL -> "`.containsAll()`";
            case CONTAINS_ANY -> "`.containsAny()`";
            case HAS_TAG -> "`.hasTag()`";
            case GET_TAG -> "`.getTag()`";
        };
    }

    static String word(Function function) {
        return switch (function.style()) {
            case FUNCTION -> "`%s()`".formatted(function.word());
            case METHOD -> "`.%s()`".formatted(function.word());
        };
    }
}
