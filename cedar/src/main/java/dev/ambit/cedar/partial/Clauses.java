package dev.ambit.cedar.partial;

import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.syntax.Expr.UnaryOperator;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.Scope;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.EntityUid;
import java.util.ArrayList;
import java.util.List;

/// A policy as the expressions that must all be true, in the order they are looked at: what its scope says about
/// `principal`, `action` and `resource`, then its conditions. None of the first three can fail.
final class Clauses {
    private Clauses() {}

    static List<Expr> of(Policy policy) {
        var clauses = new ArrayList<Expr>();
        add(clauses, Root.PRINCIPAL, policy.principal());
        add(clauses, Root.ACTION, policy.action());
        add(clauses, Root.RESOURCE, policy.resource());
        policy.conditions().forEach(condition -> clauses.add(of(condition)));
        return clauses;
    }

    static Expr of(Policy.Condition condition) {
        return switch (condition.kind()) {
            case WHEN -> condition.body();
            case UNLESS -> new Expr.Unary(UnaryOperator.NOT, condition.body(), condition.body().span());
        };
    }

    private static void add(List<Expr> clauses, Root root, Scope scope) {
        switch (scope) {
            case Scope.Any() -> {}
            case Scope.Equal(var entity) -> clauses.add(binary(BinaryOperator.EQUAL, root, literal(entity)));
            case Scope.In(var group) -> clauses.add(binary(BinaryOperator.IN, root, literal(group)));
            case Scope.InAny(var groups, var span) -> clauses.add(binary(BinaryOperator.IN, root, literals(groups,
                    span)));
            case Scope.Is(var type, var span) -> clauses.add(new Expr.Is(new Expr.Variable(root, span), type, span));
            case Scope.IsIn(var type, var span, var group) -> clauses.add(
                    new Expr.IsIn(new Expr.Variable(root, span), type, literal(group), span));
        }
    }

    private static Expr binary(BinaryOperator operator, Root root, Expr right) {
        return new Expr.Binary(operator, new Expr.Variable(root, right.span()), right, right.span());
    }

    private static Expr literal(Scope.Reference reference) {
        return switch (reference) {
            case Scope.Known(var uid, var span) -> new Expr.Literal(uid, span);
            case Scope.Slot(var root, _) -> throw new IllegalArgumentException(
                    "a template has no value: its slot `?%s` is empty".formatted(root.word()));
        };
    }

    private static Expr literals(List<EntityUid> uids, Span span) {
        return new Expr.SetOf(uids.stream().<Expr>map(uid -> new Expr.Literal(uid, span)).toList(), span);
    }
}
