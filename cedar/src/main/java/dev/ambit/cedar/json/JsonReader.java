package dev.ambit.cedar.json;

import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/// Reads one JSON document (RFC 8259), strictly: no duplicate names, no lone surrogates, nothing after the document.
/// The first mistake ends the reading.
public final class JsonReader {
    private final Source source;
    private final String text;
    private final Limits limits;
    private int at;
    private int depth;
    private int values;

    private JsonReader(Source source, Limits limits) {
        this.source = source;
        this.text = source.text();
        this.limits = limits;
    }

    public static Json read(Source source) throws InvalidInput {
        return read(source, Limits.DEFAULT);
    }

    /// @param limits [Limits#nesting] counts tree levels of a policy, of which each takes up to three of JSON
    public static Json read(Source source, Limits limits) throws InvalidInput {
        if (source.text().length() > limits.sourceLength()) {
            throw new InvalidInput(Diagnostic.error("source-too-long", source, Span.NONE,
                    "the document has %d characters, the limit is %d"
                            .formatted(source.text().length(), limits.sourceLength())));
        }
        var reader = new JsonReader(source, limits);
        var value = reader.value();
        reader.skipSpace();
        if (reader.at < reader.text.length()) {
            throw reader.wrong("expected nothing after the document, found %s".formatted(reader.here()));
        }
        return value;
    }

    private Json value() throws InvalidInput {
        skipSpace();
        if (++values > limits.elements()) {
            throw wrong("the document has more than %d values".formatted(limits.elements()));
        }
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> {
                var start = at;
                yield new Json.Str(string(), new Span(start, at));
            }
            case 't' -> new Json.Bool(true, word("true"));
            case 'f' -> new Json.Bool(false, word("false"));
            case 'n' -> new Json.Null(word("null"));
            default -> number();
        };
    }

    private Json object() throws InvalidInput {
        var start = at;
        enter();
        var fields = new LinkedHashMap<String, Json>();
        skipSpace();
        if (peek() != '}') {
            do {
                skipSpace();
                var nameAt = at;
                if (peek() != '"') {
                    throw wrong("expected a field name in quotes, found %s".formatted(here()));
                }
                var name = string();
                var named = new Span(nameAt, at);
                skipSpace();
                expect(':', "`:` after the field name");
                if (fields.putIfAbsent(name, value()) != null) {
                    throw new InvalidInput(Diagnostic.error("duplicate-field", source, named,
                            "field `%s` is given twice in one object".formatted(name)));
                }
                skipSpace();
            } while (accept(','));
        }
        expect('}', "`,` or `}`");
        depth--;
        return new Json.Obj(fields, new Span(start, at));
    }

    private Json array() throws InvalidInput {
        var start = at;
        enter();
        var items = new ArrayList<Json>();
        skipSpace();
        if (peek() != ']') {
            do {
                items.add(value());
                skipSpace();
            } while (accept(','));
        }
        expect(']', "`,` or `]`");
        depth--;
        return new Json.Arr(items, new Span(start, at));
    }

    private void enter() throws InvalidInput {
        if (++depth > 3 * limits.nesting()) {
            throw wrong("objects and arrays are nested deeper than %d".formatted(3 * limits.nesting()));
        }
        at++;
    }

    private Span word(String word) throws InvalidInput {
        if (!text.startsWith(word, at)) {
            throw wrong("expected a JSON value, found %s".formatted(here()));
        }
        at += word.length();
        return new Span(at - word.length(), at);
    }

    private Json number() throws InvalidInput {
        var start = at;
        accept('-');
        if (!accept('0')) {
            digits();
        }
        if (accept('.')) {
            digits();
        }
        if (accept('e') || accept('E')) {
            if (!accept('+')) {
                accept('-');
            }
            digits();
        }
        return new Json.Num(text.substring(start, at), new Span(start, at));
    }

    private void digits() throws InvalidInput {
        if (!isDigit(peek())) {
            throw wrong("expected a JSON value, found %s".formatted(here()));
        }
        while (isDigit(peek())) {
            at++;
        }
    }

    private String string() throws InvalidInput {
        at++;
        var out = new StringBuilder();
        while (peek() != '"') {
            if (at >= text.length()) {
                throw wrong("the string is not closed");
            }
            var c = text.charAt(at);
            if (c < ' ') {
                throw wrong("control character U+%04X stands in a string unescaped".formatted((int) c));
            }
            at++;
            out.append(c == '\\' ? escape() : c);
        }
        at++;
        return checked(out);
    }

    private char escape() throws InvalidInput {
        var c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> {
                at -= 2;
                throw wrong("`\\%c` is no escape of JSON".formatted(c));
            }
        };
    }

    private char unicode() throws InvalidInput {
        var code = 0;
        for (var i = 0; i < 4; i++) {
            var digit = Character.digit(peek(), 16);
            if (digit < 0 || peek() > 'f') {
                throw wrong("expected four hexadecimal digits after `\\u`, found %s".formatted(here()));
            }
            code = code << 4 | digit;
            at++;
        }
        return (char) code;
    }

    private String checked(StringBuilder out) throws InvalidInput {
        for (var i = 0; i < out.length(); i++) {
            var c = out.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < out.length() && Character.isLowSurrogate(out.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw wrong("the string before this holds half a surrogate pair");
            }
        }
        return out.toString();
    }

    private void skipSpace() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    /// The next character, or NUL at the end; a NUL in the text is refused wherever it stands.
    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean accept(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char c, String words) throws InvalidInput {
        if (!accept(c)) {
            throw wrong("expected %s, found %s".formatted(words, here()));
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private String here() {
        return at < text.length()
                ? "`%s`".formatted(Character.toString(text.codePointAt(at)))
                : "the end of the document";
    }

    private InvalidInput wrong(String message) {
        var end = Math.min(at + 1, text.length());
        return new InvalidInput(Diagnostic.error("json-syntax", source, new Span(Math.min(at, end), end), message));
    }
}
