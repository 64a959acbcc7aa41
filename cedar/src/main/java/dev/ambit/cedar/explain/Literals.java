package dev.ambit.cedar.explain;

import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.value.BoolValue;
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
    private static final Value UNHEARD_OF = StringValue.of("\u2026");

    private Literals() {}

    static Set<Value> of(PolicySet policies) {
        var found = new TreeSet<Value>(Value.ORDER);
        found.add(BoolValue.FALSE);
        found.add(BoolValue.TRUE);
        found.add(LongValue.of(0));
        found.add(SetValue.EMPTY);
        found.add(UNHEARD_OF);
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
            if (expr instanceof Expr.Literal(var value, _)) {
                add(value, into);
            }
            expr.children().forEach(open::push);
        }
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
