package dev.ambit.server.log.tree;

import java.util.List;

/// That a log only added entries between two sizes: hashes from which both roots follow, RFC 6962 §2.1.2.
///
/// @param from the earlier size
/// @param to   the later size
/// @param path from the lowest subtree upwards
public record ConsistencyProof(long from, long to, List<Hash> path) {
    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /// Whether both roots follow from this, RFC 9162 §2.1.4.2. Of the tree without leaves nothing is ever proven:
    /// everything continues it.
    public boolean proves(Hash earlier, Hash later) {
        if (from < 1 || from > to) return false;
        if (from == to) return path.isEmpty() && earlier.equals(later);
        var full = Long.bitCount(from) == 1; // then the earlier root itself is where the path begins
        return !(path.isEmpty() && !full) && walk(earlier, later, full);
    }

    private boolean walk(Hash earlier, Hash later, boolean full) {
        var shared = Long.numberOfTrailingZeros(~(from - 1)); // levels at which the earlier tree has no neighbour
        var number = from - 1 >>> shared;
        var last = to - 1 >>> shared;
        var before = full ? earlier : path.getFirst();
        var after = before;
        for (var neighbour : path.subList(full ? 0 : 1, path.size())) {
            if (last == 0) return false;
            if ((number & 1) == 1 || number == last) {
                before = TreeHasher.node(neighbour, before);
                after = TreeHasher.node(neighbour, after);
                while ((number & 1) == 0 && number != 0) {
                    number >>>= 1;
                    last >>>= 1;
                }
            } else {
                after = TreeHasher.node(after, neighbour);
            }
            number >>>= 1;
            last >>>= 1;
        }
        return last == 0 && before.equals(earlier) && after.equals(later);
    }
}
