package dev.ambit.cedar.syntax;

import dev.ambit.cedar.value.LongValue;

/// How tightly the parts of an expression hold together, from loosest to tightest.
/// An operator may follow what holds together at least as tightly as the operator does; anything else needs parentheses.
enum Binding {
    /// `if … then … else …`, which no operator can follow.
    CONDITIONAL,
    OR,
    AND,
    /// Comparisons and tests, which cannot follow each other either.
    RELATION,
    SUM,
    PRODUCT,
    PREFIX,
    /// What is complete in itself, and the only thing that `.`, `[` and `(` can follow.
    OPERAND;

    boolean holds(Binding other) {
        return compareTo(other) >= 0;
    }

    /// How tightly the outermost parts of `expr` hold together as it is written.
    static Binding of(Expr expr) {
        return switch (expr) {
            case Expr.If _ -> CONDITIONAL;
            case Expr.Binary binary -> of(binary.operator());
            case Expr.Has _,Expr.Like _,Expr.Is _,Expr.IsIn _ -> RELATION;
            case Expr.Unary unary -> unary.operator() == Expr.UnaryOperator.IS_EMPTY ? OPERAND : PREFIX;
            case Expr.Literal literal -> literal.value() instanceof LongValue(var number) && number < 0
                    ? PREFIX
                    : OPERAND;
            case Expr.Variable _,Expr.Attribute _,Expr.SetOf _,Expr.RecordOf _,Expr.Call _ -> OPERAND;
        };
    }

    static Binding of(Expr.BinaryOperator operator) {
        return switch (operator) {
            case OR -> OR;
            case AND -> AND;
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, IN -> RELATION;
            case ADD, SUBTRACT -> SUM;
            case MULTIPLY -> PRODUCT;
            case CONTAINS, CONTAINS_ALL, CONTAINS_ANY, HAS_TAG, GET_TAG -> OPERAND;
        };
    }

    /// The binding that comes next to this one.
    Binding tighter() {
        return switch (this) {
            case CONDITIONAL -> OR;
            case OR -> AND;
            case AND -> RELATION;
            case RELATION -> SUM;
            case SUM -> PRODUCT;
            case PRODUCT -> PREFIX;
            case PREFIX, OPERAND -> OPERAND;
        };
    }

    /// The binding of the operator `token` is or was meant to be, or [#CONDITIONAL] where it is none.
    static Binding of(Token token) {
        return switch (token.kind()) {
            case OR -> OR;
            case AND -> AND;
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, ASSIGN -> RELATION;
            case WORD -> switch (token.text()) {
                case "in", "has", "like", "is" -> RELATION;
                case "and", "AND" -> AND;
                case "or", "OR" -> OR;
                default -> CONDITIONAL;
            };
            case PLUS, MINUS -> SUM;
            case TIMES, DIVIDE, REMAINDER -> PRODUCT;
            default -> CONDITIONAL;
        };
    }
}
