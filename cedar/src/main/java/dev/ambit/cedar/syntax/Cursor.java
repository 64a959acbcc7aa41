package dev.ambit.cedar.syntax;

import static dev.ambit.cedar.text.Diagnostic.cut;

import dev.ambit.cedar.syntax.Token.Kind;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Passage;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import org.jspecify.annotations.Nullable;

/// The place in a text up to which a parser has read.
final class Cursor {
    private final Source source;
    private final Limits limits;
    private final Abbreviations abbreviations;
    private final Complaints complaints;
    private final Lexer lexer;
    private final Escapes escapes;
    private Token current;
    private @Nullable Token next;
    private int lastEnd;
    private int parentheses;
    private int braces;

    Cursor(Passage passage, Limits limits, Abbreviations abbreviations) {
        this.source = passage.source();
        this.limits = limits;
        this.abbreviations = abbreviations;
        this.complaints = new Complaints(source);
        this.lexer = new Lexer(passage, limits, complaints);
        this.escapes = new Escapes(source, complaints);
        this.current = lexer.next();
    }

    Source source() {
        return source;
    }

    Limits limits() {
        return limits;
    }

    Abbreviations abbreviations() {
        return abbreviations;
    }

    Complaints complaints() {
        return complaints;
    }

    Escapes escapes() {
        return escapes;
    }

    /// The token that is read next.
    Token current() {
        return current;
    }

    boolean at(Kind kind) {
        return current.kind() == kind;
    }

    boolean at(String word) {
        return current.is(word);
    }

    Token take() {
        var taken = current;
        lastEnd = taken.end();
        count(taken.kind());
        current = peek();
        next = null;
        return taken;
    }

    private void count(Kind kind) {
        switch (kind) {
            case OPEN_PARENTHESIS -> parentheses++;
            case CLOSE_PARENTHESIS -> parentheses--;
            case OPEN_BRACE -> braces++;
            case CLOSE_BRACE -> braces--;
            default -> {}
        }
    }

    boolean accept(Kind kind) {
        if (at(kind)) {
            take();
            return true;
        }
        return false;
    }

    boolean accept(String word) {
        if (at(word)) {
            take();
            return true;
        }
        return false;
    }

    Token expect(Kind kind) throws Unreadable {
        if (!at(kind)) {
            throw unexpected(kind.shown());
        }
        return take();
    }

    /// From `start` to the end of what was taken last.
    Span since(int start) {
        return new Span(start, Math.max(start, lastEnd));
    }

    /// Reports that something else than `wanted` stands here.
    Unreadable unexpected(String wanted) {
        return unexpected(wanted, Hints.against(current));
    }

    /// Reports that something else than `wanted` stands here, and what to do about it.
    Unreadable unexpected(String wanted, String help) {
        if (!at(Kind.UNKNOWN)) {
            var message = "expected %s, found %s".formatted(wanted, shown(current));
            complaints.add("syntax", current.span(), message, help);
        }
        return new Unreadable();
    }

    /// The token as a diagnostic shows it.
    String shown(Token token) {
        var text = source.slice(token.span());
        return switch (token.kind()) {
            case END -> token.kind().shown();
            case STRING -> "the string `%s`".formatted(cut(text));
            default -> "`%s`".formatted(cut(text));
        };
    }

    /// How many brackets are open here of the kind that `close` ends, a parenthesis or a brace.
    int depth(Kind close) {
        return close == Kind.CLOSE_BRACE ? braces : parentheses;
    }

    /// Goes on behind the bracket that leaves `outside` brackets of its kind open, whatever stands before it.
    /// Stops before the `;` of the policy and at the end, since no bracket goes beyond these.
    ///
    /// @return whether that bracket was found
    boolean skipBehind(Kind close, int outside) {
        while (!at(Kind.END) && !isEndOfPolicy(depth(close) > outside)) {
            if (take().kind() == close && depth(close) <= outside) {
                return true;
            }
        }
        return false;
    }

    /// A `;` in brackets is a mistake of its own unless a policy begins behind it.
    private boolean isEndOfPolicy(boolean isInBrackets) {
        return at(Kind.SEMICOLON) && (!isInBrackets || peek().kind() == Kind.END || beginsPolicy(peek()));
    }

    private Token peek() {
        if (next == null) {
            next = lexer.next();
        }
        return next;
    }

    /// Whether `token` can only be the beginning of a policy, wherever it stands.
    static boolean beginsPolicy(Token token) {
        return token.is("permit") || token.is("forbid") || token.kind() == Kind.AT;
    }

    /// Goes on behind the next `close` that ends nothing begun from here on.
    /// Stops before any other closing bracket of which that is true, before a `;` and at the end.
    ///
    /// @return whether that bracket was found
    boolean skipWithin(Kind close) {
        for (var inner = 0; !at(Kind.END) && !at(Kind.SEMICOLON); take()) {
            switch (current.kind()) {
                case OPEN_PARENTHESIS, OPEN_BRACE, OPEN_BRACKET -> inner++;
                case CLOSE_PARENTHESIS, CLOSE_BRACE, CLOSE_BRACKET -> inner--;
                default -> {}
            }
            if (inner < 0) {
                return accept(close);
            }
        }
        return false;
    }

    void skipBehindSemicolon() {
        while (!at(Kind.END) && !accept(Kind.SEMICOLON)) {
            take();
        }
    }
}
