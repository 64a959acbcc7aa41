package dev.ambit.cedar.engine;

import dev.ambit.cedar.engine.Inputs.Slot;
import dev.ambit.cedar.value.Value;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A part of the index: given a request, it finds the policies that can be satisfied by it, or fail on it.
/// It may come across more than those; it never misses one.
sealed interface IndexNode permits IndexNode.Leaf, IndexNode.ByFact, IndexNode.ByValue, CompiledPolicy {
    IndexNode EMPTY = new Leaf(List.of(), 0);

    /// Has `now` evaluate the policies that may apply.
    void visit(Evaluation now);

    /// Policies to be looked at one after the other, each only if the facts it asks for hold.
    final class Leaf implements IndexNode {
        private final CompiledPolicy[] policies;
        // For each policy the same number of facts, side by side, so that passing over a policy touches nothing of it.
        private final int[] facts;
        private final int factsEach;
        private final int groups;

        /// @param groups the variables whose groups the facts are about, a bit for each
        Leaf(List<Draft.Finished> finished, int groups) {
            this.policies = finished.stream().map(Draft.Finished::policy).toArray(CompiledPolicy[]::new);
            this.factsEach = finished.stream().mapToInt(policy -> policy.facts().size()).max().orElse(0);
            this.facts = new int[policies.length * factsEach];
            this.groups = groups;
            Arrays.fill(facts, Facts.ALWAYS);
            for (var i = 0; i < policies.length; i++) {
                var asked = finished.get(i).facts();
                for (var k = 0; k < asked.size(); k++) {
                    facts[i * factsEach + k] = asked.get(k);
                }
            }
        }

        @Override
        public void visit(Evaluation now) {
            now.askGroups(groups);
            for (var i = 0; i < policies.length; i++) {
                if (mayApply(i, now)) {
                    now.evaluate(policies[i]);
                }
            }
        }

        private boolean mayApply(int policy, Evaluation now) {
            for (var at = policy * factsEach; at < (policy + 1) * factsEach; at++) {
                if (!now.holds(facts[at])) {
                    return false;
                }
            }
            return true;
        }
    }

    /// Policies sorted by a fact that must hold of `principal`, `action` or `resource`.
    final class ByFact implements IndexNode {
        private final int variable;
        private final NodesByFact nodes;
        private final int groups;
        private final IndexNode rest;

        /// @param groups the variables whose groups the facts are about, a bit for each
        /// @param rest   where nothing is asked of the variable
        ByFact(int variable, NodesByFact nodes, int groups, IndexNode rest) {
            this.variable = variable;
            this.nodes = nodes;
            this.groups = groups;
            this.rest = rest;
        }

        @Override
        public void visit(Evaluation now) {
            now.askGroups(groups);
            rest.visit(now);
            for (var i = 0; i < now.factCount(variable); i++) {
                nodes.visit(now.fact(variable, i), now);
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

    private static void visit(@Nullable IndexNode node, Evaluation now) {
        if (node != null) {
            node.visit(now);
        }
    }
}
