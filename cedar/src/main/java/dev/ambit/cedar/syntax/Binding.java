package dev.ambit.cedar.syntax;

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

    /// The binding of the operator `token` is, or [#CONDITIONAL] where it is none.
    static Binding of(Token token) {
        return switch (token.kind()) {
            case OR -> OR;
            case AND -> AND;
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, ASSIGN -> RELATION;
            case WORD -> switch (token.text()) {
                case "in", "has", "like", "is" -> RELATION;
                default -> CONDITIONAL;
            };
            case PLUS, MINUS -> SUM;
            case TIMES, DIVIDE, REMAINDER -> PRODUCT;
            default -> CONDITIONAL;
        };
    }
}
