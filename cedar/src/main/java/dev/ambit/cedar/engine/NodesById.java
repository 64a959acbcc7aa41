package dev.ambit.cedar.engine;

import java.util.Arrays;
import java.util.Map;

/// Parts of the index by number: an open-addressed table, so that a look touches one or two lines of memory however many
/// policies there are.
final class NodesById {
    static final NodesById NONE = new NodesById(Map.of());

    private static final int EMPTY = -1;

    private final int[] ids;
    private final IndexNode[] nodes;
    private final int mask;
    private final int size;

    NodesById(Map<Integer, IndexNode> parts) {
        var capacity = Integer.highestOneBit(Math.max(1, 2 * parts.size())) * 2;
        this.ids = new int[capacity];
        this.nodes = new IndexNode[capacity];
        this.mask = capacity - 1;
        this.size = parts.size();
        Arrays.fill(ids, EMPTY);
        Arrays.fill(nodes, IndexNode.EMPTY);
        parts.forEach(this::put);
    }

    private void put(int id, IndexNode node) {
        var at = slot(id);
        while (ids[at] != EMPTY) {
            at = at + 1 & mask;
        }
        ids[at] = id;
        nodes[at] = node;
    }

    /// Numbers are dense, so they spread by themselves.
    private int slot(int id) {
        return id & mask;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /// The part under `id`; an empty one where there is none.
    IndexNode get(int id) {
        var at = slot(id);
        while (ids[at] != id) {
            if (ids[at] == EMPTY) {
                return IndexNode.EMPTY;
            }
            at = at + 1 & mask;
        }
        return nodes[at];
    }
}
