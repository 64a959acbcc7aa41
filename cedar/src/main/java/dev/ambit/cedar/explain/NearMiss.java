package dev.ambit.cedar.explain;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.partial.Outcome;
import dev.ambit.cedar.partial.Reference;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.syntax.Scope;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.EntityUid;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A permit that was not satisfied by a request, and what stood in its way.
///
/// @param unmet at least one condition, in the order they are written
public record NearMiss(Policy permit, List<Unmet> unmet) {

    /// One condition that did not hold: a part of the scope, or an operand of `&&`.
    ///
    /// @param span where it stands in the source of the policy; for a part of the scope, the policy
    /// @param text the condition as it stands in the policy
    /// @param why  why it could not be evaluated; empty where it was plainly false
    public record Unmet(Span span, String text, String why) {}

    public NearMiss {
        unmet = List.copyOf(unmet);
    }

    /// The permits for the action asked for, those with the fewest unmet conditions first. None where one is satisfied:
    /// then it was not for want of a permit.
    public static List<NearMiss> of(PolicySet policies, Request request, Entities entities) {
        var misses = policies.effective().stream()
                .filter(policy -> policy.effect() == Policy.Effect.PERMIT)
                .filter(policy -> holds(Root.ACTION, policy, request, entities))
                .map(policy -> new NearMiss(policy, unmet(policy, request, entities)))
                .sorted(Comparator.comparingInt(miss -> miss.unmet().size()))
                .toList();
        return misses.stream().anyMatch(miss -> miss.unmet().isEmpty()) ? List.of() : misses;
    }

    private static List<Unmet> unmet(Policy policy, Request request, Entities entities) {
        var unmet = new ArrayList<Unmet>();
        scope(Root.PRINCIPAL, policy.principal(), policy, request, entities, unmet);
        scope(Root.RESOURCE, policy.resource(), policy, request, entities, unmet);
        for (var condition : policy.conditions()) {
            switch (condition.kind()) {
                case WHEN -> conjuncts(condition.body()).forEach(part -> add(policy, part, BoolValue.TRUE, Reference
                        .evaluate(part, request, entities), unmet));
                case UNLESS -> add(policy, condition.body(), BoolValue.FALSE, Reference.evaluate(condition.body(),
                        request, entities), unmet);
            }
        }
        return unmet;
    }

    private static void add(Policy policy, Expr part, BoolValue wanted, Outcome outcome, List<Unmet> unmet) {
        var text = policy.source().slice(part.span());
        switch (outcome) {
            // Behind a condition that does not hold, failing is no news: it may have been a guard.
            case Outcome.Failed failed when unmet.isEmpty() -> unmet.add(new Unmet(failed.span(), text, failed
                    .message()));
            case Outcome.Failed _ -> {}
            case Outcome.Of(var value) when value.equals(wanted) -> {}
            case Outcome.Of _ -> unmet.add(new Unmet(part.span(), wanted == BoolValue.TRUE
                    ? text
                    : "unless { %s }".formatted(text), ""));
        }
    }

    private static void scope(Root root, Scope scope, Policy policy, Request request, Entities entities,
            List<Unmet> unmet) {
        if (!holds(root, policy, request, entities)) {
            unmet.add(new Unmet(policy.span(), text(root, scope), ""));
        }
    }

    /// Whether what the scope of `policy` says about one variable holds.
    private static boolean holds(Root root, Policy policy, Request request, Entities entities) {
        var any = new Scope.Any();
        var alone = new Policy(policy.id(), policy.effect(), Map.of(),
                root == Root.PRINCIPAL ? policy.principal() : any,
                root == Root.ACTION ? policy.action() : any,
                root == Root.RESOURCE ? policy.resource() : any,
                List.of(), policy.source(), policy.span());
        return Reference.evaluate(alone, request, entities).equals(new Outcome.Of(BoolValue.TRUE));
    }

    private static String text(Root root, Scope scope) {
        return switch (scope) {
            case Scope.Any _ -> root.word();
            case Scope.Equal(var entity) -> "%s == %s".formatted(root.word(), uid(entity));
            case Scope.In(var group) -> "%s in %s".formatted(root.word(), uid(group));
            case Scope.InAny(var groups, _) -> "%s in %s".formatted(root.word(), groups.stream()
                    .map(EntityUid::toString)
                    .collect(Collectors.joining(", ", "[", "]")));
            case Scope.Is(var type, _) -> "%s is %s".formatted(root.word(), type);
            case Scope.IsIn(var type, _, var group) -> "%s is %s in %s".formatted(root.word(), type, uid(group));
        };
    }

    private static EntityUid uid(Scope.Reference reference) {
        return switch (reference) {
            case Scope.Known(var uid, _) -> uid;
            case Scope.Slot(var root, _) -> throw new IllegalArgumentException(
                    "a policy that decides has no slot for `%s`".formatted(root.word()));
        };
    }

    /// The operands of `&&`, however many; the condition itself where it is no `&&`.
    private static List<Expr> conjuncts(Expr condition) {
        var found = new ArrayList<Expr>();
        var open = new ArrayDeque<>(List.of(condition));
        while (!open.isEmpty()) {
            var next = open.pop();
            if (next instanceof Expr.Binary(var operator, var left, var right, _)
                    && operator == Expr.BinaryOperator.AND) {
                open.push(right);
                open.push(left);
            } else {
                found.add(next);
            }
        }
        return found;
    }
}
