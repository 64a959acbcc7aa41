package dev.ambit.cedar.json;

import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.Excerpt;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Mistakes;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads one JSON document (RFC 8259), strictly: no duplicate names, no lone surrogates, nothing after the document.
/// The first mistake of syntax ends the reading; names given twice are all told.
public final class JsonReader {
    /// [Limits#nesting] counts levels of a policy's tree; written as JSON, each takes up to three.
    private static final int DEPTH_PER_LEVEL = 3;

    private final Source source;
    private final String text;
    private final Limits limits;
    private final Mistakes mistakes = new Mistakes();
    private final ArrayDeque<Open> open = new ArrayDeque<>();
    private int at;
    private int values;

    private JsonReader(Source source, Limits limits) {
        this.source = source;
        this.text = source.text();
        this.limits = limits;
    }

    public static Json read(Source source) throws InvalidInput {
        return read(source, Limits.DEFAULT);
    }

    /// @param limits objects and arrays may be nested three times as deep as [Limits#nesting] says
    public static Json read(Source source, Limits limits) throws InvalidInput {
        if (source.text().length() > limits.sourceLength()) {
            throw new InvalidInput(Diagnostic.error("source-too-long", source, Span.NONE,
                    "the document has %d characters, the limit is %d"
                            .formatted(source.text().length(), limits.sourceLength())));
        }
        return new JsonReader(source, limits).document();
    }

    private Json document() throws InvalidInput {
        var value = outermost();
        skipSpace();
        if (at < text.length()) {
            throw wrong("expected nothing after the document, found %s".formatted(here()));
        }
        mistakes.refuse();
        return value;
    }

    /// Reads a value without calling itself for those inside: nesting costs memory, not stack.
    private Json outermost() throws InvalidInput {
        var complete = begin();
        while (complete == null || !open.isEmpty()) {
            complete = complete == null ? begin() : putInside(complete);
        }
        return complete;
    }

    /// Reads a value that holds no other, or opens one that does and answers `null`.
    private @Nullable Json begin() throws InvalidInput {
        skipSpace();
        if (++values > limits.elements()) {
            throw wrong("the document has more than %d values".formatted(limits.elements()));
        }
        return switch (peek()) {
            case '{' -> open(new OpenObject(at));
            case '[' -> open(new OpenArray(at));
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

    private @Nullable Json open(Open container) throws InvalidInput {
        if (open.size() == DEPTH_PER_LEVEL * limits.nesting()) {
            throw wrong("objects and arrays are nested deeper than %d".formatted(DEPTH_PER_LEVEL * limits.nesting()));
        }
        at++;
        skipSpace();
        if (accept(container.close())) {
            return container.complete();
        }
        open.push(container);
        container.expectValue();
        return null;
    }

    /// Adds `value` to the innermost container, and answers that one if `value` was its last.
    private @Nullable Json putInside(Json value) throws InvalidInput {
        var container = open.element();
        container.add(value);
        skipSpace();
        if (accept(',')) {
            container.expectValue();
            return null;
        }
        if (!accept(container.close())) {
            throw wrong("expected `,` or `%c`, found %s".formatted(container.close(), here()));
        }
        open.pop();
        return container.complete();
    }

    /// An object or array whose end has not been read.
    private interface Open {
        char close();

        /// Reads what stands before the next value.
        void expectValue() throws InvalidInput;

        void add(Json value);

        /// All of it, now that its end has been read.
        Json complete();
    }

    private final class OpenObject implements Open {
        private final int start;
        private final Map<String, Json> fields = new LinkedHashMap<>();
        private String name = "";
        private Span named = Span.NONE;

        OpenObject(int start) {
            this.start = start;
        }

        @Override
        public char close() {
            return '}';
        }

        @Override
        public void expectValue() throws InvalidInput {
            skipSpace();
            if (peek() != '"') {
                throw wrong("expected a field name in quotes, found %s".formatted(here()));
            }
            var nameAt = at;
            name = string();
            named = new Span(nameAt, at);
            skipSpace();
            expect(':', "`:` after the field name");
        }

        @Override
        public void add(Json value) {
            if (fields.putIfAbsent(name, value) != null) {
                mistakes.add(Diagnostic.error("duplicate-field", source, named,
                        "field %s is given twice in one object".formatted(Excerpt.quoted(name))));
            }
        }

        @Override
        public Json complete() {
            return new Json.Obj(fields, new Span(start, at));
        }
    }

    private final class OpenArray implements Open {
        private final int start;
        private final List<Json> items = new ArrayList<>();

        OpenArray(int start) {
            this.start = start;
        }

        @Override
        public char close() {
            return ']';
        }

        @Override
        public void expectValue() {}

        @Override
        public void add(Json value) {
            items.add(value);
        }

        @Override
        public Json complete() {
            return new Json.Arr(items, new Span(start, at));
        }
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
        if (at == text.length()) {
            throw wrong("the string is not closed");
        }
        var c = text.charAt(at++);
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> {
                at--;
                throw wrong("a backslash in a string is followed by %s, which is no escape of JSON".formatted(here()));
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

    /// The next character as a message shows it.
    private String here() {
        if (at >= text.length()) {
            return "the end of the document";
        }
        var c = text.codePointAt(at);
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> "U+%04X".formatted(c);
            default -> "`%s`".formatted(Character.toString(c));
        };
    }

    private InvalidInput wrong(String message) {
        var end = Math.min(at + 1, text.length());
        mistakes.add(Diagnostic.error("json-syntax", source, new Span(Math.min(at, end), end), message));
        return new InvalidInput(mistakes.inOrder());
    }
}
