package dev.ambit.cedar.engine;

import java.util.Arrays;
import java.util.Map;

/// Parts of the index by fact: an open-addressed table, so that a look touches one or two lines of memory however many
/// policies there are.
final class NodesByFact {
    private static final int EMPTY = -1;

    private final int[] facts;
    private final IndexNode[] nodes;
    private final int mask;

    NodesByFact(Map<Integer, IndexNode> parts) {
        var capacity = Integer.highestOneBit(Math.max(1, 2 * parts.size())) * 2;
        this.facts = new int[capacity];
        this.nodes = new IndexNode[capacity];
        this.mask = capacity - 1;
        Arrays.fill(facts, EMPTY);
        Arrays.fill(nodes, IndexNode.EMPTY);
        parts.forEach(this::put);
    }

    private void put(int fact, IndexNode node) {
        var at = fact & mask;
        while (facts[at] != EMPTY) {
            at = at + 1 & mask;
        }
        facts[at] = fact;
        nodes[at] = node;
    }

    /// Has `now` look at the policies that ask for `fact`. Facts are numbered densely, so they spread by themselves.
    void visit(int fact, Evaluation now) {
        var at = fact & mask;
        while (facts[at] != fact) {
            if (facts[at] == EMPTY) {
                return;
            }
            at = at + 1 & mask;
        }
        nodes[at].visit(now);
    }
}
