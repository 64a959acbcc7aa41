package dev.ambit.cedar.syntax;

import static dev.ambit.cedar.text.Diagnostic.cut;

import dev.ambit.cedar.syntax.Token.Kind;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Passage;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import java.util.ArrayList;
import java.util.List;

/// Cuts Cedar text into [Token]s, one at a time, in time proportional to its length.
/// What cannot stand in Cedar is reported; where it is plain what was meant, the token that was meant is returned, so
/// that no second mistake is reported for the same thing.
final class Lexer {
    private static final String COMMENT = "A comment begins with `//` and ends with the line";

    /// The source up to the end of what is read of it.
    private final String text;
    private final Limits limits;
    private final Complaints complaints;
    private final List<Span> comments = new ArrayList<>();
    private int at;
    private int tokens;

    /// Where the first string begins that goes over several lines; negative where none does.
    private int longString = -1;

    Lexer(Source source, Limits limits, Complaints complaints) {
        this(Passage.of(source), limits, complaints);
    }

    Lexer(Passage passage, Limits limits, Complaints complaints) {
        this.text = passage.source().text().substring(0, passage.span().end());
        this.at = passage.span().start();
        this.limits = limits;
        this.complaints = complaints;
        if (text.length() > limits.sourceLength()) {
            giveUp("source-too-long", "the text has %d characters, the limit is %d"
                    .formatted(text.length(), limits.sourceLength()));
        }
    }

    /// The comments that stand before the tokens read so far, without the ends of their lines.
    List<Span> comments() {
        return comments;
    }

    /// The next token; after the last one, and once it is no use to go on, [Kind#END] for ever.
    Token next() {
        skipBlanks();
        if (at < text.length() && ++tokens > limits.elements()) {
            giveUp("too-many-tokens", "the text has more than %d tokens".formatted(limits.elements()));
        }
        if (at >= text.length() || complaints.isFull()) {
            at = text.length();
            return token(Kind.END, at);
        }
        var c = text.charAt(at);
        if (Letters.isWordPart(c)) {
            return Letters.isDigit(c) ? token(Kind.NUMBER, Letters.digitsEnd(text, at)) : word();
        }
        return switch (c) {
            case '"' -> string();
            case '?' -> slot();
            default -> sign(c);
        };
    }

    private void giveUp(String code, String message) {
        complaints.add(code, new Span(at, at), message);
        at = text.length();
    }

    private void skipBlanks() {
        while (at < text.length() && !complaints.isFull()) {
            var c = text.charAt(at);
            if (Letters.isBlank(c)) {
                at++;
            } else if (text.startsWith("//", at)) {
                skipComment();
            } else if (c == '#') {
                complaints.add("unknown-character", new Span(at, at + 1), "`#` is no part of the language", COMMENT);
                skipComment();
            } else if (text.startsWith("/*", at)) {
                complaints.add("unknown-character", new Span(at, at + 2), "`/*` is no part of the language", COMMENT);
                var end = text.indexOf("*/", at + 2);
                at = end < 0 ? text.length() : end + 2;
            } else {
                return;
            }
        }
    }

    private void skipComment() {
        var start = at;
        at = Letters.lineEnd(text, at);
        comments.add(new Span(start, at));
        reportHalves(start);
    }

    private Token word() {
        var end = Letters.wordEnd(text, at);
        return end < text.length() && Letters.isForeign(text, end) ? foreignWord() : token(Kind.WORD, end);
    }

    private Token foreignWord() {
        var end = Letters.foreignWordEnd(text, at);
        var word = cut(text.substring(at, end));
        complaints.add("not-an-identifier", new Span(at, end),
                "`%s` is no identifier: only the letters a to z, digits and `_` are".formatted(word),
                "An attribute of such a name is written `[\"%s\"]`".formatted(word));
        return token(Kind.UNKNOWN, end);
    }

    private Token slot() {
        var end = Letters.wordEnd(text, at + 1);
        return end > at + 1
                ? token(Kind.SLOT, end)
                : unknown("`?` begins the name of a slot",
                        "The slots of a template are `?principal` and `?resource`; a choice is `if … then … else …`");
    }

    private Token string() {
        var start = at;
        var end = Letters.stringEnd(text, at);
        if (end < 0) {
            reportUnclosed(longString < 0 ? at : longString);
            return token(Kind.UNKNOWN, text.length());
        }
        var token = token(Kind.STRING, end);
        if (longString < 0 && text.indexOf('\n', start, end) >= 0) {
            longString = start;
        }
        reportHalves(start);
        return token;
    }

    /// One quote is missing. Where a string goes over several lines, it is probably that one's, and all behind it was taken
    /// for what it is not.
    private void reportUnclosed(int start) {
        complaints.add("string-not-closed", new Span(start, Letters.lineEnd(text, start)),
                start == at
                        ? "the string that begins here is not closed"
                        : "a string is not closed, probably the one that begins here: it goes over several lines");
        complaints.ignoreBehind(start);
    }

    /// Java's strings can hold half a character, those of Cedar cannot.
    private void reportHalves(int start) {
        for (var i = start; i < at; i++) {
            if (Letters.isHalf(text, i)) {
                complaints.add("half-a-character", new Span(i, i + 1), "`\\u%04x` is half a character"
                        .formatted((int) text.charAt(i)));
            }
        }
    }

    private Token sign(char c) {
        var next = at + 1 < text.length() ? text.charAt(at + 1) : 0;
        return switch (c) {
            case '@' -> sign(Kind.AT);
            case '.' -> sign(Kind.DOT);
            case ',' -> sign(Kind.COMMA);
            case ';' -> sign(Kind.SEMICOLON);
            case '(' -> sign(Kind.OPEN_PARENTHESIS);
            case ')' -> sign(Kind.CLOSE_PARENTHESIS);
            case '{' -> sign(Kind.OPEN_BRACE);
            case '}' -> sign(Kind.CLOSE_BRACE);
            case '[' -> sign(Kind.OPEN_BRACKET);
            case ']' -> sign(Kind.CLOSE_BRACKET);
            case '+' -> sign(Kind.PLUS);
            case '-' -> sign(Kind.MINUS);
            case '*' -> sign(Kind.TIMES);
            case '/' -> sign(Kind.DIVIDE);
            case '%' -> sign(Kind.REMAINDER);
            case ':' -> sign(next == ':' ? Kind.DOUBLE_COLON : Kind.COLON);
            case '=' -> sign(next == '=' ? Kind.EQUAL : Kind.ASSIGN);
            case '!' -> sign(next == '=' ? Kind.NOT_EQUAL : Kind.NOT);
            case '<' -> next == '>' ? unequal() : sign(next == '=' ? Kind.LESS_OR_EQUAL : Kind.LESS);
            case '>' -> sign(next == '=' ? Kind.GREATER_OR_EQUAL : Kind.GREATER);
            case '&' -> next == '&' ? sign(Kind.AND) : half(Kind.AND);
            case '|' -> next == '|' ? sign(Kind.OR) : half(Kind.OR);
            default -> foreign(c);
        };
    }

    private Token sign(Kind kind) {
        return token(kind, at + kind.sign().length());
    }

    private Token unequal() {
        complaints.add("unknown-character", new Span(at, at + 2), "`<>` is no operator", "Did you mean `!=`?");
        return token(Kind.NOT_EQUAL, at + 2);
    }

    private Token half(Kind meant) {
        complaints.add("unknown-character", new Span(at, at + 1), "`%s` is no operator".formatted(text.charAt(at)),
                "Did you mean %s?".formatted(meant.shown()));
        return token(meant, at + 1);
    }

    private Token foreign(char c) {
        return switch (c) {
            case '\'', '`' -> otherQuotes(c);
            case '\u201c', '\u201d', '\u201e' -> otherQuotes('\u201d');
            case '\ufeff' -> unknown("a byte order mark is no part of the language", "Save the file without it");
            default -> Letters.isForeign(text, at) ? foreignWord() : unknown();
        };
    }

    private Token otherQuotes(char close) {
        var end = text.indexOf(close, at + 1, Letters.lineEnd(text, at));
        complaints.add("unknown-character", new Span(at, at + 1), "%c is no quote".formatted(text.charAt(at)),
                "A string stands between two `\"`");
        return end >= 0 ? token(Kind.STRING, end + 1) : token(Kind.UNKNOWN, at + 1);
    }

    private Token unknown() {
        var c = text.codePointAt(at);
        var shown = Character.isISOControl(c) || Letters.isHalf(text, at)
                ? "U+%04X".formatted(c)
                : Character.toString(c);
        complaints.add("unknown-character", new Span(at, at + Character.charCount(c)),
                "`%s` is no part of the language".formatted(shown));
        return token(Kind.UNKNOWN, at + Character.charCount(c));
    }

    private Token unknown(String message, String help) {
        complaints.add("unknown-character", new Span(at, at + 1), message, help);
        return token(Kind.UNKNOWN, at + 1);
    }

    private Token token(Kind kind, int end) {
        var start = at;
        at = end;
        return switch (kind) {
            case WORD, NUMBER, SLOT -> new Token(kind, text.substring(start, end), start, end);
            default -> new Token(kind, "", start, end);
        };
    }
}
