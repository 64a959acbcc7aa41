package dev.ambit.cedar.explain;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.partial.Outcome;
import dev.ambit.cedar.partial.Reference;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.SetValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import java.util.ArrayDeque;
import java.util.Set;
import java.util.TreeSet;

/// The values that a policy set tells apart: those it mentions, their neighbours, and some that it does not mention.
final class Literals {
    /// A string that no policy is likely to mention.
    static final String UNHEARD_OF = "\u2026";

    private static final Request NOTHING = Request.of(EntityUid.of("A", ""), EntityUid.of("A", ""), EntityUid.of("A",
            ""));

    private Literals() {}

    static Set<Value> of(PolicySet policies) {
        var found = new TreeSet<Value>(Value.ORDER);
        found.add(BoolValue.FALSE);
        found.add(BoolValue.TRUE);
        found.add(LongValue.of(0));
        found.add(SetValue.EMPTY);
        found.add(StringValue.of(UNHEARD_OF));
        for (var policy : policies.effective()) {
            policy.conditions().forEach(condition -> collect(condition.body(), found));
        }
        return found;
    }

    private static void collect(Expr start, Set<Value> into) {
        var open = new ArrayDeque<Expr>();
        open.push(start);
        while (!open.isEmpty()) {
            var expr = open.pop();
            if (isConstant(expr) && Reference.evaluate(expr, NOTHING,
                    Entities.EMPTY) instanceof Outcome.Of(var value)) {
                add(value, into);
            }
            expr.children().forEach(open::push);
        }
    }

    /// Whether it is written outright: a literal, or such as `ip("10.0.0.1")`.
    private static boolean isConstant(Expr expr) {
        return expr instanceof Expr.Literal
                || expr instanceof Expr.Call(_, var arguments, _)
                        && arguments.stream().allMatch(Expr.Literal.class::isInstance);
    }

    private static void add(Value value, Set<Value> into) {
        into.add(value);
        into.add(SetValue.of(value));
        if (value instanceof LongValue(var number)) {
            into.add(LongValue.of(number - 1));
            into.add(LongValue.of(number + 1));
        }
    }
}
