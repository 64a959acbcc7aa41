package dev.ambit.cedar.text;

/// A named piece of text: the name is what a diagnostic prints before line and column.
///
/// @param name usually a file path as the user wrote it; `<input>` where there is none
/// @param text the whole text; offsets of a [Span] count its UTF-16 units
public record Source(String name, String text) {

    /// Text that came from no file.
    public static Source of(String text) {
        return new Source("<input>", text);
    }

    /// The line on which `offset` stands, counted from 1. Offsets past the end stand on the last line.
    public int line(int offset) {
        var line = 1;
        for (int i = 0, end = Math.min(offset, text.length()); i < end; i++) {
            if (text.charAt(i) == '\n') {
                line++;
            }
        }
        return line;
    }

    /// The column at which `offset` stands, counted from 1 in code points.
    public int column(int offset) {
        var end = Math.min(offset, text.length());
        var begin = text.lastIndexOf('\n', end - 1) + 1;
        return text.codePointCount(begin, end) + 1;
    }

    /// The text of the line on which `offset` stands, without its end.
    public String lineText(int offset) {
        var at = Math.min(offset, text.length());
        var begin = text.lastIndexOf('\n', at - 1) + 1;
        var end = text.indexOf('\n', begin);
        var line = text.substring(begin, end < 0 ? text.length() : end);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    /// The text under `span`, cut to the source where the span is longer.
    public String slice(Span span) {
        var start = Math.min(span.start(), text.length());
        return text.substring(start, Math.clamp(span.end(), start, text.length()));
    }
}
