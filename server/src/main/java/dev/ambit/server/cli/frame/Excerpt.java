package dev.ambit.server.cli.frame;

import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;

/// The line something stands on, and marks below it. A long line is cut to what is around the marks.
///
/// @param line  the line as it can be shown
/// @param marks spaces, then `^` under each column that is meant
record Excerpt(String line, String marks) {
    /// Most characters of a line that are shown.
    static final int LONGEST = 100;

    private static final int BEFORE = 30;
    private static final String TAB = "    ";
    private static final String CUT = "…";

    /// The line on which `span` begins. Where it goes on below, the marks end with the line.
    static Excerpt of(Source source, Span span) {
        var start = Math.min(span.start(), source.text().length());
        var line = source.lineText(start);
        var begin = source.text().lastIndexOf('\n', start - 1) + 1;
        var first = Math.min(start - begin, line.length());
        var end = Math.clamp(span.end() - (long) begin, first, line.length());
        return cut(line.codePoints().toArray(), line.codePointCount(0, first), line.codePointCount(0, end));
    }

    private static Excerpt cut(int[] line, int first, int end) {
        var from = line.length <= LONGEST ? 0 : Math.max(0, Math.min(first - BEFORE, line.length - LONGEST));
        var to = Math.min(line.length, from + LONGEST);
        var text = new StringBuilder(from > 0 ? CUT : "");
        var marks = new StringBuilder(from > 0 ? " " : "");
        for (var i = from; i < to; i++) {
            var before = text.length();
            append(line[i], text);
            var width = line[i] == '\t' ? text.length() - before : Visible.width(line[i]);
            if (i < end) {
                marks.repeat(i < first ? ' ' : '^', width);
            }
        }
        if (first >= end) {
            marks.append('^');
        }
        return new Excerpt(text.append(to < line.length ? CUT : "").toString(), marks.toString());
    }

    private static void append(int c, StringBuilder text) {
        if (c == '\t') {
            text.append(TAB);
        } else {
            text.appendCodePoint(Visible.of(c));
        }
    }
}
