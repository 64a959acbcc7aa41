package dev.ambit.cedar.syntax;

import dev.ambit.cedar.syntax.Token.Kind;
import java.util.Arrays;
import java.util.List;

/// Which tokens of an expression belong together on a line, and where else it may break.
/// A chain of one operator is one group and breaks behind each; what it holds is a group of its own.
final class Grouping {
    private final List<Piece> pieces;
    private final int[] starts;
    private final int[] opens;
    private final int[] closes;
    private final int[] indents;
    private final boolean[] opensBehind;
    private final boolean[] breaksBefore;
    private final boolean[] breaksBehind;

    Grouping(List<Piece> pieces) {
        this.pieces = pieces;
        this.starts = pieces.stream().mapToInt(piece -> piece.token().start()).toArray();
        this.opens = new int[starts.length];
        this.closes = new int[starts.length];
        this.indents = new int[starts.length];
        this.opensBehind = new boolean[starts.length];
        this.breaksBefore = new boolean[starts.length];
        this.breaksBehind = new boolean[starts.length];
    }

    /// How many groups begin at `piece`.
    int opens(int piece) {
        return opens[piece];
    }

    /// How many groups end with `piece`.
    int closes(int piece) {
        return closes[piece];
    }

    /// Whether a group begins behind `piece`.
    boolean opensBehind(int piece) {
        return opensBehind[piece];
    }

    /// How many levels further right lines begin behind `piece`; negative for further left.
    int indents(int piece) {
        return indents[piece];
    }

    boolean breaksBefore(int piece) {
        return breaksBefore[piece];
    }

    boolean breaksBehind(int piece) {
        return breaksBehind[piece];
    }

    /// Groups the tokens of `expr`, which are among the pieces.
    void group(Expr expr) {
        group(expr, false);
    }

    /// @param isPart whether it stands beside something else, so that its further lines must be told from that
    private void group(Expr expr, boolean isPart) {
        switch (expr) {
            case Expr.Literal _,Expr.Variable _ -> {}
            case Expr.Unary unary -> group(unary.operand(), false);
            case Expr.Binary binary -> binary(binary, isPart);
            case Expr.If choice -> choice(choice, isPart);
            case Expr.Attribute attribute -> group(attribute.of(), false);
            case Expr.Has has -> group(has.of(), true);
            case Expr.Like like -> group(like.of(), true);
            case Expr.Is is -> group(is.of(), true);
            case Expr.IsIn isIn -> parts(List.of(isIn.of(), isIn.group()));
            case Expr.SetOf set -> parts(set.members());
            case Expr.RecordOf record -> parts(List.copyOf(record.attributes().values()));
            case Expr.Call call -> parts(call.arguments());
        }
    }

    private void parts(List<Expr> parts) {
        for (var part : parts) {
            group(part, true);
        }
    }

    private void binary(Expr.Binary binary, boolean isPart) {
        if (binary.operator().isMethod()) {
            group(binary.left(), false);
            group(binary.right(), false);
        } else if (Binding.of(binary) == Binding.RELATION) {
            comparison(binary);
        } else {
            chain(binary, isPart);
        }
    }

    /// A long left side does not move the right side to a line of its own.
    private void comparison(Expr.Binary binary) {
        var operator = behind(binary.left());
        var last = at(binary.span().end()) - 1;
        opensBehind[operator] = true;
        indents[operator]++;
        breaksBehind[operator] = true;
        closes[last]++;
        indents[last]--;
        parts(List.of(binary.left(), binary.right()));
    }

    private void chain(Expr.Binary last, boolean isPart) {
        enclose(last, isPart);
        Expr left = last;
        while (left instanceof Expr.Binary link && isOfChain(link, last)) {
            breaksBehind[behind(link.left())] = true;
            group(link.right(), true);
            left = link.left();
        }
        group(left, true);
    }

    /// Whether `link` is written in one chain with `last`, without parentheses.
    private static boolean isOfChain(Expr.Binary link, Expr.Binary last) {
        return Binding.of(link) == Binding.of(last) && link.span().start() == last.span().start();
    }

    private void choice(Expr.If first, boolean isPart) {
        enclose(first, isPart);
        Expr otherwise = first;
        do {
            var link = (Expr.If) otherwise;
            breaksBefore[behind(link.condition())] = true;
            breaksBefore[behind(link.then())] = true;
            parts(List.of(link.condition(), link.then()));
            otherwise = link.otherwise();
        } while (otherwise instanceof Expr.If && !isInParentheses(otherwise));
        group(otherwise, true);
    }

    private void enclose(Expr expr, boolean isPart) {
        var first = at(expr.span().start());
        var last = at(expr.span().end()) - 1;
        var levels = isPart && !isInParentheses(expr) ? 1 : 0;
        opens[first]++;
        indents[first] += levels;
        closes[last]++;
        indents[last] -= levels;
    }

    private boolean isInParentheses(Expr expr) {
        var first = at(expr.span().start());
        return first > 0 && pieces.get(first - 1).kind() == Kind.OPEN_PARENTHESIS;
    }

    /// The piece behind `expr` and the parentheses it stands in.
    private int behind(Expr expr) {
        var piece = at(expr.span().end());
        while (pieces.get(piece).kind() == Kind.CLOSE_PARENTHESIS) {
            piece++;
        }
        return piece;
    }

    /// The first piece that begins at `offset` or behind it.
    private int at(int offset) {
        var found = Arrays.binarySearch(starts, offset);
        return found < 0 ? -found - 1 : found;
    }
}
