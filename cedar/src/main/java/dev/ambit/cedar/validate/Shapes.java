package dev.ambit.cedar.validate;

import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.value.Quoted;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Numbers the expressions of one policy: two get the same number exactly where they are written alike, wherever they
/// stand. Ways of writing that Cedar holds to be one are alike: `a != b` and `!(a == b)`, `a > b` and `!(a <= b)`,
/// `x has a.b` and `x has a && x.a has b`, `x is T in g` and `x is T && x in g`, and records whatever their order.
///
/// Every expression is looked at once, however often it is asked for.
final class Shapes {
    private final IdentityHashMap<Expr, Integer> seen = new IdentityHashMap<>();
    // The keys are strings, which are comparable, so that the map stays fast whatever is written.
    private final Map<String, Integer> numbers = new HashMap<>();

    int of(Expr e) {
        var known = seen.get(e);
        if (known == null) {
            known = number(e);
            seen.put(e, known);
        }
        return known;
    }

    /// The number of `of.name`.
    int attribute(int of, String name) {
        return node("." + Quoted.string(name), of);
    }

    /// The number of `of.getTag(key)`.
    int tag(int of, int key) {
        return node("getTag", of, key);
    }

    // Patterns that name only the kind keep the frame of this method small, of which there are as many as there are levels.
    private int number(Expr e) {
        return switch (e) {
            case Expr.Literal literal -> node("=" + literal.value());
            case Expr.Variable variable -> node(variable.root().word());
            case Expr.Unary unary -> node(unary.operator().name(), of(unary.operand()));
            case Expr.Binary binary -> binary(binary);
            case Expr.If choice -> node("if", of(choice.condition()), of(choice.then()), of(choice.otherwise()));
            case Expr.Attribute attribute -> attribute(of(attribute.of()), attribute.name());
            case Expr.Has has -> has(of(has.of()), has.path());
            case Expr.Like like -> node("like " + like.pattern(), of(like.of()));
            case Expr.Is is -> is(is.type(), of(is.of()));
            case Expr.IsIn in -> node("AND", is(in.type(), of(in.of())), node("IN", of(in.of()), of(in.group())));
            case Expr.SetOf set -> node("[]", all(set.members()));
            case Expr.RecordOf record -> record(record.attributes());
            case Expr.Call call -> node(call.function().word() + "()", all(call.arguments()));
        };
    }

    private int is(String type, int of) {
        return node("is " + type, of);
    }

    private int binary(Expr.Binary e) {
        var left = of(e.left());
        var right = of(e.right());
        return switch (e.operator()) {
            case NOT_EQUAL -> not(node("EQUAL", left, right));
            case GREATER -> not(node("LESS_OR_EQUAL", left, right));
            case GREATER_OR_EQUAL -> not(node("LESS", left, right));
            case GET_TAG -> tag(left, right);
            case AND, OR -> {
                var truth = Literals.of(e);
                yield truth.isPresent() ? node("=" + truth.get()) : node(e.operator().name(), left, right);
            }
            case EQUAL, LESS, LESS_OR_EQUAL, IN, ADD, SUBTRACT, MULTIPLY, CONTAINS, CONTAINS_ALL, CONTAINS_ANY,
                    HAS_TAG -> node(e.operator().name(), left, right);
        };
    }

    private int not(int operand) {
        return node("NOT", operand);
    }

    private int has(int of, List<String> path) {
        var at = of;
        var all = node("has " + Quoted.string(path.getFirst()), at);
        for (var i = 1; i < path.size(); i++) {
            at = attribute(at, path.get(i - 1));
            all = node("AND", all, node("has " + Quoted.string(path.get(i)), at));
        }
        return all;
    }

    private int record(Map<String, Expr> attributes) {
        var head = new StringBuilder("{}");
        var sorted = new TreeMap<>(attributes);
        sorted.keySet().forEach(name -> head.append(Quoted.string(name)));
        return node(head.toString(), all(List.copyOf(sorted.values())));
    }

    private int[] all(List<Expr> parts) {
        var all = new int[parts.size()];
        for (var i = 0; i < all.length; i++) {
            all[i] = of(parts.get(i));
        }
        return all;
    }

    private int node(String head, int... parts) {
        var key = new StringBuilder();
        for (var part : parts) {
            key.append(part).append(' ');
        }
        var number = numbers.get(key.append(head).toString());
        if (number == null) {
            number = numbers.size();
            numbers.put(key.toString(), number);
        }
        return number;
    }
}
