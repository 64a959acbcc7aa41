package dev.ambit.cedar.engine;

import dev.ambit.cedar.engine.Draft.Condition;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.Scope;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.EntityUid;
import java.util.ArrayList;
import java.util.List;

/// Turns the head and the conditions of a policy into one list of conditions: first what the head asks of principal,
/// action and resource, then every operand of the `&&` that the bodies amount to.
final class PolicyCompiler {
    private final Inputs inputs;
    private final Compiler compiler;

    PolicyCompiler(Inputs inputs) {
        this.inputs = inputs;
        this.compiler = new Compiler(inputs, new Evaluation(inputs, IndexNode.EMPTY, 0));
    }

    /// @param number its place among the policies of its set
    Draft compile(Policy policy, int number) {
        var conditions = new ArrayList<Condition>();
        head(Root.PRINCIPAL, policy.principal(), conditions);
        head(Root.ACTION, policy.action(), conditions);
        head(Root.RESOURCE, policy.resource(), conditions);
        for (var condition : policy.conditions()) {
            switch (condition.kind()) {
                case WHEN -> when(condition.body(), conditions);
                case UNLESS -> conditions.add(unless(condition.body()));
            }
        }
        return Draft.of(policy.id(), policy.effect(), number, conditions);
    }

    private void when(Expr body, List<Condition> into) {
        switch (body) {
            case Expr.Binary(var operator, var left, var right, _) when operator == BinaryOperator.AND -> {
                when(left, into);
                when(right, into);
            }
            case Expr.IsIn(var of, var type, var group, var span) -> {
                into.add(condition(new Expr.Is(of, type, span)));
                into.add(condition(new Expr.Binary(BinaryOperator.IN, of, group, span)));
            }
            default -> into.add(condition(body));
        }
    }

    private Condition condition(Expr expr) {
        return new Condition(compiler.compile(expr), Shape.of(expr));
    }

    private Condition unless(Expr body) {
        var compiled = compiler.compile(body);
        return new Condition(new Logic.Not(compiled, body.span()), "!" + Shape.of(body));
    }

    private void head(Root root, Scope scope, List<Condition> into) {
        switch (scope) {
            case Scope.Any() -> {}
            case Scope.Equal(var entity) -> into.add(same(root, uid(entity), entity.span()));
            case Scope.In(var entity) -> into.add(in(root, List.of(uid(entity)), entity.span()));
            case Scope.InAny(var entities, var span) -> into.add(in(root, entities, span));
            case Scope.Is(var type, var span) -> into.add(is(root, type, span));
            case Scope.IsIn(var type, var span, var entity) -> {
                into.add(is(root, type, span));
                into.add(in(root, List.of(uid(entity)), entity.span()));
            }
        }
    }

    private Condition same(Root root, EntityUid entity, Span span) {
        return new Condition(new Sets.EqualConstant(input(root, span), entity, span), root.word() + " == " + entity);
    }

    private Condition in(Root root, List<EntityUid> groups, Span span) {
        return new Condition(new Membership.VariableIn(inputs, root, groups, span), root.word() + " in " + groups);
    }

    private Condition is(Root root, String type, Span span) {
        return new Condition(new Membership.Is(input(root, span), type, span), root.word() + " is " + type);
    }

    private Node input(Root root, Span span) {
        return new Access.Input(inputs.root(root), span);
    }

    private static EntityUid uid(Scope.Reference reference) {
        return switch (reference) {
            case Scope.Known(var uid, _) -> uid;
            case Scope.Slot slot -> throw new IllegalStateException(
                    "a linked policy still has the slot of `%s`".formatted(slot.root().word()));
        };
    }
}
