package dev.ambit.cedar.partial;

import dev.ambit.cedar.authorize.EvaluationError;
import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.authorize.Response;
import dev.ambit.cedar.authorize.Response.Decision;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.value.BoolValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

/// What Cedar says, worked out in the plainest way: every policy in turn, every expression as it was written.
/// Slow and meant to be: this is the definition that faster ways are compared with.
/// Recursion is as deep as the deepest expression; [dev.ambit.cedar.text.Limits] bounds that.
public final class Reference {
    private Reference() {}

    public static Response decide(PolicySet policies, Request request, Entities entities) {
        var permits = new TreeSet<String>();
        var forbids = new TreeSet<String>();
        var errors = new ArrayList<EvaluationError>();
        for (var policy : policies.effective()) {
            switch (evaluate(policy, request, entities)) {
                case Outcome.Failed failed -> errors.add(failed.in(policy.id()));
                case Outcome.Of(var value) when value == BoolValue.TRUE -> satisfied(policy, permits, forbids).add(
                        policy.id());
                case Outcome.Of _ -> {}
            }
        }
        errors.sort(Comparator.comparing(EvaluationError::policy));
        var allowed = forbids.isEmpty() && !permits.isEmpty();
        return new Response(allowed ? Decision.ALLOW : Decision.DENY, forbids.isEmpty() ? permits : forbids, errors);
    }

    private static Set<String> satisfied(Policy policy, Set<String> permits, Set<String> forbids) {
        return policy.effect() == Policy.Effect.PERMIT ? permits : forbids;
    }

    /// Whether `policy` is satisfied, or why it cannot be said: always a bool or a failure.
    ///
    /// @throws IllegalArgumentException where `policy` is a template
    public static Outcome evaluate(Policy policy, Request request, Entities entities) {
        try {
            return new Outcome.Of(BoolValue.of(isSatisfied(policy, new Interpreter(request, entities))));
        } catch (Failure failure) {
            return failure.outcome();
        }
    }

    private static boolean isSatisfied(Policy policy, Interpreter interpreter) {
        for (var clause : Clauses.of(policy)) {
            if (!Operators.bool(interpreter.evaluate(clause), clause.span(), Operators.CONDITION)) {
                return false;
            }
        }
        return true;
    }

    public static Outcome evaluate(Expr expr, Request request, Entities entities) {
        try {
            return new Outcome.Of(new Interpreter(request, entities).evaluate(expr));
        } catch (Failure failure) {
            return failure.outcome();
        }
    }
}
