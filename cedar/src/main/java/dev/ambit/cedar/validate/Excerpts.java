package dev.ambit.cedar.validate;

import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.value.Quoted;

/// Pieces of a source as messages quote them: on one line, and cut where they are long.
final class Excerpts {
    private static final int LONGEST = 60;

    private final Source source;

    Excerpts(Source source) {
        this.source = source;
    }

    /// The text of `e` as its author wrote it; for what was not read from text, a path spelled out or an ellipsis.
    String of(Expr e) {
        var end = Math.min(e.span().end(), e.span().start() + 4 * LONGEST);
        var written = source.slice(new dev.ambit.cedar.text.Span(e.span().start(), end));
        return cut(written.isBlank() ? spelledOut(e) : written);
    }

    static String cut(String text) {
        var line = text.strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
    }

    private static String spelledOut(Expr e) {
        return switch (e) {
            case Expr.Variable(var root, _) -> root.word();
            case Expr.Literal(var value, _) -> value.toString();
            case Expr.Attribute(var of, var name, _) ->
                spelledOut(of) + (Quoted.isIdentifier(name) ? "." + name : "[" + Quoted.string(name) + "]");
            default -> "…";
        };
    }
}
