package dev.ambit.cedar.schema;

import dev.ambit.cedar.schema.WrittenSchema.Name;
import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.Excerpt;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Mistakes;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.text.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The place up to which a schema in the human syntax is read, and the small things all declarations are made of:
/// names, strings, lists, brackets, annotations. Whatever is not as expected is reported and ends in [Broken].
final class Cursor {
    private static final List<String> DECLARATIONS = List.of("entity", "action", "type", "namespace", "@");

    private final Source source;
    private final Limits limits;
    private final Mistakes mistakes;
    private final Tokens tokens;
    /// The opening brackets, outermost first, that are not closed yet.
    private final StringBuilder open = new StringBuilder();

    /// One item of a list.
    interface Item<T> {
        T read() throws Broken;
    }

    Cursor(Source source, Limits limits, Mistakes mistakes) {
        this.source = source;
        this.limits = limits;
        this.mistakes = mistakes;
        this.tokens = new Tokens(source, limits, mistakes);
    }

    boolean isAt(String token) {
        return tokens.peek().is(token);
    }

    boolean isAtString() {
        return tokens.peek().isString();
    }

    boolean isAtEnd() {
        return tokens.peek().isEnd();
    }

    /// Where the token that comes next begins.
    Span here() {
        return tokens.peek().span();
    }

    /// From `start` up to the token taken last.
    Span since(Span start) {
        return start.to(tokens.last());
    }

    /// Takes the next token if it is `expected`.
    boolean accept(String expected) {
        var found = isAt(expected);
        if (found) {
            tokens.take();
        }
        return found;
    }

    void expect(String expected, String words) throws Broken {
        if (!accept(expected)) {
            throw broken(words);
        }
    }

    /// Takes the `;` behind a declaration. Where it is only missing, and the next declaration stands here, that is read.
    void end(String words) throws Broken {
        if (!accept(";")) {
            var missing = broken(words);
            if (!isAtDeclaration()) {
                throw missing;
            }
        }
    }

    private boolean isAtDeclaration() {
        return DECLARATIONS.contains(tokens.peek().text());
    }

    void open(String bracket) throws Broken {
        expect(bracket, "`" + bracket + "`");
        open.append(bracket);
        if (open.length() > limits.nesting()) {
            report("nesting", tokens.last(), "brackets are nested deeper than %d".formatted(limits.nesting()));
            throw new Broken();
        }
    }

    void close(String bracket, String words) throws Broken {
        expect(bracket, words);
        open.setLength(open.length() - 1);
    }

    /// At least one item, separated by commas.
    <T> List<T> list(Item<T> item) throws Broken {
        var items = new ArrayList<T>();
        do {
            items.add(item.read());
        } while (accept(","));
        return items;
    }

    /// One of `words`, which is taken.
    String keyword(List<String> words, String expected) throws Broken {
        var token = tokens.peek();
        if (token.isIdentifier() && words.contains(token.text())) {
            return tokens.take().text();
        }
        throw broken(expected, token.isIdentifier() ? Spelling.didYouMean(token.text(), words) : Optional.empty());
    }

    Name identifier() throws Broken {
        var token = tokens.peek();
        if (!token.isIdentifier()) {
            throw broken("a name");
        }
        tokens.take();
        if (Identifiers.isReserved(token.text())) {
            report("reserved-word", token.span(),
                    "`%s` is a word of the policy language and cannot be a name without quotes".formatted(token
                            .text()));
        }
        return new Name(token.text(), token.span());
    }

    Name string() throws Broken {
        if (!isAtString()) {
            throw broken("a string in quotes");
        }
        var literal = tokens.take();
        return new Name(StringLiteral.read(literal, source, mistakes), literal.span());
    }

    Name identifierOrString() throws Broken {
        return isAtString() ? string() : identifier();
    }

    /// Identifiers joined by `::`.
    Name path() throws Broken {
        var first = identifier();
        if (!isAt("::")) {
            return first;
        }
        var text = new StringBuilder(first.text());
        while (accept("::")) {
            text.append("::").append(identifier().text());
        }
        return new Name(text.toString(), since(first.span()));
    }

    Map<String, Optional<String>> annotations() throws Broken {
        var annotations = new LinkedHashMap<String, Optional<String>>();
        while (accept("@")) {
            var name = tokens.peek();
            if (!name.isIdentifier()) {
                throw broken("the name of an annotation");
            }
            tokens.take();
            if (annotations.putIfAbsent(name.text(), annotationValue()) != null) {
                report("duplicate-annotation", name.span(),
                        "annotation %s is given twice".formatted(Excerpt.quoted("@" + name.text())));
            }
        }
        return annotations;
    }

    private Optional<String> annotationValue() throws Broken {
        if (!isAt("(")) {
            return Optional.empty();
        }
        open("(");
        var value = string();
        close(")", "`)`");
        return Optional.of(value.text());
    }

    /// Passes over what is left of a declaration, so that reading can go on with `outside` brackets open: up to a `;`
    /// there, or any `;` that another declaration follows; not over the brace that ends the namespace.
    void skipDeclaration(int outside) {
        while (!isAtEnd() && !(isAt("}") && open.lastIndexOf("{") < outside)) {
            var token = tokens.take();
            skipBracket(token);
            if (token.is(";") && (open.length() <= outside || isAtDeclaration())) {
                break;
            }
        }
        open.setLength(outside);
    }

    /// Opens or closes a bracket on the way; a brace closes whatever is open inside it.
    private void skipBracket(Token token) {
        if (token.isOpening()) {
            open.append(token.text());
        } else if (token.is("}")) {
            open.setLength(Math.max(open.lastIndexOf("{"), 0));
        } else if (token.isClosing() && isOpenLast(token.opening())) {
            open.setLength(open.length() - 1);
        }
    }

    private boolean isOpenLast(char bracket) {
        return !open.isEmpty() && open.charAt(open.length() - 1) == bracket;
    }

    /// Reports that the next token is not what was expected.
    Broken broken(String expected) {
        return broken(expected, Optional.empty());
    }

    private Broken broken(String expected, Optional<String> help) {
        var found = tokens.peek();
        if (found.isEnd() && tokens.isCutShort()) {
            return new Broken();
        }
        var mistake = Diagnostic.error("unexpected-token", source, found.span(),
                "expected %s, found %s".formatted(expected, found.described()));
        mistakes.add(help.map(mistake::help).orElse(mistake));
        return new Broken();
    }

    void report(String code, Span span, String message) {
        mistakes.add(Diagnostic.error(code, source, span, message));
    }

    void report(String code, Span span, String message, String help) {
        mistakes.add(Diagnostic.error(code, source, span, message).help(help));
    }
}
