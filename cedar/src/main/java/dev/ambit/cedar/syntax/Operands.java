package dev.ambit.cedar.syntax;

import static dev.ambit.cedar.text.Diagnostic.cut;

import dev.ambit.cedar.syntax.Token.Kind;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.StringValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads the smallest parts of expressions: literals, variables and the names of attributes.
final class Operands {
    static final Map<String, Expr.Root> VARIABLES = Arrays.stream(Expr.Root.values())
            .collect(Collectors.toUnmodifiableMap(Expr.Root::word, root -> root));

    private final Cursor cursor;
    private final Complaints complaints;

    Operands(Cursor cursor) {
        this.cursor = cursor;
        this.complaints = cursor.complaints();
    }

    /// A number, string, boolean or slot.
    Expr literal() throws Unreadable {
        var token = cursor.current();
        return switch (token.kind()) {
            case NUMBER -> number(cursor.take().text(), token.span());
            case STRING -> new Expr.Literal(StringValue.of(cursor.escapes().string(cursor.take())), token.span());
            case SLOT -> slot(cursor.take());
            case WORD -> truth();
            default -> throw cursor.unexpected("a value");
        };
    }

    private Expr truth() throws Unreadable {
        if (!cursor.at("true") && !cursor.at("false")) {
            throw cursor.unexpected("a value");
        }
        var word = cursor.take();
        return new Expr.Literal(BoolValue.of(word.is("true")), word.span());
    }

    /// @param digits with or without a sign
    Expr number(String digits, Span span) {
        try {
            return new Expr.Literal(LongValue.of(Long.parseLong(digits)), span);
        } catch (NumberFormatException tooLong) {
            complaints.add("number-out-of-range", span, "`%s` does not fit into 64 bits".formatted(cut(digits)),
                    "Numbers go from `%d` to `%d`".formatted(Long.MIN_VALUE, Long.MAX_VALUE));
            return somethingAt(span);
        }
    }

    private Expr slot(Token slot) {
        complaints.add("slot", slot.span(), "slot `%s` stands outside the scope".formatted(cut(slot.text())),
                "A template leaves open only what `principal` or `resource` is compared with in its scope");
        return somethingAt(slot.span());
    }

    /// A variable, what an abbreviation stands for, or an entity.
    Tree named(Path path) {
        if (path.entity().isPresent()) {
            return Tree.leaf(new Expr.Literal(path.entity().get(), path.span()));
        }
        var abbreviations = cursor.abbreviations();
        return abbreviations.meaning(path.name(), path.span())
                .map(expr -> Tree.leaf(expr, abbreviations.height(path.name())))
                .orElseGet(() -> Tree.leaf(variable(path)));
    }

    private Expr variable(Path path) {
        return Optional.ofNullable(VARIABLES.get(path.name()))
                .<Expr>map(root -> new Expr.Variable(root, path.span()))
                .orElseGet(() -> unknown(path));
    }

    private Expr unknown(Path path) {
        complaints.add("unknown-variable", path.span(), "`%s` is no variable".formatted(cut(path.name())),
                dashed(path).map(name -> "An attribute with a dash in its name is written `[\"%s\"]`".formatted(cut(
                        name)))
                        .orElseGet(() -> Hints.variable(path.name(), cursor.abbreviations().words())));
        return somethingAt(path.span());
    }

    /// The name that a minus right before `path` cuts in two.
    private Optional<String> dashed(Path path) {
        var text = cursor.source().text();
        var minus = path.span().start() - 1;
        if (minus < 1 || text.charAt(minus) != '-' || !Letters.isWordPart(text.charAt(minus - 1))) {
            return Optional.empty();
        }
        var start = minus;
        while (start > 0 && Letters.isWordPart(text.charAt(start - 1))) {
            start--;
        }
        return Optional.of(text.substring(start, path.span().end()));
    }

    /// What stands on the right of `has`: one name in quotes, or names joined by dots.
    List<String> attributePath() throws Unreadable {
        if (cursor.at(Kind.STRING)) {
            return List.of(cursor.escapes().string(cursor.take()));
        }
        var path = new ArrayList<String>();
        do {
            var name = attributeName().text();
            path.add(Words.isName(name) ? name : "none");
        } while (cursor.accept(Kind.DOT));
        return path;
    }

    /// The name of an attribute without quotes.
    Token attributeName() throws Unreadable {
        if (!cursor.at(Kind.WORD)) {
            throw cursor.unexpected("the name of an attribute", cursor.at(Kind.NUMBER)
                    ? "A number with a fraction is written `decimal(\"1.5\")`"
                    : "");
        }
        var name = cursor.take();
        if (Words.RESERVED.contains(name.text())) {
            complaints.add("reserved-word", name.span(), "`%s` is a reserved word and names no attribute"
                    .formatted(name.text()), "Write the name in quotes");
        }
        return name;
    }

    Token string(String wanted, String help) throws Unreadable {
        if (!cursor.at(Kind.STRING)) {
            throw cursor.unexpected(wanted, help);
        }
        return cursor.take();
    }

    /// What stands in the tree for something that has been reported.
    static Expr somethingAt(Span span) {
        return new Expr.Literal(BoolValue.FALSE, span);
    }
}
