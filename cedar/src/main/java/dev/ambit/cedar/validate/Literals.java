package dev.ambit.cedar.validate;

import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What can be read off an expression without evaluating it.
final class Literals {
    private Literals() {}

    /// The value of a literal; also of `&&` and `||` between `true` and `false`, which Cedar reads as one literal.
    static Optional<Value> of(Expr e) {
        return switch (e) {
            case Expr.Literal literal -> Optional.of(literal.value());
            case Expr.Binary binary when isLogic(binary.operator()) -> {
                var left = of(binary.left());
                var right = left.isPresent() ? of(binary.right()) : left;
                yield right.isPresent() ? fold(binary.operator(), left.get(), right.get()) : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private static boolean isLogic(BinaryOperator operator) {
        return operator == BinaryOperator.AND || operator == BinaryOperator.OR;
    }

    /// As [#of], where `action` stands for the action asked for.
    static Optional<Value> of(Expr e, EntityUid action) {
        return e instanceof Expr.Variable(var root, _) && root == Root.ACTION ? Optional.of(action) : of(e);
    }

    /// The entities that a literal, the variable `action`, or a set of nothing else names.
    static Optional<List<EntityUid>> entities(Expr e, EntityUid action) {
        var members = e instanceof Expr.SetOf(var all, _) ? all : List.of(e);
        var entities = new ArrayList<EntityUid>();
        for (var member : members) {
            if (!(of(member, action).orElse(null) instanceof EntityUid uid)) {
                return Optional.empty();
            }
            entities.add(uid);
        }
        return Optional.of(entities);
    }

    private static Optional<Value> fold(BinaryOperator operator, Value left, Value right) {
        return left instanceof BoolValue one && right instanceof BoolValue other
                ? Optional.of(BoolValue.of(operator == BinaryOperator.AND
                        ? one.value() && other.value()
                        : one.value() || other.value()))
                : Optional.empty();
    }
}
