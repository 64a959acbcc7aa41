package dev.ambit.core.policy;

import dev.ambit.cedar.engine.CompiledPolicies;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.PolicyParser;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.syntax.Scope;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.task.TaskId;
import java.util.List;
import java.util.Map;

/// An expression over a task and its signals, ready to be asked: `opens-when`, `lasts-while` or `pauses-when`.
/// It sees the task's principal, [#ACTION], the task itself as [#resource], and as context `task` and `signals`.
///
/// @param text  as it was written
/// @param asked one permit that is satisfied exactly if the expression is true; where it fails to evaluate it is not
/// @param policies the same, to be read
public record Condition(String text, PolicySet policies, CompiledPolicies asked) {
    /// What a condition is asked for, where a request would name its action.
    public static final EntityUid ACTION = EntityUid.of("Ambit::Action", "task");
    /// The type of what [#resource] names.
    public static final String RESOURCE_TYPE = "Ambit::Task";

    /// The condition that the expression of `source` is true.
    ///
    /// @throws InvalidInput where `source` is anything but one expression
    public static Condition parse(Source source) throws InvalidInput {
        return of(PolicyParser.parseExpression(source, Limits.DEFAULT), source);
    }

    /// The condition that `expression`, which stands in `source`, is true.
    public static Condition of(Expr expression, Source source) {
        var policies = PolicySet.of(policy(Policy.Effect.PERMIT, expression, source));
        return new Condition(source.slice(expression.span()), policies, CompiledPolicies.compile(policies));
    }

    /// A policy with `effect` that is satisfied exactly if `expression` is true.
    static Policy policy(Policy.Effect effect, Expr expression, Source source) {
        return new Policy("condition", effect, Map.of(), new Scope.Any(), new Scope.Any(), new Scope.Any(), List.of(
                new Policy.Condition(Policy.Condition.Kind.WHEN, expression)), source, expression.span());
    }

    /// What a condition is asked about, where a request would name its resource.
    public static EntityUid resource(TaskId task) {
        return EntityUid.of(RESOURCE_TYPE, task.text());
    }
}
