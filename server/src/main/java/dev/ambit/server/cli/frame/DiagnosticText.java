package dev.ambit.server.cli.frame;

import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.Span;

/// A diagnostic as a person reads it: where and what, the line it is about, and the way out.
final class DiagnosticText {
    private final Paint paint;

    DiagnosticText(Paint paint) {
        this.paint = paint;
    }

    /// Several lines, each ended.
    String of(Diagnostic told) {
        var diagnostic = shown(told);
        var out = new StringBuilder();
        out.append(paint.bold(Visible.text(place(diagnostic)) + ":")).append(' ')
                .append(severity(diagnostic)).append(' ')
                .append(paint.bold(Visible.text(diagnostic.message())))
                .append(paint.faint(" [" + diagnostic.code() + "]")).append('\n');
        if (hasPlace(diagnostic)) {
            var excerpt = Excerpt.of(diagnostic.source(), diagnostic.span());
            out.append("    ").append(excerpt.line().stripTrailing()).append('\n');
            out.append("    ").append(paint.red(excerpt.marks())).append('\n');
        }
        diagnostic.help().filter(help -> !help.isEmpty()).ifPresent(
                help -> out.append("  help: ").append(Visible.text(help)).append('\n'));
        return out.toString();
    }

    /// What is wrong with the end of a text is shown behind its last word, not on the empty lines that follow.
    static Diagnostic shown(Diagnostic diagnostic) {
        var text = diagnostic.source().text();
        var end = text.stripTrailing().length();
        return diagnostic.span().start() < text.length() || text.isEmpty()
                ? diagnostic
                : new Diagnostic(diagnostic.severity(), diagnostic.code(), diagnostic.source(), new Span(end, end),
                        diagnostic.message(), diagnostic.help());
    }

    /// Whether it is about a place in a text rather than about a file as a whole.
    static boolean hasPlace(Diagnostic diagnostic) {
        return !(diagnostic.span().equals(Span.NONE) && diagnostic.source().text().isEmpty());
    }

    private static String place(Diagnostic diagnostic) {
        return hasPlace(diagnostic)
                ? "%s:%d:%d".formatted(diagnostic.source().name(), diagnostic.line(), diagnostic.column())
                : diagnostic.source().name();
    }

    private String severity(Diagnostic diagnostic) {
        return switch (diagnostic.severity()) {
            case ERROR -> paint.red("error:");
            case WARNING -> paint.yellow("warning:");
        };
    }
}
