package dev.ambit.server.log.tree;

import java.io.IOException;

/// The hashes that a tree is kept as. At level 0 they are the leaves'; at level `l`, the roots of the full subtrees of
/// 256^l leaves, in order. Everything else about the tree follows from them.
@FunctionalInterface
public interface TileHashes {
    /// Copies `count` hashes of `level`, from number `first` on, to `into` at `at`.
    ///
    /// @throws IOException where they cannot be read; asking for more than there are is the caller's mistake
    void read(int level, long first, int count, byte[] into, int at) throws IOException;
}
