package dev.ambit.server.log;

import dev.ambit.server.log.tree.Hash;
import dev.ambit.server.log.tree.TreeHasher;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Hashers to borrow, so that threads hash leaves side by side and nothing is made anew for each entry.
final class LeafHashes {
    /// A hasher, and room for what it works out.
    static final class Leaf {
        final byte[] hash = new byte[Hash.BYTES];
        private final TreeHasher hasher = new TreeHasher();

        void of(byte[] entry, int from, int length) {
            hasher.leaf(entry, from, length, hash, 0);
        }
    }

    private static final int KEPT = 16; // a power of two

    private final AtomicReferenceArray<Leaf> kept = new AtomicReferenceArray<>(KEPT);

    Leaf borrow() {
        var leaf = kept.getAndSet(place(), null);
        return leaf != null ? leaf : new Leaf();
    }

    void giveBack(Leaf leaf) {
        kept.lazySet(place(), leaf);
    }

    private static int place() {
        return (int) Thread.currentThread().threadId() & KEPT - 1;
    }
}
