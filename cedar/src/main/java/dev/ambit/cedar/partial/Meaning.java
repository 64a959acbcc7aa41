package dev.ambit.cedar.partial;

import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.text.Span;
import java.util.LinkedHashMap;
import java.util.List;

/// Expressions without their places: two that say the same in the same words are equal.
final class Meaning {
    private Meaning() {}

    static Expr of(Expr expr) {
        return switch (expr) {
            case Expr.Literal(var value, _) -> new Expr.Literal(value, Span.NONE);
            case Expr.Variable(var root, _) -> new Expr.Variable(root, Span.NONE);
            case Expr.Unary(var operator, var operand, _) -> new Expr.Unary(operator, of(operand), Span.NONE);
            case Expr.Binary(var operator, var left, var right, _) -> new Expr.Binary(operator, of(left), of(right),
                    Span.NONE);
            case Expr.If(var condition, var then, var otherwise, _) -> new Expr.If(of(condition), of(then), of(
                    otherwise), Span.NONE);
            case Expr.Attribute(var of, var name, _) -> new Expr.Attribute(of(of), name, Span.NONE);
            case Expr.Has(var of, var path, _) -> new Expr.Has(of(of), path, Span.NONE);
            case Expr.Like(var of, var pattern, _) -> new Expr.Like(of(of), pattern, Span.NONE);
            case Expr.Is(var of, var type, _) -> new Expr.Is(of(of), type, Span.NONE);
            case Expr.IsIn(var of, var type, var group, _) -> new Expr.IsIn(of(of), type, of(group), Span.NONE);
            case Expr.SetOf(var members, _) -> new Expr.SetOf(all(members), Span.NONE);
            case Expr.RecordOf record -> of(record);
            case Expr.Call(var function, var arguments, _) -> new Expr.Call(function, all(arguments), Span.NONE);
        };
    }

    private static List<Expr> all(List<Expr> exprs) {
        return exprs.stream().map(Meaning::of).toList();
    }

    private static Expr of(Expr.RecordOf record) {
        var attributes = new LinkedHashMap<String, Expr>();
        record.attributes().forEach((name, expr) -> attributes.put(name, of(expr)));
        return new Expr.RecordOf(attributes, Span.NONE);
    }
}
