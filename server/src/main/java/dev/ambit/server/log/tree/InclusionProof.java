package dev.ambit.server.log.tree;

import java.util.List;

/// That an entry is in a tree: the hashes beside the way from its leaf to the root, RFC 6962 §2.1.1.
///
/// @param index of the entry, from 0 on
/// @param size  of the tree
/// @param path  from the leaf's neighbour upwards
public record InclusionProof(long index, long size, List<Hash> path) {
    public InclusionProof {
        path = List.copyOf(path);
    }

    /// Whether this leads from a leaf with hash `leaf` to `root`, RFC 9162 §2.1.3.2.
    public boolean proves(Hash leaf, Hash root) {
        if (index < 0 || index >= size) return false;
        var number = index;
        var last = size - 1;
        var hash = leaf;
        for (var neighbour : path) {
            if (last == 0) return false;
            if (odd(number) || number == last) {
                hash = TreeHasher.node(neighbour, hash);
                while (!odd(number) && number != 0) { // levels at which the right edge has no neighbour
                    number >>>= 1;
                    last >>>= 1;
                }
            } else {
                hash = TreeHasher.node(hash, neighbour);
            }
            number >>>= 1;
            last >>>= 1;
        }
        return last == 0 && hash.equals(root);
    }

    private static boolean odd(long number) {
        return (number & 1) == 1;
    }
}
