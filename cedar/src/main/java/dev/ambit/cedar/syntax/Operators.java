package dev.ambit.cedar.syntax;

import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/// Reads the operators of expressions.
final class Operators {
    private static final int MOST_PREFIXES = 4;

    private final Cursor cursor;
    private final Complaints complaints;

    Operators(Cursor cursor) {
        this.cursor = cursor;
        this.complaints = cursor.complaints();
    }

    /// The operator `token` is, which stands between two operands; where it is none, the one that was meant.
    BinaryOperator binary(Token token) {
        return switch (token.kind()) {
            case OR -> BinaryOperator.OR;
            case AND -> BinaryOperator.AND;
            case NOT_EQUAL -> BinaryOperator.NOT_EQUAL;
            case LESS -> BinaryOperator.LESS;
            case LESS_OR_EQUAL -> BinaryOperator.LESS_OR_EQUAL;
            case GREATER -> BinaryOperator.GREATER;
            case GREATER_OR_EQUAL -> BinaryOperator.GREATER_OR_EQUAL;
            case PLUS -> BinaryOperator.ADD;
            case MINUS -> BinaryOperator.SUBTRACT;
            case TIMES -> BinaryOperator.MULTIPLY;
            case WORD -> word(token);
            case DIVIDE, REMAINDER -> unknown(token, BinaryOperator.MULTIPLY, "There are only `+`, `-` and `*`");
            case ASSIGN -> unknown(token, BinaryOperator.EQUAL, "Did you mean `==`?");
            default -> BinaryOperator.EQUAL;
        };
    }

    private BinaryOperator word(Token word) {
        return switch (word.text()) {
            case "and", "AND" -> unknown(word, BinaryOperator.AND, "Did you mean `&&`?");
            case "or", "OR" -> unknown(word, BinaryOperator.OR, "Did you mean `||`?");
            default -> BinaryOperator.IN;
        };
    }

    private BinaryOperator unknown(Token token, BinaryOperator instead, String help) {
        complaints.add("unknown-operator", token.span(), "%s is no operator".formatted(cursor.shown(token)), help);
        return instead;
    }

    /// The prefixes that stand here, all of one kind and not too many.
    List<Token> prefixes(Kind kind) throws Unreadable {
        var start = cursor.current().start();
        var prefixes = new ArrayList<Token>();
        var count = 0;
        for (; cursor.at(kind); count++) {
            var prefix = cursor.take();
            if (count < MOST_PREFIXES) {
                prefixes.add(prefix);
            }
        }
        if (count > MOST_PREFIXES) {
            complaints.add("too-many-prefixes", cursor.since(start), "`%s` stands %d times in a row, the limit is %d"
                    .formatted(kind.sign(), count, MOST_PREFIXES), "Two of them undo each other");
        }
        if (cursor.at(Kind.NOT) || cursor.at(Kind.MINUS)) {
            throw cursor.unexpected("a value", "Put what `%s` applies to in parentheses".formatted(kind.sign()));
        }
        return prefixes;
    }
}
