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
import java.util.Optional;

/// A policy as the expressions that must all be true, in the order they are looked at: what its scope says about
/// `principal`, `action` and `resource`, then its conditions. None of the first three can fail.
final class Clauses {
    private Clauses() {}

    static List<Expr> of(Policy policy) {
        var clauses = new ArrayList<Expr>();
        of(Root.PRINCIPAL, policy.principal()).ifPresent(clauses::add);
        of(Root.ACTION, policy.action()).ifPresent(clauses::add);
        of(Root.RESOURCE, policy.resource()).ifPresent(clauses::add);
        policy.conditions().forEach(condition -> clauses.add(of(condition)));
        return clauses;
    }

    static Expr of(Policy.Condition condition) {
        return switch (condition.kind()) {
            case WHEN -> condition.body();
            case UNLESS -> new Expr.Unary(UnaryOperator.NOT, condition.body(), condition.body().span());
        };
    }

    /// Empty where the scope says nothing about `root`.
    ///
    /// @throws IllegalArgumentException where it holds a slot
    static Optional<Expr> of(Root root, Scope scope) {
        return switch (scope) {
            case Scope.Any() -> Optional.empty();
            case Scope.Equal(var entity) -> Optional.of(binary(BinaryOperator.EQUAL, root, literal(entity)));
            case Scope.In(var group) -> Optional.of(binary(BinaryOperator.IN, root, literal(group)));
            case Scope.InAny(var groups, var span) -> Optional.of(binary(BinaryOperator.IN, root, literals(groups,
                    span)));
            case Scope.Is(var type, var span) -> Optional.of(new Expr.Is(new Expr.Variable(root, span), type, span));
            case Scope.IsIn(var type, var span, var group) -> Optional.of(new Expr.IsIn(new Expr.Variable(root, span),
                    type, literal(group), span));
        };
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
