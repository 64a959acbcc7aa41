package dev.ambit.cedar.text;

/// A stretch of a source that is read for itself, such as a policy inside a document of another kind.
/// What is found in it keeps its place in the whole source.
///
/// @param span not beyond the end of the source
public record Passage(Source source, Span span) {

    public Passage {
        if (span.end() > source.text().length()) {
            throw new IllegalArgumentException("the passage ends at %d, its source at %d".formatted(span.end(), source
                    .text().length()));
        }
    }

    /// All of `source`.
    public static Passage of(Source source) {
        return new Passage(source, new Span(0, source.text().length()));
    }

    /// What stands there.
    public String text() {
        return source.slice(span);
    }
}
