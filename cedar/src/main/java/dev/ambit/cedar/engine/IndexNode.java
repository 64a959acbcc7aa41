package dev.ambit.cedar.engine;

import dev.ambit.cedar.engine.Inputs.Slot;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.Value;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A part of the index: given a request, it finds the policies that can be satisfied by it, or fail on it.
/// It may come across more than those; it never misses one.
sealed interface IndexNode {
    IndexNode EMPTY = new Leaf(List.of());

    /// Has `now` evaluate the policies that may apply.
    void visit(Evaluation now);

    /// Policies to be looked at one after the other.
    final class Leaf implements IndexNode {
        private final CompiledPolicy[] policies;

        Leaf(List<CompiledPolicy> policies) {
            this.policies = policies.toArray(CompiledPolicy[]::new);
        }

        @Override
        public void visit(Evaluation now) {
            for (var policy : policies) {
                now.evaluate(policy);
            }
        }
    }

    /// Policies sorted by what they ask of `principal`, `action` or `resource`.
    final class ByEntity implements IndexNode {
        private final Slot slot;
        private final NodesById same;
        private final NodesById in;
        private final NodesById typed;
        private final IndexNode rest;

        /// @param same  by the entity it must be
        /// @param in    by the group it must be, or be in
        /// @param typed by the type it must be of
        /// @param rest  where nothing is asked of it
        ByEntity(Slot slot, NodesById same, NodesById in, NodesById typed, IndexNode rest) {
            this.slot = slot;
            this.same = same;
            this.in = in;
            this.typed = typed;
            this.rest = rest;
        }

        @Override
        public void visit(Evaluation now) {
            rest.visit(now);
            var standing = now.standing(slot);
            if (!typed.isEmpty()) {
                typed.get(standing.type()).visit(now);
            }
            if (!same.isEmpty()) {
                same.get(standing.self()).visit(now);
            }
            if (!in.isEmpty()) {
                var groups = now.groupsOf(standing, slot);
                for (var i = 0; i < groups; i++) {
                    in.get(standing.group(i)).visit(now);
                }
            }
        }
    }

    /// Policies sorted by the value an input must have for them to apply.
    final class ByValue implements IndexNode {
        private final Slot slot;
        private final Map<Value, IndexNode> byValue;
        private final IndexNode[] all;
        private final IndexNode rest;

        ByValue(Slot slot, Map<Value, IndexNode> byValue, IndexNode rest) {
            this.slot = slot;
            this.byValue = Map.copyOf(byValue);
            this.all = nodes(byValue.values());
            this.rest = rest;
        }

        private static IndexNode[] nodes(Collection<IndexNode> nodes) {
            return nodes.toArray(IndexNode[]::new);
        }

        /// Where the input cannot be read every policy has to say for itself whether it fails.
        @Override
        public void visit(Evaluation now) {
            rest.visit(now);
            if (now.read(slot) == Evaluation.FOUND) {
                IndexNode.visit(byValue.get(now.value(slot)), now);
                return;
            }
            for (var node : all) {
                node.visit(now);
            }
        }
    }

    /// Policies that begin with one and the same condition: it is tested once for all of them.
    final class ByTest implements IndexNode {
        private final Node condition;
        private final IndexNode then;
        private final IndexNode failing;
        private final IndexNode rest;

        /// @param then    the policies, the condition taken off
        /// @param failing the policies whole: where the condition fails each of them fails
        /// @param rest    policies that begin otherwise
        ByTest(Node condition, IndexNode then, IndexNode failing, IndexNode rest) {
            this.condition = condition;
            this.then = then;
            this.failing = failing;
            this.rest = rest;
        }

        @Override
        public void visit(Evaluation now) {
            rest.visit(now);
            switch (now.probe(condition)) {
                case Node.TRUE -> then.visit(now);
                case Node.FALSE -> {}
                default -> failing.visit(now);
            }
        }
    }

    /// Policies that begin by comparing one input with a number of their own, such as `context.risk > 70`.
    final class ByBound implements IndexNode {
        private final Slot slot;
        private final boolean above;
        private final long[] bounds;
        private final CompiledPolicy[] policies;
        private final IndexNode failing;
        private final IndexNode rest;

        /// @param above    whether the input must be greater than a policy's bound, rather than less
        /// @param bounds   ascending where `above`, otherwise descending: whoever meets one meets all before it
        /// @param policies in the order of their bounds, the comparison taken off
        /// @param failing  the policies whole: where the input is no long each of them fails
        /// @param rest     policies that begin otherwise
        ByBound(Slot slot, boolean above, long[] bounds, List<CompiledPolicy> policies, IndexNode failing,
                IndexNode rest) {
            this.slot = slot;
            this.above = above;
            this.bounds = bounds;
            this.policies = policies.toArray(CompiledPolicy[]::new);
            this.failing = failing;
            this.rest = rest;
        }

        @Override
        public void visit(Evaluation now) {
            rest.visit(now);
            if (now.read(slot) != Evaluation.FOUND || !(now.value(slot) instanceof LongValue(var value))) {
                failing.visit(now);
                return;
            }
            for (var i = 0; i < bounds.length && (above ? value > bounds[i] : value < bounds[i]); i++) {
                now.evaluate(policies[i]);
            }
        }
    }

    private static void visit(@Nullable IndexNode node, Evaluation now) {
        if (node != null) {
            node.visit(now);
        }
    }
}
