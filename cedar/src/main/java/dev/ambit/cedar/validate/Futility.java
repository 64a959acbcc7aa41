package dev.ambit.cedar.validate;

import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.validate.Inferred.Bool;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Objects;

/// Says why no request can satisfy a policy: the one expression to blame, where there is one.
final class Futility {
    private static final String CODE = "impossible-policy";

    private final Vocabulary vocabulary;
    private final Policy policy;
    private final Excerpts excerpts;
    private final Shapes shapes;

    /// @param policy one without mistakes
    Futility(Vocabulary vocabulary, Policy policy, Excerpts excerpts, Shapes shapes) {
        this.vocabulary = vocabulary;
        this.policy = policy;
        this.excerpts = excerpts;
        this.shapes = shapes;
    }

    /// @param environments those its head lets through, in each of which its conditions are false
    Mistake explain(Collection<Environment> environments) {
        var blamed = new IdentityHashMap<Expr, Bool>();
        environments.forEach(environment -> blame(environment, blamed));
        if (blamed.size() > 1) {
            return new Mistake(CODE, policy.span(), "no request can satisfy this policy")
                    .help("Its conditions are false for all types of principal, action and resource it is about");
        }
        var one = blamed.entrySet().iterator().next();
        return new Mistake(CODE, one.getKey().span(), "no request can satisfy this policy: `%s` is always %s"
                .formatted(excerpts.of(one.getKey()), one.getValue() == Bool.TRUE));
    }

    private void blame(Environment environment, IdentityHashMap<Expr, Bool> blamed) {
        var facts = new IdentityHashMap<Expr, Inferred>();
        var setting = new Setting(vocabulary, environment, shapes, new Wording(excerpts, environment), new Questions(),
                _ -> {});
        new Inference(setting, facts::put).conditions(policy);
        for (var condition : policy.conditions()) {
            var decisive = condition.kind() == Policy.Condition.Kind.UNLESS ? Bool.TRUE : Bool.FALSE;
            if (facts.get(condition.body()) == decisive) {
                var source = source(condition.body(), decisive, facts);
                blamed.put(source, (Bool) Objects.requireNonNull(facts.get(source)));
                return;
            }
        }
    }

    /// The part of `e` that alone makes it what it always is.
    private static Expr source(Expr e, Bool truth, IdentityHashMap<Expr, Inferred> facts) {
        return switch (e) {
            case Expr.Binary(var operator, var left, var right, _) when operator == (truth == Bool.FALSE
                    ? BinaryOperator.AND
                    : BinaryOperator.OR) ->
                source(facts.get(left) == truth ? left : right, truth, facts);
            case Expr.Unary(var operator, var operand, _) when operator == Expr.UnaryOperator.NOT ->
                source(operand, truth.negated(), facts);
            default -> e;
        };
    }
}
