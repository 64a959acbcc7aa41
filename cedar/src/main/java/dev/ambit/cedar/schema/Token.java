package dev.ambit.cedar.schema;

import dev.ambit.cedar.text.Excerpt;
import dev.ambit.cedar.text.Span;

/// The smallest piece of a schema in the human syntax.
///
/// @param text as written, quotes of a string included; empty at the end of the source
record Token(Kind kind, String text, Span span) {
    private static final String OPENING = "{[<(";
    private static final String CLOSING = "}]>)";

    enum Kind {
        /// A letter or underscore, then letters, digits and underscores, all ASCII. Keywords are identifiers, too.
        IDENTIFIER,
        /// A string in double quotes.
        STRING,
        /// Punctuation.
        SYMBOL,
        /// Behind the last token.
        END
    }

    boolean is(String expected) {
        return kind != Kind.STRING && text.equals(expected);
    }

    boolean isIdentifier() {
        return kind == Kind.IDENTIFIER;
    }

    boolean isString() {
        return kind == Kind.STRING;
    }

    boolean isEnd() {
        return kind == Kind.END;
    }

    boolean isOpening() {
        return kind == Kind.SYMBOL && OPENING.contains(text);
    }

    boolean isClosing() {
        return kind == Kind.SYMBOL && CLOSING.contains(text);
    }

    /// The bracket that a closing one closes.
    char opening() {
        return OPENING.charAt(CLOSING.indexOf(text));
    }

    /// The token as a diagnostic says it.
    String described() {
        return switch (kind) {
            case END -> "the end of the schema";
            case STRING, SYMBOL, IDENTIFIER -> Excerpt.quoted(text);
        };
    }
}
