package dev.ambit.cedar.validate;

import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Policy;
import java.util.List;
import java.util.function.Consumer;

/// The expressions a policy or an expression is made of.
final class Parts {
    private Parts() {}

    /// Every expression of the conditions, each before its parts, in the order written.
    static void forEach(Policy policy, Consumer<Expr> action) {
        policy.conditions().forEach(condition -> forEach(condition.body(), action));
    }

    private static void forEach(Expr e, Consumer<Expr> action) {
        action.accept(e);
        for (var part : of(e)) {
            forEach(part, action);
        }
    }

    private static List<Expr> of(Expr e) {
        return switch (e) {
            case Expr.Literal _,Expr.Variable _ -> List.of();
            case Expr.Unary(_, var operand, _) -> List.of(operand);
            case Expr.Binary(_, var left, var right, _) -> List.of(left, right);
            case Expr.If(var condition, var then, var otherwise, _) -> List.of(condition, then, otherwise);
            case Expr.Attribute(var of, _, _) -> List.of(of);
            case Expr.Has(var of, _, _) -> List.of(of);
            case Expr.Like(var of, _, _) -> List.of(of);
            case Expr.Is(var of, _, _) -> List.of(of);
            case Expr.IsIn(var of, _, var group, _) -> List.of(of, group);
            case Expr.SetOf(var members, _) -> members;
            case Expr.RecordOf(var attributes, _) -> List.copyOf(attributes.values());
            case Expr.Call(_, var arguments, _) -> arguments;
        };
    }
}
