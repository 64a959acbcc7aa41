package dev.ambit.cedar.syntax;

import dev.ambit.cedar.syntax.Token.Kind;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.List;

/// What stands between the pieces of a text where it does not have to break: a space, nothing, or a line end in any case.
/// All of it follows from the tokens alone, since the text is known to be without mistakes.
final class Spacing {
    private final List<Piece> pieces;

    /// Brackets, both ends, within which the text may break.
    private final BitSet breaking = new BitSet();

    /// The braces of conditions, both ends.
    private final BitSet blocks = new BitSet();

    /// Pieces that stand in no bracket.
    private final BitSet outermost = new BitSet();

    Spacing(List<Piece> pieces) {
        this.pieces = pieces;
        var open = new ArrayDeque<Integer>();
        for (var i = 0; i < pieces.size(); i++) {
            switch (kind(i)) {
                case OPEN_PARENTHESIS, OPEN_BRACE, OPEN_BRACKET -> {
                    outermost.set(i, open.isEmpty());
                    open.push(i);
                }
                case CLOSE_PARENTHESIS, CLOSE_BRACE, CLOSE_BRACKET -> pair(open.pop(), i);
                default -> outermost.set(i, open.isEmpty());
            }
        }
    }

    private void pair(int open, int close) {
        var mayBreak = close > open + 1 && !isIndex(open) && !isOfAnnotation(open);
        breaking.set(open, mayBreak);
        breaking.set(close, mayBreak);
        var isBlock = kind(open) == Kind.OPEN_BRACE && outermost.get(open);
        blocks.set(open, isBlock);
        blocks.set(close, isBlock);
    }

    /// Whether a policy begins here, or the end.
    boolean beginsPolicy(int i) {
        return i == 0 || kind(i - 1) == Kind.SEMICOLON;
    }

    /// Whether an annotation, an effect or a condition begins here.
    boolean beginsLine(int i) {
        return outermost.get(i) && (kind(i) == Kind.AT || kind(i) == Kind.WORD && kind(i - 1) != Kind.AT);
    }

    /// Whether a bracket opens here within which the text may break.
    boolean opens(int i) {
        return breaking.get(i) && !closesBracket(kind(i));
    }

    /// Whether a bracket closes here within which the text may break.
    boolean closes(int i) {
        return breaking.get(i) && closesBracket(kind(i));
    }

    /// Whether the bracket here is one end of a condition.
    boolean isBlock(int i) {
        return blocks.get(i);
    }

    /// Whether a space stands before this piece if it is on one line with the piece before it.
    boolean isSpaced(int i) {
        return !bindsForwards(i - 1) && switch (kind(i)) {
            case DOT, COMMA, SEMICOLON, COLON, DOUBLE_COLON, CLOSE_PARENTHESIS, CLOSE_BRACE, CLOSE_BRACKET -> false;
            case OPEN_PARENTHESIS -> !isCall(i);
            case OPEN_BRACKET -> !isIndex(i);
            default -> true;
        };
    }

    private boolean bindsForwards(int i) {
        return switch (kind(i)) {
            case DOT, DOUBLE_COLON, AT, NOT, OPEN_PARENTHESIS, OPEN_BRACE, OPEN_BRACKET -> true;
            case MINUS -> !endsOperand(i - 1);
            default -> false;
        };
    }

    /// Whether the parenthesis here belongs to the word before it.
    private boolean isCall(int open) {
        return isOfAnnotation(open) || endsOperand(open - 1) && !outermost.get(open);
    }

    private boolean isOfAnnotation(int open) {
        return open > 1 && kind(open - 2) == Kind.AT;
    }

    private boolean isIndex(int open) {
        return kind(open) == Kind.OPEN_BRACKET && endsOperand(open - 1);
    }

    private boolean endsOperand(int i) {
        return switch (kind(i)) {
            case WORD -> switch (pieces.get(i).text()) {
                case "if", "then", "else", "in", "is", "has", "like" -> false;
                default -> true;
            };
            case NUMBER, STRING, SLOT, CLOSE_PARENTHESIS, CLOSE_BRACE, CLOSE_BRACKET -> true;
            default -> false;
        };
    }

    private static boolean closesBracket(Kind kind) {
        return kind == Kind.CLOSE_PARENTHESIS || kind == Kind.CLOSE_BRACE || kind == Kind.CLOSE_BRACKET;
    }

    /// Before the first piece stands the end of nothing.
    private Kind kind(int i) {
        return i < 0 ? Kind.END : pieces.get(i).kind();
    }
}
