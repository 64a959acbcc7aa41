package dev.ambit.cedar.influence;

import dev.ambit.cedar.syntax.Expr;
import java.util.List;

/// The operands of an expression.
final class Subexpressions {
    private Subexpressions() {}

    /// In the order written; none of a literal or variable.
    static List<Expr> of(Expr expr) {
        return switch (expr) {
            case Expr.Literal _,Expr.Variable _ -> List.of();
            case Expr.Unary unary -> List.of(unary.operand());
            case Expr.Binary binary -> List.of(binary.left(), binary.right());
            case Expr.If choice -> List.of(choice.condition(), choice.then(), choice.otherwise());
            case Expr.Attribute attribute -> List.of(attribute.of());
            case Expr.Has has -> List.of(has.of());
            case Expr.Like like -> List.of(like.of());
            case Expr.Is is -> List.of(is.of());
            case Expr.IsIn isIn -> List.of(isIn.of(), isIn.group());
            case Expr.SetOf set -> set.members();
            case Expr.RecordOf record -> List.copyOf(record.attributes().values());
            case Expr.Call call -> call.arguments();
        };
    }
}
