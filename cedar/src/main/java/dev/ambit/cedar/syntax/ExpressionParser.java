package dev.ambit.cedar.syntax;

import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.syntax.Expr.UnaryOperator;
import dev.ambit.cedar.syntax.Token.Kind;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.text.Spelling;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.StringValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads expressions by precedence climbing: an operator takes as its right operand what binds more tightly than it does.
/// From loosest to tightest: `if`, `||`, `&&`, relations, `+` and `-`, `*`, the prefixes `!` and `-`, then `.`, `[` and `(`.
///
/// It calls itself only for what stands in brackets, for the parts of an `if` and for right operands, and counts both;
/// so does it count how high the tree grows through chains, which it reads in a loop.
///
/// What cannot be meant, such as a method that does not exist, is reported and read over: something stands in its place,
/// and the tree is thrown away in the end.
final class ExpressionParser {
    private static final int LOOSEST = 0;
    private static final int RELATION = 2;
    private static final int SUM = 3;
    private static final int MOST_PREFIXES = 4;

    private static final Map<String, Expr.Root> VARIABLES = Arrays.stream(Expr.Root.values())
            .collect(Collectors.toUnmodifiableMap(Expr.Root::word, root -> root));

    private final Cursor cursor;
    private final Mistakes mistakes;
    private final Calls calls;
    private int nesting;
    private int operands;

    ExpressionParser(Cursor cursor) {
        this.cursor = cursor;
        this.mistakes = cursor.mistakes();
        this.calls = new Calls(mistakes);
    }

    /// What was read, how high it is, and where it begins: with the parenthesis where it stands in some.
    private record Tree(Expr expr, int height, int start) {}

    /// The expression that begins here.
    Expr expression() throws Unreadable {
        nesting = 0;
        operands = 0;
        return tree().expr();
    }

    private Tree tree() throws Unreadable {
        if (++nesting > cursor.limits().nesting()) {
            throw tooDeep("brackets and `if`s are nested deeper than %d");
        }
        var tree = cursor.at("if") ? conditional() : binary(LOOSEST);
        nesting--;
        return tree;
    }

    private Unreadable tooDeep(String message) {
        mistakes.add("too-deep", cursor.current().span(), message.formatted(cursor.limits().nesting()));
        return new Unreadable();
    }

    private Tree conditional() throws Unreadable {
        var start = cursor.take().start();
        var condition = tree();
        expect("then");
        var then = tree();
        expect("else");
        var otherwise = tree();
        return over(new Expr.If(condition.expr(), then.expr(), otherwise.expr(), cursor.since(start)),
                condition, then, otherwise);
    }

    private void expect(String word) throws Unreadable {
        if (!cursor.accept(word)) {
            throw cursor.unexpected("`%s`".formatted(word));
        }
    }

    private Tree binary(int loosest) throws Unreadable {
        var left = unary();
        var isRelation = false;
        for (var level = level(); level >= loosest; level = level()) {
            if (level == RELATION && isRelation) {
                mistakes.add("chained-relation", cursor.current().span(),
                        "%s follows another comparison".formatted(cursor.shown(cursor.current())),
                        "Put one of them in parentheses, or join them with `&&`");
            }
            isRelation = level == RELATION;
            left = isRelation ? relation(left) : joined(left, level);
        }
        return left;
    }

    /// How tightly the operator binds that stands here, or -1 where none does.
    private int level() {
        return switch (cursor.current().kind()) {
            case OR -> 0;
            case AND -> 1;
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, ASSIGN -> RELATION;
            case WORD -> switch (cursor.current().text()) {
                case "in", "has", "like", "is" -> RELATION;
                default -> -1;
            };
            case PLUS, MINUS -> SUM;
            case TIMES, DIVIDE, REMAINDER -> 4;
            default -> -1;
        };
    }

    private Tree joined(Tree left, int level) throws Unreadable {
        var operator = operator(cursor.take());
        var right = operand(level + 1);
        return binary(operator, left, right);
    }

    private Tree binary(BinaryOperator operator, Tree left, Tree right) throws Unreadable {
        return over(new Expr.Binary(operator, left.expr(), right.expr(), cursor.since(left.start())), left, right);
    }

    private Tree operand(int loosest) throws Unreadable {
        if (++operands > cursor.limits().nesting()) {
            throw tooDeep("operators are nested deeper than %d");
        }
        var operand = binary(loosest);
        operands--;
        return operand;
    }

    private BinaryOperator operator(Token token) {
        return switch (token.kind()) {
            case OR -> BinaryOperator.OR;
            case AND -> BinaryOperator.AND;
            case EQUAL -> BinaryOperator.EQUAL;
            case NOT_EQUAL -> BinaryOperator.NOT_EQUAL;
            case LESS -> BinaryOperator.LESS;
            case LESS_OR_EQUAL -> BinaryOperator.LESS_OR_EQUAL;
            case GREATER -> BinaryOperator.GREATER;
            case GREATER_OR_EQUAL -> BinaryOperator.GREATER_OR_EQUAL;
            case PLUS -> BinaryOperator.ADD;
            case MINUS -> BinaryOperator.SUBTRACT;
            case TIMES -> BinaryOperator.MULTIPLY;
            case WORD -> BinaryOperator.IN;
            default -> noOperator(token);
        };
    }

    private BinaryOperator noOperator(Token token) {
        var sign = token.kind().sign();
        mistakes.add("unknown-operator", token.span(), "`%s` is no operator".formatted(sign), switch (token.kind()) {
            case ASSIGN -> "Did you mean `==`?";
            default -> "There are only `+`, `-` and `*`";
        });
        return BinaryOperator.EQUAL;
    }

    private Tree relation(Tree left) throws Unreadable {
        if (cursor.accept("has")) {
            var path = attributePath();
            return over(new Expr.Has(left.expr(), path, cursor.since(left.start())), left);
        }
        if (cursor.accept("like")) {
            var pattern = cursor.escapes().pattern(string("a pattern in quotes"));
            return over(new Expr.Like(left.expr(), pattern, cursor.since(left.start())), left);
        }
        return cursor.accept("is") ? typeTest(left) : joined(left, RELATION);
    }

    private List<String> attributePath() throws Unreadable {
        if (cursor.at(Kind.STRING)) {
            return List.of(cursor.escapes().string(cursor.take()));
        }
        var path = new ArrayList<String>();
        do {
            path.add(attributeName().text());
        } while (cursor.accept(Kind.DOT));
        return path;
    }

    private Token attributeName() throws Unreadable {
        if (!cursor.at(Kind.WORD)) {
            throw cursor.unexpected("the name of an attribute");
        }
        var name = cursor.take();
        if (Words.RESERVED.contains(name.text())) {
            mistakes.add("reserved-word", name.span(), "`%s` is a reserved word and names no attribute"
                    .formatted(name.text()), "Write the name in quotes");
        }
        return name;
    }

    private Token string(String wanted) throws Unreadable {
        if (!cursor.at(Kind.STRING)) {
            throw cursor.unexpected(wanted);
        }
        return cursor.take();
    }

    private Tree typeTest(Tree left) throws Unreadable {
        var type = Path.type(cursor);
        if (!cursor.accept("in")) {
            return over(new Expr.Is(left.expr(), type.name(), cursor.since(left.start())), left);
        }
        var group = operand(SUM);
        return over(new Expr.IsIn(left.expr(), type.name(), group.expr(), cursor.since(left.start())), left, group);
    }

    private Tree unary() throws Unreadable {
        var kind = cursor.current().kind();
        if (kind != Kind.NOT && kind != Kind.MINUS) {
            return accesses(primary());
        }
        var prefixes = prefixes(kind);
        var isNegative = kind == Kind.MINUS && cursor.at(Kind.NUMBER);
        var tree = isNegative ? negative(prefixes.removeLast()) : accesses(primary());
        var operator = kind == Kind.NOT ? UnaryOperator.NOT : UnaryOperator.NEGATE;
        for (var prefix : prefixes.reversed()) {
            tree = over(new Expr.Unary(operator, tree.expr(), cursor.since(prefix.start())), tree);
        }
        return tree;
    }

    private List<Token> prefixes(Kind kind) throws Unreadable {
        var prefixes = new ArrayList<Token>();
        var first = cursor.current();
        var count = 0;
        for (; cursor.at(kind); count++) {
            var prefix = cursor.take();
            if (count < MOST_PREFIXES) {
                prefixes.add(prefix);
            }
        }
        if (count > MOST_PREFIXES) {
            mistakes.add("too-many-prefixes", cursor.since(first.start()),
                    "`%s` is written %d times in a row, at most %d are allowed"
                            .formatted(kind.sign(), count, MOST_PREFIXES), "Two of them undo each other");
        }
        if (cursor.at(Kind.NOT) || cursor.at(Kind.MINUS)) {
            throw cursor.unexpected("a value", "Put what `%s` is applied to in parentheses".formatted(kind.sign()));
        }
        return prefixes;
    }

    /// A number behind a minus is one literal, so that the smallest number can be written; but the minus of `-1.a` stands
    /// before `1.a`.
    private Tree negative(Token minus) throws Unreadable {
        var number = cursor.take();
        var isAlone = !cursor.at(Kind.DOT) && !cursor.at(Kind.OPEN_BRACKET) && !cursor.at(Kind.OPEN_PARENTHESIS);
        if (isAlone) {
            return leaf(number("-" + number.text(), cursor.since(minus.start())));
        }
        var operand = accesses(leaf(number(number.text(), number.span())));
        return over(new Expr.Unary(UnaryOperator.NEGATE, operand.expr(), cursor.since(minus.start())), operand);
    }

    private Expr number(String digits, Span span) {
        try {
            return new Expr.Literal(LongValue.of(Long.parseLong(digits)), span);
        } catch (NumberFormatException tooLong) {
            mistakes.add("number-out-of-range", span, "`%s` does not fit into 64 bits"
                    .formatted(digits.length() > 40 ? digits.substring(0, 40) + "…" : digits));
            return somethingAt(span);
        }
    }

    private Tree accesses(Tree base) throws Unreadable {
        var tree = base;
        while (true) {
            switch (cursor.current().kind()) {
                case DOT -> tree = member(tree);
                case OPEN_BRACKET -> tree = index(tree);
                case OPEN_PARENTHESIS -> tree = wrongCall(tree);
                default -> {
                    return tree;
                }
            }
        }
    }

    private Tree member(Tree of) throws Unreadable {
        cursor.take();
        var name = attributeName();
        if (!cursor.at(Kind.OPEN_PARENTHESIS)) {
            return over(new Expr.Attribute(of.expr(), name.text(), cursor.since(of.start())), of);
        }
        var arguments = list(Kind.CLOSE_PARENTHESIS);
        var span = cursor.since(of.start());
        var call = calls.method(of.expr(), name.text(), name.span(), exprs(arguments), span);
        arguments.add(of);
        return over(call.orElseGet(() -> somethingAt(span)), arguments);
    }

    private Tree index(Tree of) throws Unreadable {
        cursor.take();
        var name = cursor.escapes().string(string("the name of an attribute in quotes"));
        cursor.expect(Kind.CLOSE_BRACKET);
        return over(new Expr.Attribute(of.expr(), name, cursor.since(of.start())), of);
    }

    private Tree wrongCall(Tree of) throws Unreadable {
        mistakes.add("not-callable", cursor.current().span(), "only a function or a method can be called");
        var arguments = list(Kind.CLOSE_PARENTHESIS);
        arguments.add(of);
        return over(somethingAt(cursor.since(of.start())), arguments);
    }

    private Tree primary() throws Unreadable {
        var token = cursor.current();
        return switch (token.kind()) {
            case NUMBER -> leaf(number(cursor.take().text(), token.span()));
            case STRING -> leaf(literal(cursor.take()));
            case WORD -> named(token);
            case SLOT -> leaf(slot(cursor.take()));
            case OPEN_PARENTHESIS -> group();
            case OPEN_BRACKET -> set();
            case OPEN_BRACE -> record();
            default -> throw cursor.unexpected("a value");
        };
    }

    private Expr literal(Token string) {
        return new Expr.Literal(StringValue.of(cursor.escapes().string(string)), string.span());
    }

    private Expr slot(Token slot) {
        mistakes.add("slot", slot.span(), "slot `%s` stands outside the scope".formatted(slot.text()),
                "A slot can only be compared with `principal` or `resource` in the scope of a template");
        return somethingAt(slot.span());
    }

    private Tree group() throws Unreadable {
        var start = cursor.take().start();
        var tree = tree();
        cursor.expect(Kind.CLOSE_PARENTHESIS);
        return new Tree(tree.expr(), tree.height(), start);
    }

    private Tree set() throws Unreadable {
        var start = cursor.current().start();
        var members = list(Kind.CLOSE_BRACKET);
        return over(new Expr.SetOf(exprs(members), cursor.since(start)), members);
    }

    /// Expressions between brackets, with a comma behind each but the last, where it may stand.
    private List<Tree> list(Kind close) throws Unreadable {
        cursor.take();
        var trees = new ArrayList<Tree>();
        while (!cursor.accept(close)) {
            trees.add(tree());
            separator(close);
        }
        return trees;
    }

    private void separator(Kind close) throws Unreadable {
        if (!cursor.accept(Kind.COMMA) && !cursor.at(close)) {
            throw cursor.unexpected("`,` or %s".formatted(close.shown()));
        }
    }

    private Tree record() throws Unreadable {
        var start = cursor.take().start();
        var attributes = new LinkedHashMap<String, Expr>();
        var values = new ArrayList<Tree>();
        while (!cursor.accept(Kind.CLOSE_BRACE)) {
            var key = cursor.current();
            var name = key.kind() == Kind.STRING ? cursor.escapes().string(cursor.take()) : attributeName().text();
            cursor.expect(Kind.COLON);
            var value = tree();
            values.add(value);
            if (attributes.putIfAbsent(name, value.expr()) != null) {
                mistakes.add("duplicate-attribute", key.span(), "attribute `%s` is given twice in one record"
                        .formatted(name));
            }
            separator(Kind.CLOSE_BRACE);
        }
        return over(new Expr.RecordOf(attributes, cursor.since(start)), values);
    }

    private Tree named(Token word) throws Unreadable {
        return switch (word.text()) {
            case "true", "false" -> leaf(truth(cursor.take()));
            case "if", "then", "else", "in", "is", "has", "like" -> throw cursor.unexpected("a value");
            default -> path();
        };
    }

    private static Expr truth(Token word) {
        return new Expr.Literal(BoolValue.of(word.is("true")), word.span());
    }

    private Tree path() throws Unreadable {
        var path = Path.read(cursor);
        if (path.entity().isPresent()) {
            return leaf(new Expr.Literal(path.entity().get(), path.span()));
        }
        var variable = Optional.ofNullable(VARIABLES.get(path.name()));
        if (variable.isPresent()) {
            return leaf(new Expr.Variable(variable.get(), path.span()));
        }
        return cursor.at(Kind.OPEN_PARENTHESIS) ? function(path) : leaf(unknown(path));
    }

    private Tree function(Path path) throws Unreadable {
        var arguments = list(Kind.CLOSE_PARENTHESIS);
        var span = cursor.since(path.span().start());
        var call = calls.function(path.name(), path.span(), exprs(arguments), span);
        return over(call.orElseGet(() -> somethingAt(span)), arguments);
    }

    private Expr unknown(Path path) {
        mistakes.add("unknown-variable", path.span(), "`%s` is no variable".formatted(path.name()),
                Spelling.didYouMean(path.name(), VARIABLES.keySet()).orElse(
                        "The variables are `principal`, `action`, `resource` and `context`; a string stands in quotes"));
        return somethingAt(path.span());
    }

    private static List<Expr> exprs(List<Tree> trees) {
        return trees.stream().map(Tree::expr).toList();
    }

    private static Expr somethingAt(Span span) {
        return new Expr.Literal(BoolValue.FALSE, span);
    }

    private static Tree leaf(Expr expr) {
        return new Tree(expr, 1, expr.span().start());
    }

    private Tree over(Expr expr, Tree... below) throws Unreadable {
        return over(expr, Arrays.asList(below));
    }

    private Tree over(Expr expr, List<Tree> below) throws Unreadable {
        var height = 1;
        for (var tree : below) {
            height = Math.max(height, tree.height() + 1);
        }
        if (height > cursor.limits().nesting()) {
            throw tooDeep("the expression up to here has more than %d operators within each other");
        }
        return new Tree(expr, height, expr.span().start());
    }
}
