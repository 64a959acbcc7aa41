package dev.ambit.cedar.syntax;

import static dev.ambit.cedar.text.Diagnostic.cut;

import dev.ambit.cedar.syntax.Expr.UnaryOperator;
import dev.ambit.cedar.syntax.Open.Choice;
import dev.ambit.cedar.syntax.Open.Fields;
import dev.ambit.cedar.syntax.Open.Group;
import dev.ambit.cedar.syntax.Open.Joined;
import dev.ambit.cedar.syntax.Open.Listed;
import dev.ambit.cedar.syntax.Open.Prefixed;
import dev.ambit.cedar.syntax.Open.TypedIn;
import dev.ambit.cedar.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Reads expressions, without calling itself: what has begun lies on a stack of [Open] things, so that no text, however
/// deeply nested, needs more of the thread's own stack than another.
///
/// There are two moments. Where an operand is wanted, [#operand] reads one, or opens something that in turn wants an
/// operand. Where one has been read, [#step] looks at what follows: an access is added to it; else it ends an operator
/// on the stack that holds it at least as tightly as what follows; else what follows is an operator and is opened with
/// it as its left side, or the bracket around it goes on.
///
/// What cannot be meant, such as a method that does not exist, is reported and read over: something stands in its place,
/// and the text is refused in the end.
final class ExpressionParser {

    private final Cursor cursor;
    private final Complaints complaints;
    private final Operands operands;
    private final Calls calls;
    private final Operators operators;
    private final OpenStack open;

    ExpressionParser(Cursor cursor) {
        this.cursor = cursor;
        this.complaints = cursor.complaints();
        this.operands = new Operands(cursor);
        this.calls = new Calls(complaints);
        this.operators = new Operators(cursor);
        this.open = new OpenStack(cursor);
    }

    /// The expression that begins here, as far as it goes.
    Expr expression() throws Unreadable {
        open.clear();
        @Nullable
        Tree tree = null;
        while (tree == null || !open.isEmpty() || goesOn(tree)) {
            var start = cursor.current().start();
            try {
                tree = tree == null ? operand() : step(tree);
            } catch (Unreadable reported) {
                tree = recovered(reported, start);
            }
        }
        return tree.expr();
    }

    private boolean goesOn(Tree tree) {
        return isAccess(tree) || following(tree) != Binding.CONDITIONAL;
    }

    /// Something that stands for the innermost brackets that are closed further on.
    private Tree recovered(Unreadable reported, int start) throws Unreadable {
        while (!open.isEmpty()) {
            if (open.pop() instanceof Open.Bracket bracket && cursor.skipWithin(bracket.close())) {
                return Tree.leaf(Operands.somethingAt(cursor.since(start)));
            }
        }
        throw reported;
    }

    // Where an operand is wanted.

    private @Nullable Tree operand() throws Unreadable {
        var token = cursor.current();
        return switch (token.kind()) {
            case NOT, MINUS -> prefixed(token.kind());
            case OPEN_PARENTHESIS -> open.push(new Group(cursor.take().start()));
            case OPEN_BRACKET -> listed(Kind.CLOSE_BRACKET, members -> set(token.start(), members));
            case OPEN_BRACE -> record(cursor.take().start());
            case WORD -> word(token);
            default -> Tree.leaf(operands.literal());
        };
    }

    private @Nullable Tree word(Token word) throws Unreadable {
        return switch (word.text()) {
            case "if" -> choice();
            case "true", "false", "then", "else", "in", "is", "has", "like" -> Tree.leaf(operands.literal());
            default -> named(Path.read(cursor));
        };
    }

    private @Nullable Tree named(Path path) throws Unreadable {
        if (path.name().equalsIgnoreCase("not") && path.id().isEmpty()) {
            complaints.add("unknown-operator", path.span(), "`%s` is no operator".formatted(path.name()),
                    "Did you mean `!`?");
            return open.push(new Prefixed(UnaryOperator.NOT, List.of()));
        }
        return path.id().isEmpty() && cursor.at(Kind.OPEN_PARENTHESIS)
                ? listed(Kind.CLOSE_PARENTHESIS, arguments -> function(path, arguments))
                : operands.named(path);
    }

    private @Nullable Tree choice() throws Unreadable {
        if (open.peek() instanceof Open.Operator) {
            throw cursor.unexpected("a value", "Put the whole `if … then … else …` in parentheses");
        }
        return open.push(new Choice(cursor.take().start(), new ArrayList<>()));
    }

    private @Nullable Tree prefixed(Kind kind) throws Unreadable {
        var prefixes = operators.prefixes(kind);
        if (kind == Kind.NOT) {
            return open.push(new Prefixed(UnaryOperator.NOT, prefixes));
        }
        if (!cursor.at(Kind.NUMBER)) {
            return open.push(new Prefixed(UnaryOperator.NEGATE, prefixes));
        }
        var number = negative(prefixes);
        if (!prefixes.isEmpty()) {
            open.push(new Prefixed(UnaryOperator.NEGATE, prefixes));
        }
        return number;
    }

    /// A number with the last minus before it, so that the smallest of all can be written.
    /// Where an access follows, the minus stays outside: `-1.a` is `-(1.a)`.
    private Tree negative(List<Token> prefixes) {
        var number = cursor.take();
        if (isAccess(cursor.current().kind())) {
            return Tree.leaf(operands.number(number.text(), number.span()));
        }
        var minus = prefixes.removeLast();
        return Tree.leaf(operands.number("-" + number.text(), cursor.since(minus.start())));
    }

    /// Members between brackets, with a comma behind each; behind the last it may be left out.
    private @Nullable Tree listed(Kind close, Open.Ending ending) throws Unreadable {
        cursor.take();
        return cursor.accept(close)
                ? ending.of(List.of())
                : open.push(new Listed(close, new ArrayList<>(), ending));
    }

    private Tree set(int start, List<Tree> members) throws Unreadable {
        return open.over(new Expr.SetOf(exprs(members), cursor.since(start)), Binding.OPERAND, members);
    }

    private Tree function(Path path, List<Tree> arguments) throws Unreadable {
        var span = cursor.since(path.span().start());
        var call = calls.function(path.name(), path.span(), exprs(arguments), span);
        return open.over(call.orElseGet(() -> Operands.somethingAt(span)), Binding.OPERAND, arguments);
    }

    private @Nullable Tree record(int start) throws Unreadable {
        var values = new LinkedHashMap<String, Tree>();
        return cursor.accept(Kind.CLOSE_BRACE) ? ended(start, values) : open.push(fields(start, values));
    }

    private Fields fields(int start, SequencedMap<String, Tree> values) throws Unreadable {
        var token = cursor.at(Kind.STRING) ? cursor.take() : operands.attributeName();
        var name = token.kind() == Kind.STRING ? cursor.escapes().string(token) : token.text();
        if (values.containsKey(name)) {
            complaints.add("duplicate-attribute", token.span(), "attribute `%s` is given twice in one record"
                    .formatted(cut(name)));
        }
        if (!cursor.accept(Kind.COLON)) {
            throw cursor.unexpected("`:`", "Between a name and its value stands `:`");
        }
        return new Fields(start, values, name);
    }

    private Tree ended(int start, SequencedMap<String, Tree> values) throws Unreadable {
        var attributes = new LinkedHashMap<String, Expr>();
        values.forEach((name, value) -> attributes.put(name, value.expr()));
        return open.over(new Expr.RecordOf(attributes, cursor.since(start)), Binding.OPERAND, List.copyOf(values
                .values()));
    }

    // Where an operand has been read.

    private @Nullable Tree step(Tree tree) throws Unreadable {
        if (isAccess(tree)) {
            return access(tree);
        }
        var following = following(tree);
        var around = open.peek();
        var isHeld = around instanceof Open.Operator operator && operator.binding().holds(following);
        return isHeld || following == Binding.CONDITIONAL
                ? ended(Objects.requireNonNull(around), tree)
                : operator(tree, following);
    }

    private boolean isAccess(Tree of) {
        return of.binding() == Binding.OPERAND && isAccess(cursor.current().kind());
    }

    private static boolean isAccess(Kind kind) {
        return kind == Kind.DOT || kind == Kind.OPEN_BRACKET || kind == Kind.OPEN_PARENTHESIS;
    }

    /// The binding of the operator that follows `tree`, or [Binding#CONDITIONAL] where none can.
    private Binding following(Tree tree) {
        var binding = Binding.of(cursor.current());
        return tree.binding().holds(binding) ? binding : Binding.CONDITIONAL;
    }

    private @Nullable Tree access(Tree of) throws Unreadable {
        return switch (cursor.current().kind()) {
            case DOT -> member(of);
            case OPEN_BRACKET -> index(of);
            default -> {
                complaints.add("not-callable", cursor.current().span(), "only a function or a method can be called");
                yield listed(Kind.CLOSE_PARENTHESIS, arguments -> open.over(
                        Operands.somethingAt(cursor.since(of.start())), Binding.OPERAND, with(of, arguments)));
            }
        };
    }

    private @Nullable Tree member(Tree of) throws Unreadable {
        cursor.take();
        var name = operands.attributeName();
        return cursor.at(Kind.OPEN_PARENTHESIS)
                ? listed(Kind.CLOSE_PARENTHESIS, arguments -> method(of, name, arguments))
                : open.over(new Expr.Attribute(of.expr(), name.text(), cursor.since(of.start())), Binding.OPERAND, of);
    }

    private Tree method(Tree of, Token name, List<Tree> arguments) throws Unreadable {
        var span = cursor.since(of.start());
        var call = calls.method(of.expr(), name.text(), name.span(), exprs(arguments), span);
        return open.over(call.orElseGet(() -> Operands.somethingAt(span)), Binding.OPERAND, with(of, arguments));
    }

    private Tree index(Tree of) throws Unreadable {
        cursor.take();
        var name = cursor.escapes().string(operands.string("the name of an attribute in quotes", cursor.at(Kind.NUMBER)
                ? "The members of a set have no order; ask with `contains`"
                : "The name of an attribute cannot be computed"));
        cursor.expect(Kind.CLOSE_BRACKET);
        return open.over(new Expr.Attribute(of.expr(), name, cursor.since(of.start())), Binding.OPERAND, of);
    }

    private @Nullable Tree operator(Tree left, Binding binding) throws Unreadable {
        var token = cursor.take();
        if (binding == Binding.RELATION && left.binding() == Binding.RELATION) {
            complaints.add("chained-relation", token.span(), "%s follows another comparison".formatted(cursor.shown(
                    token)), "Put one of the two in parentheses, or join them with `&&`");
        }
        return switch (token.text()) {
            case "has" -> has(left);
            case "like" -> like(left);
            case "is" -> is(left);
            default -> open.push(new Joined(left, operators.binary(token), binding));
        };
    }

    private Tree has(Tree left) throws Unreadable {
        var isQuoted = cursor.at(Kind.STRING);
        var path = operands.attributePath();
        if (isQuoted && cursor.at(Kind.DOT)) {
            throw cursor.unexpected("an operator", "In a path no name stands in quotes; join two `has` with `&&`");
        }
        return open.over(new Expr.Has(left.expr(), path, cursor.since(left.start())), Binding.RELATION, left);
    }

    private Tree like(Tree left) throws Unreadable {
        var pattern = cursor.escapes().pattern(operands.string("a pattern in quotes", ""));
        return open.over(new Expr.Like(left.expr(), pattern, cursor.since(left.start())), Binding.RELATION, left);
    }

    private @Nullable Tree is(Tree left) throws Unreadable {
        var type = Path.type(cursor).name();
        return cursor.accept("in")
                ? open.push(new TypedIn(left, type))
                : open.over(new Expr.Is(left.expr(), type, cursor.since(left.start())), Binding.RELATION, left);
    }

    // Where what is open ends, or goes on with its next operand.

    private @Nullable Tree ended(Open around, Tree last) throws Unreadable {
        return switch (around) {
            case Prefixed(var operator, var prefixes) -> {
                open.pop();
                yield prefixed(operator, prefixes, last);
            }
            case Joined(var left, var operator, var binding) -> {
                open.pop();
                var span = cursor.since(left.start());
                yield open.over(new Expr.Binary(operator, left.expr(), last.expr(), span), binding, left, last);
            }
            case TypedIn(var left, var type) -> {
                open.pop();
                var span = cursor.since(left.start());
                yield open.over(new Expr.IsIn(left.expr(), type, last.expr(), span), Binding.RELATION, left, last);
            }
            case Choice(var start, var parts) -> ended(start, parts, last);
            case Group(var start) -> {
                cursor.expect(Kind.CLOSE_PARENTHESIS);
                open.pop();
                yield last.inParentheses(cursor.since(start));
            }
            case Listed listed -> ended(listed, last);
            case Fields fields -> ended(fields, last);
        };
    }

    private Tree prefixed(UnaryOperator operator, List<Token> prefixes, Tree last) throws Unreadable {
        var tree = last;
        for (var prefix : prefixes.reversed()) {
            var unary = new Expr.Unary(operator, tree.expr(), cursor.since(prefix.start()));
            tree = open.over(unary, Binding.PREFIX, tree);
        }
        return tree;
    }

    private @Nullable Tree ended(int start, List<Tree> parts, Tree part) throws Unreadable {
        parts.add(part);
        if (parts.size() < 3) {
            var word = parts.size() == 1 ? "then" : "else";
            if (!cursor.accept(word)) {
                throw cursor.unexpected("`%s`".formatted(word), "A choice is written `if … then … else …`");
            }
            return null;
        }
        open.pop();
        var all = exprs(parts);
        var choice = new Expr.If(all.get(0), all.get(1), all.get(2), cursor.since(start));
        return open.over(choice, Binding.CONDITIONAL, parts);
    }

    private @Nullable Tree ended(Listed listed, Tree member) throws Unreadable {
        listed.members().add(member);
        if (!isLast(listed.close())) {
            return null;
        }
        open.pop();
        return listed.ending().of(listed.members());
    }

    private @Nullable Tree ended(Fields fields, Tree value) throws Unreadable {
        fields.values().put(fields.name(), value);
        var isLast = isLast(Kind.CLOSE_BRACE);
        if (!isLast) {
            var next = fields(fields.start(), fields.values());
            open.pop();
            return open.push(next);
        }
        open.pop();
        return ended(fields.start(), fields.values());
    }

    /// Takes the comma and the closing bracket, whichever are there.
    private boolean isLast(Kind close) throws Unreadable {
        var hasComma = cursor.accept(Kind.COMMA);
        var isLast = cursor.accept(close);
        if (!hasComma && !isLast) {
            throw cursor.unexpected("`,` or %s".formatted(close.shown()));
        }
        return isLast;
    }

    private static List<Expr> exprs(List<Tree> trees) {
        return trees.stream().map(Tree::expr).toList();
    }

    private static List<Tree> with(Tree first, List<Tree> others) {
        var all = new ArrayList<>(others);
        all.addFirst(first);
        return all;
    }
}
