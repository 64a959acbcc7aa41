package dev.ambit.cedar.validate;

import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Policy;
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
        for (var part : e.children()) {
            forEach(part, action);
        }
    }
}
