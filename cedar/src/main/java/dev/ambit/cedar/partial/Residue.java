package dev.ambit.cedar.partial;

import dev.ambit.cedar.partial.Reduced.Done;
import dev.ambit.cedar.partial.Reduced.Fails;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.syntax.Expr.UnaryOperator;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.Policy.Condition;
import dev.ambit.cedar.syntax.Scope;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.EntityUid;
import java.util.ArrayList;
import java.util.List;

/// What remains of one policy: its scope and its conditions, each as far as it is open.
/// They are looked at in order, since a later one is evaluated only where all before it are true. Used once.
final class Residue {
    private static final Scope ANY = new Scope.Any();

    private final Policy policy;
    private final Reducer reducer;

    private final List<Condition> conditions = new ArrayList<>();
    private Assumptions assumed = Assumptions.NONE;
    private boolean isImpossible;
    private boolean isOpen;
    private boolean mayFail;

    Residue(Policy policy, Reducer reducer) {
        this.policy = policy;
        this.reducer = reducer;
    }

    Verdict verdict() {
        var action = rest(Root.ACTION, policy.action());
        var principal = rest(Root.PRINCIPAL, policy.principal());
        var resource = rest(Root.RESOURCE, policy.resource());
        if (isImpossible) {
            return Verdict.Known.NOT_SATISFIED;
        }
        for (var condition : policy.conditions()) {
            var reduced = checked(reducer.reduce(Clauses.of(condition), assumed));
            if (reduced instanceof Fails(var failure, _) && !isOpen) {
                return new Verdict.Failed(failure.in(policy.id()));
            }
            if (reduced.isSurely(BoolValue.FALSE) && !reduced.mayFail() && !mayFail) {
                return Verdict.Known.NOT_SATISFIED;
            }
            keep(condition, reduced);
            if (reduced instanceof Fails || reduced.isSurely(BoolValue.FALSE)) {
                return residual(principal, action, resource, false);
            }
        }
        return isOpen ? residual(principal, action, resource, true) : Verdict.Known.SATISFIED;
    }

    /// A condition that has a value has a bool, or fails after all.
    private static Reduced checked(Reduced condition) {
        return condition.isSurelyNot(Kind.BOOL)
                ? Reduced.failing(Failure.type(condition.expr().span(), Operators.CONDITION, List.of(condition
                        .described())), condition.expr())
                : condition;
    }

    private void keep(Condition condition, Reduced reduced) {
        if (reduced.isSurely(BoolValue.TRUE) && !reduced.mayFail()) {
            return;
        }
        isOpen = true;
        mayFail |= reduced.mayFail() || !reduced.isSurely(Kind.BOOL);
        conditions.add(written(condition.kind(), reduced.expr()));
        assumed = assumed.and(reduced.expr(), true);
    }

    private static Condition written(Condition.Kind kind, Expr rest) {
        return kind == Condition.Kind.UNLESS && rest instanceof Expr.Unary(var operator, var body, _)
                && operator == UnaryOperator.NOT
                        ? new Condition(kind, body)
                        : new Condition(Condition.Kind.WHEN, rest);
    }

    private Verdict residual(Scope principal, Scope action, Scope resource, boolean mayBeSatisfied) {
        var rest = new Policy(
                policy.id(), policy.effect(), policy.annotations(), principal, action, resource, conditions, policy
                        .source(), policy.span());
        return new Verdict.Residual(rest, mayBeSatisfied, mayFail);
    }

    /// What remains of a part of the scope. None can fail, so they may be looked at in any order, and need not be where
    /// one of them is impossible: most policies say no by their action.
    private Scope rest(Root root, Scope scope) {
        if (isImpossible) {
            return scope;
        }
        var clause = Clauses.of(root, scope);
        if (clause.isEmpty()) {
            return scope;
        }
        var reduced = reducer.reduce(clause.get(), assumed);
        if (reduced instanceof Done(var value, _)) {
            isImpossible |= value != BoolValue.TRUE;
            return ANY;
        }
        isOpen = true;
        assumed = assumed.and(reduced.expr(), true);
        return narrowed(scope, reduced.expr());
    }

    private static Scope narrowed(Scope scope, Expr rest) {
        return switch (rest) {
            case Expr.Binary(var operator, _, Expr.Literal(EntityUid uid, var span), _) when operator == BinaryOperator.IN ->
                new Scope.In(new Scope.Known(uid, span));
            case Expr.Is(_, var type, var span) -> new Scope.Is(type, span);
            default -> scope;
        };
    }

    /// The policy without any scope or condition.
    static Policy unconditional(Policy policy) {
        return new Policy(
                policy.id(), policy.effect(), policy.annotations(), ANY, ANY, ANY, List.of(), policy.source(), policy
                        .span());
    }
}
