package dev.ambit.server.log.tree;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The tree over the first `size` entries of a log, worked out from its kept hashes: its root, and proofs.
/// Each answer reads at most two hundred pieces of a tile and hashes a few thousand nodes, whatever the size.
public record Tree(TileHashes hashes, long size) {
    public Tree {
        if (size < 0) {
            throw new IllegalArgumentException("a tree cannot have %d leaves".formatted(size));
        }
    }

    /// @throws IOException as [TileHashes#read]
    public Hash root() throws IOException {
        return over(0, size);
    }

    /// That the entry at `index` is in this tree, RFC 6962 §2.1.1.
    ///
    /// @throws IOException as [TileHashes#read]
    public InclusionProof inclusion(long index) throws IOException {
        Objects.checkIndex(index, size);
        var path = new ArrayList<Hash>();
        climb(index, 0, size, path);
        return new InclusionProof(index, size, path);
    }

    /// That this tree only added to the one over the first `earlier` entries, RFC 6962 §2.1.2.
    ///
    /// @param earlier at least 1, at most the size
    /// @throws IOException as [TileHashes#read]
    public ConsistencyProof consistency(long earlier) throws IOException {
        Objects.checkIndex(earlier - 1, size);
        var path = new ArrayList<Hash>();
        bridge(earlier, 0, size, true, path);
        return new ConsistencyProof(earlier, size, path);
    }

    private void climb(long index, long begin, long end, List<Hash> path) throws IOException {
        if (end - begin == 1) return;
        var middle = middle(begin, end);
        if (index < middle) {
            climb(index, begin, middle, path);
            path.add(over(middle, end));
        } else {
            climb(index, middle, end, path);
            path.add(over(begin, middle));
        }
    }

    /// @param known whether the whole of `[begin, end)` is a subtree whose root the reader can work out already
    private void bridge(long earlier, long begin, long end, boolean known, List<Hash> path) throws IOException {
        if (earlier == end) {
            if (!known) path.add(over(begin, end));
            return;
        }
        var middle = middle(begin, end);
        if (earlier <= middle) {
            bridge(earlier, begin, middle, known, path);
            path.add(over(middle, end));
        } else {
            bridge(earlier, middle, end, false, path);
            path.add(over(begin, middle));
        }
    }

    /// Where a tree of two leaves and more parts: the left side is the largest full subtree that leaves something over.
    private static long middle(long begin, long end) {
        return begin + Long.highestOneBit(end - begin - 1);
    }

    private Hash over(long begin, long end) throws IOException {
        if (begin == end) return TreeHasher.EMPTY;
        if (Long.bitCount(end - begin) == 1) return full(begin, Long.numberOfTrailingZeros(end - begin));
        var middle = middle(begin, end);
        return TreeHasher.node(over(begin, middle), over(middle, end));
    }

    private Hash full(long begin, int height) throws IOException {
        var level = height / Tile.HEIGHT;
        var width = 1 << height % Tile.HEIGHT;
        var row = new byte[width * Hash.BYTES];
        hashes.read(level, begin >>> level * Tile.HEIGHT, width, row, 0);
        return fold(row, width);
    }

    /// The root over `width` hashes, a power of two. They are lost over it.
    private static Hash fold(byte[] row, int width) {
        var hasher = new TreeHasher();
        for (var left = width; left > 1; left /= 2) {
            for (var pair = 0; pair < left / 2; pair++) {
                hasher.node(row, 2 * pair * Hash.BYTES, row, (2 * pair + 1) * Hash.BYTES, row, pair * Hash.BYTES);
            }
        }
        return Hash.of(row, 0);
    }
}
