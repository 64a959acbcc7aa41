package dev.ambit.cedar.partial;

import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Expressions without their places: two that say the same in the same words are equal.
final class Meaning {
    private Meaning() {}

    static Expr of(Expr expr) {
        return switch (expr) {
            case Expr.Literal at -> new Expr.Literal(at.value(), Span.NONE);
            case Expr.Variable at -> new Expr.Variable(at.root(), Span.NONE);
            case Expr.Unary at -> new Expr.Unary(at.operator(), of(at.operand()), Span.NONE);
            case Expr.Binary at -> new Expr.Binary(at.operator(), of(at.left()), of(at.right()), Span.NONE);
            case Expr.If at -> new Expr.If(of(at.condition()), of(at.then()), of(at.otherwise()), Span.NONE);
            case Expr.Attribute at -> new Expr.Attribute(of(at.of()), at.name(), Span.NONE);
            case Expr.Has at -> new Expr.Has(of(at.of()), at.path(), Span.NONE);
            case Expr.Like at -> new Expr.Like(of(at.of()), at.pattern(), Span.NONE);
            case Expr.Is at -> new Expr.Is(of(at.of()), at.type(), Span.NONE);
            case Expr.IsIn at -> new Expr.IsIn(of(at.of()), at.type(), of(at.group()), Span.NONE);
            case Expr.SetOf at -> new Expr.SetOf(all(at.members()), Span.NONE);
            case Expr.RecordOf at -> new Expr.RecordOf(all(at.attributes()), Span.NONE);
            case Expr.Call at -> new Expr.Call(at.function(), all(at.arguments()), Span.NONE);
        };
    }

    private static List<Expr> all(List<Expr> exprs) {
        var all = new ArrayList<Expr>(exprs.size());
        for (var expr : exprs) {
            all.add(of(expr));
        }
        return all;
    }

    private static Map<String, Expr> all(Map<String, Expr> attributes) {
        var all = new LinkedHashMap<String, Expr>();
        for (var attribute : attributes.entrySet()) {
            all.put(attribute.getKey(), of(attribute.getValue()));
        }
        return all;
    }
}
