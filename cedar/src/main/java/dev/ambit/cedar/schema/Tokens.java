package dev.ambit.cedar.schema;

import dev.ambit.cedar.schema.Token.Kind;
import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Mistakes;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;

/// The tokens of a schema in the human syntax, read one ahead.
/// What is no token is reported and passed over. After as many mistakes as are told, or in a string that never ends, it
/// breaks off: [#isCutShort].
final class Tokens {
    private static final String SYMBOLS = "{}[]<>(),;:=?@";

    private final Source source;
    private final String text;
    private final Limits limits;
    private final Mistakes mistakes;
    private int at;
    private int count;
    private boolean isCutShort;
    private Token next;
    private Span last = Span.NONE;

    Tokens(Source source, Limits limits, Mistakes mistakes) {
        this.source = source;
        this.text = source.text();
        this.limits = limits;
        this.mistakes = mistakes;
        this.next = read();
    }

    /// The token not yet taken.
    Token peek() {
        return next;
    }

    /// Takes a token.
    Token take() {
        var taken = next;
        last = taken.span();
        next = read();
        return taken;
    }

    /// Where the token taken last stands.
    Span last() {
        return last;
    }

    /// Whether the text goes on behind the last token, unread: that it is missing is no mistake of its own.
    boolean isCutShort() {
        return isCutShort;
    }

    private Token read() {
        skipWhatIsNoToken();
        if (at >= text.length()) {
            return end();
        }
        if (mistakes.isFull()) {
            return cutShort();
        }
        if (++count > limits.elements()) {
            mistakes.add(Diagnostic.error("source-too-long", source, new Span(at, at),
                    "the schema has more than %,d tokens".formatted(limits.elements())));
            return cutShort();
        }
        var c = text.charAt(at);
        return isLetter(c) ? identifier() : c == '"' ? string() : symbol();
    }

    private Token cutShort() {
        isCutShort = true;
        return end();
    }

    private Token end() {
        at = text.length();
        return new Token(Kind.END, "", new Span(at, at));
    }

    private Token identifier() {
        var start = at;
        while (at < text.length() && (isLetter(text.charAt(at)) || isDigit(text.charAt(at)))) {
            at++;
        }
        return token(Kind.IDENTIFIER, start);
    }

    private Token string() {
        var start = at++;
        while (at < text.length() && text.charAt(at) != '"') {
            var escaped = text.charAt(at) == '\\' && at + 1 < text.length() && text.charAt(at + 1) != '\n';
            at += escaped ? 2 : 1;
        }
        if (at >= text.length()) {
            return unclosed(start);
        }
        at++;
        return token(Kind.STRING, start);
    }

    /// Where a string ends nobody can tell, so that nothing behind it is looked at.
    private Token unclosed(int start) {
        mistakes.add(Diagnostic.error("unclosed-string", source, new Span(start, start + 1),
                "the string that begins here is not closed"));
        return cutShort();
    }

    private Token symbol() {
        var start = at;
        at += text.startsWith("::", at) ? 2 : 1;
        return token(Kind.SYMBOL, start);
    }

    private Token token(Kind kind, int start) {
        return new Token(kind, text.substring(start, at), new Span(start, at));
    }

    private void skipWhatIsNoToken() {
        while (at < text.length() && !mistakes.isFull()) {
            var c = text.charAt(at);
            if (isSpace(c)) {
                at++;
            } else if (text.startsWith("//", at)) {
                skipLine();
            } else if (isLetter(c) || c == '"' || SYMBOLS.indexOf(c) >= 0) {
                return;
            } else {
                skipUnknown();
            }
        }
    }

    private void skipUnknown() {
        var c = text.codePointAt(at);
        var span = new Span(at, at + Character.charCount(c));
        at = span.end();
        mistakes.add(Diagnostic.error("unexpected-character", source, span,
                "`%s` stands for nothing in a schema".formatted(Character.toString(c))));
    }

    private void skipLine() {
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
    }

    /// White space as Unicode defines it.
    private static boolean isSpace(char c) {
        return c >= '\t' && c <= '\r' || c == '\u0085' || Character.isSpaceChar(c);
    }

    private static boolean isLetter(char c) {
        return c == '_' || (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
