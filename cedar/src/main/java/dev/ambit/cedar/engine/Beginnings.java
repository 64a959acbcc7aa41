package dev.ambit.cedar.engine;

import dev.ambit.cedar.engine.Arithmetic.CompareConstant;
import dev.ambit.cedar.engine.Arithmetic.Order;
import dev.ambit.cedar.engine.Draft.Condition;
import dev.ambit.cedar.engine.Inputs.Slot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Sorts policies that no single thing tells apart by how they begin: a first condition that several share is tested
/// once for all, and first comparisons of one input with different numbers are put in order, so that only those that
/// hold are looked at.
///
/// Only first conditions count, because a policy must be heard if it fails: whatever is tested here would have been the
/// first thing evaluated anyway.
final class Beginnings {
    /// How many policies make a shared condition worth a node.
    private static final int WORTH_A_TEST = 2;
    /// How many policies make putting bounds in order worth a node.
    private static final int WORTH_AN_ORDER = 3;
    /// How many nodes stand one below another, at most: each holds its policies a second time, for when it fails.
    private static final int DEEPEST = 12;

    private Beginnings() {}

    static IndexNode sort(List<Draft> policies) {
        return sort(policies, DEEPEST);
    }

    private static IndexNode sort(List<Draft> policies, int levels) {
        if (policies.isEmpty()) {
            return IndexNode.EMPTY;
        }
        var common = levels == 0 ? Optional.<Beginning>empty() : mostCommon(policies);
        return common.map(beginning -> node(beginning, policies, levels - 1)).orElseGet(() -> leaf(policies));
    }

    private static IndexNode leaf(List<Draft> policies) {
        return new IndexNode.Leaf(policies.stream().map(Draft::finish).toList());
    }

    /// How a policy begins, as far as policies can have that in common.
    private sealed interface Beginning {
        record Same(String shape) implements Beginning {}

        record Bounded(Slot slot, boolean above) implements Beginning {}
    }

    private static Optional<Beginning> mostCommon(List<Draft> policies) {
        var counts = new LinkedHashMap<Beginning, Integer>();
        for (var policy : policies) {
            if (!policy.conditions().isEmpty()) {
                var first = policy.conditions().getFirst();
                counts.merge(new Beginning.Same(first.shape()), 1, Integer::sum);
                bound(first).ifPresent(bound -> counts.merge(bound.beginning, 1, Integer::sum));
            }
        }
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= worth(entry.getKey()))
                .max(Comparator.comparing(entry -> entry.getValue()))
                .map(entry -> entry.getKey());
    }

    private static int worth(Beginning beginning) {
        return switch (beginning) {
            case Beginning.Same _ -> WORTH_A_TEST;
            case Beginning.Bounded _ -> WORTH_AN_ORDER;
        };
    }

    private static IndexNode node(Beginning beginning, List<Draft> policies, int levels) {
        var alike = new ArrayList<Draft>();
        var rest = new ArrayList<Draft>();
        policies.forEach(policy -> (begins(policy, beginning) ? alike : rest).add(policy));
        return switch (beginning) {
            case Beginning.Same _ -> new IndexNode.ByTest(first(alike.getFirst()).node(),
                    sort(alike.stream().map(Beginnings::headless).toList(), levels), leaf(alike), sort(rest, levels));
            case Beginning.Bounded bounded -> ordered(bounded, alike, sort(rest, levels));
        };
    }

    private static boolean begins(Draft policy, Beginning beginning) {
        return !policy.conditions().isEmpty() && switch (beginning) {
            case Beginning.Same(var shape) -> first(policy).shape().equals(shape);
            case Beginning.Bounded bounded -> bound(first(policy)).filter(b -> b.beginning.equals(bounded)).isPresent();
        };
    }

    private static Condition first(Draft policy) {
        return policy.conditions().getFirst();
    }

    private static Draft headless(Draft policy) {
        return policy.without(first(policy));
    }

    private static IndexNode ordered(Beginning.Bounded beginning, List<Draft> policies, IndexNode rest) {
        Comparator<Draft> ascending = Comparator.comparingLong(policy -> bound(first(policy)).orElseThrow().limit);
        var inOrder = policies.stream().sorted(beginning.above ? ascending : ascending.reversed()).toList();
        var bounds = inOrder.stream().mapToLong(policy -> bound(first(policy)).orElseThrow().limit).toArray();
        var headless = inOrder.stream().map(policy -> headless(policy).finish()).toList();
        return new IndexNode.ByBound(beginning.slot, beginning.above, bounds, headless, leaf(policies), rest);
    }

    private record Bound(Beginning.Bounded beginning, long limit) {}

    /// The bound that a condition sets to an input, strictly: `>= 5` is `> 4`.
    private static Optional<Bound> bound(Condition condition) {
        return condition.node() instanceof CompareConstant compare && compare.left() instanceof Access.Input input
                ? strict(compare.order(), compare.right())
                        .map(limit -> new Bound(new Beginning.Bounded(input.slot(), isAbove(compare.order())), limit))
                : Optional.empty();
    }

    private static boolean isAbove(Order order) {
        return order == Order.GREATER || order == Order.GREATER_OR_EQUAL;
    }

    private static Optional<Long> strict(Order order, long limit) {
        return switch (order) {
            case LESS, GREATER -> Optional.of(limit);
            case LESS_OR_EQUAL -> limit == Long.MAX_VALUE ? Optional.empty() : Optional.of(limit + 1);
            case GREATER_OR_EQUAL -> limit == Long.MIN_VALUE ? Optional.empty() : Optional.of(limit - 1);
        };
    }
}
