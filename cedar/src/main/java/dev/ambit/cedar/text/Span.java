package dev.ambit.cedar.text;

/// A stretch of a [Source], half-open: `[start, end)` in UTF-16 units.
public record Span(int start, int end) {

    /// The span of what was not read from text, such as a policy built by a program.
    public static final Span NONE = new Span(0, 0);

    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("span [%d, %d) is not a stretch of text".formatted(start, end));
        }
    }

    /// The smallest span that holds both.
    public Span to(Span last) {
        return new Span(Math.min(start, last.start), Math.max(end, last.end));
    }
}
