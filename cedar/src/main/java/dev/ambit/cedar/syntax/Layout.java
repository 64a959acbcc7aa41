package dev.ambit.cedar.syntax;

import dev.ambit.cedar.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/// The steps in which the pieces of a text are set.
final class Layout {
    private static final int INDENT = 2;

    private final List<Piece> pieces;
    private final Grouping grouping;
    private final Spacing spacing;
    private final List<Step> steps = new ArrayList<>();

    /// Whether there is a place to break before the piece that comes next.
    private boolean mayBreak = true;

    Layout(List<Piece> pieces, Grouping grouping) {
        this.pieces = pieces;
        this.grouping = grouping;
        this.spacing = new Spacing(pieces);
    }

    List<Step> steps() {
        for (var i = 0; i < pieces.size(); i++) {
            piece(i);
        }
        return steps;
    }

    private void piece(int i) {
        var piece = pieces.get(i);
        if (spacing.beginsPolicy(i)) {
            head(piece, i == 0);
        } else {
            piece.above().forEach(comment -> steps.add(new Step.Comment(comment.text(), false)));
        }
        if (piece.kind() == Kind.END) {
            return;
        }
        before(i);
        steps.add(new Step.Text(piece.text()));
        after(i);
    }

    /// The comments above a policy or at the end, with the empty lines between them.
    private void head(Piece first, boolean isFirst) {
        var isBehindGap = isFirst;
        if (!isFirst && (first.kind() != Kind.END || !first.above().isEmpty())) {
            steps.add(new Step.Gap());
            isBehindGap = true;
        }
        for (var comment : first.above()) {
            if (comment.isAfterBlank() && !isBehindGap) {
                steps.add(new Step.Gap());
            }
            steps.add(new Step.Comment(comment.text(), false));
            isBehindGap = false;
        }
        if (first.isAfterBlank() && !isBehindGap && first.kind() != Kind.END) {
            steps.add(new Step.Gap());
        }
    }

    private void before(int i) {
        if (spacing.closes(i)) {
            indent(-1);
            breakOr(spacing.isBlock(i) ? " " : "");
        }
        if (spacing.beginsLine(i)) {
            steps.add(new Step.NewLine());
            mayBreak = true;
        }
        if (grouping.breaksBefore(i)) {
            breakOr(" ");
        }
        if (!mayBreak && spacing.isSpaced(i)) {
            steps.add(new Step.Space());
        }
        mayBreak = false;
        for (var open = 0; open < grouping.opens(i); open++) {
            steps.add(new Step.Open());
        }
        if (spacing.opens(i)) {
            steps.add(new Step.Open());
        }
    }

    private void after(int i) {
        if (spacing.closes(i)) {
            steps.add(new Step.Close());
        }
        for (var close = 0; close < grouping.closes(i); close++) {
            steps.add(new Step.Close());
        }
        pieces.get(i).beside().ifPresent(comment -> steps.add(new Step.Comment(comment, true)));
        if (grouping.opensBehind(i)) {
            steps.add(new Step.Open());
        }
        indent(grouping.indents(i));
        if (spacing.opens(i)) {
            indent(1);
            breakOr(spacing.isBlock(i) ? " " : "");
        }
        if (grouping.breaksBehind(i) || kind(i) == Kind.COMMA && !spacing.closes(i + 1)) {
            breakOr(" ");
        }
    }

    private Kind kind(int i) {
        return pieces.get(i).kind();
    }

    private void breakOr(String flat) {
        steps.add(new Step.Break(flat));
        mayBreak = true;
    }

    private void indent(int levels) {
        if (levels != 0) {
            steps.add(new Step.Indent(levels * INDENT));
        }
    }
}
