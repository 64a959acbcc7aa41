package dev.ambit.cedar.engine;

import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.value.Quoted;
import java.util.List;

/// An expression in words that do not depend on where it stands: two expressions have one shape exactly if they are the
/// same tree.
final class Shape {
    private final StringBuilder out = new StringBuilder();

    private Shape() {}

    static String of(Expr expr) {
        var shape = new Shape();
        shape.add(expr);
        return shape.out.toString();
    }

    private void add(Expr expr) {
        switch (expr) {
            case Expr.Literal(var value, _) -> out.append(value);
            case Expr.Variable(var root, _) -> out.append(root.word());
            case Expr.Unary(var operator, var operand, _) -> add(operator.name(), List.of(operand));
            case Expr.Binary(var operator, var left, var right, _) -> add(operator.name(), List.of(left, right));
            case Expr.If(var condition, var then, var otherwise, _) -> add("if", List.of(condition, then, otherwise));
            case Expr.Attribute(var of, var name, _) -> add("." + Quoted.string(name), List.of(of));
            case Expr.Has(var of, var path, _) -> add("has" + path.stream().map(Quoted::string).toList(), List.of(of));
            case Expr.Like(var of, var pattern, _) -> add("like" + pattern, List.of(of));
            case Expr.Is(var of, var type, _) -> add("is " + type, List.of(of));
            case Expr.IsIn(var of, var type, var group, _) -> add("is " + type + " in", List.of(of, group));
            case Expr.SetOf(var members, _) -> add("set", members);
            case Expr.RecordOf(var attributes, _) -> add(
                    "record" + attributes.keySet().stream().map(Quoted::string).toList(),
                    List.copyOf(attributes.values()));
            case Expr.Call(var function, var arguments, _) -> add(function.word(), arguments);
        }
    }

    private void add(String operator, List<Expr> operands) {
        out.append(operator).append('(');
        for (var operand : operands) {
            add(operand);
            out.append(',');
        }
        out.append(')');
    }
}
