package dev.ambit.server.log.tree;

/// The right edge of a growing tree: the roots of its largest full subtrees, one for each bit of its size. That is all
/// a tree has to remember in order to grow and to know its root. It belongs to one thread at a time.
public final class Frontier {
    /// Hears of each full subtree whose height is a multiple of 8, the moment its last leaf is there.
    @FunctionalInterface
    public interface Completed {
        /// @param level a subtree of 256 leaves has level 1, one of 65,536 level 2
        /// @param bytes hold its root at `at`, until this method returns
        void node(int level, byte[] bytes, int at);
    }

    private static final int HEIGHTS = Long.SIZE;

    private final TreeHasher hasher = new TreeHasher();
    private final byte[] peaks = new byte[HEIGHTS * Hash.BYTES]; // the subtree of height h is kept at h
    private final byte[] rising = new byte[Hash.BYTES];
    private long size;

    /// Of the tree without leaves.
    public Frontier() {}

    /// @param peaks what [#peaks] said of a tree of this size
    /// @throws IllegalArgumentException where they are more or fewer than the size asks for
    public Frontier(long size, byte[] peaks) {
        if (size < 0 || peaks.length != bytes(size)) {
            throw new IllegalArgumentException(
                    "a tree of %d leaves does not have peaks of %d bytes".formatted(size, peaks.length));
        }
        this.size = size;
        var at = 0;
        for (var height = HEIGHTS - 1; height >= 0; height--) {
            if (has(height)) {
                System.arraycopy(peaks, at, this.peaks, height * Hash.BYTES, Hash.BYTES);
                at += Hash.BYTES;
            }
        }
    }

    /// How many bytes the peaks of a tree of this size take.
    public static int bytes(long size) {
        return Long.bitCount(size) * Hash.BYTES;
    }

    public long size() {
        return size;
    }

    /// Adds the leaf whose hash stands in `leaf` at `at`. It hashes one node on average, and never more than 63.
    public void push(byte[] leaf, int at, Completed completed) {
        System.arraycopy(leaf, at, rising, 0, Hash.BYTES);
        var height = 0;
        while (has(height)) {
            hasher.node(peaks, height * Hash.BYTES, rising, 0, rising, 0);
            height++;
            if (height % Tile.HEIGHT == 0) {
                completed.node(height / Tile.HEIGHT, rising, 0);
            }
        }
        System.arraycopy(rising, 0, peaks, height * Hash.BYTES, Hash.BYTES);
        size++;
    }

    public Hash root() {
        if (size == 0) {
            return TreeHasher.EMPTY;
        }
        var lowest = Long.numberOfTrailingZeros(size);
        var root = new byte[Hash.BYTES];
        System.arraycopy(peaks, lowest * Hash.BYTES, root, 0, Hash.BYTES);
        for (var height = lowest + 1; height < HEIGHTS; height++) {
            if (has(height)) {
                hasher.node(peaks, height * Hash.BYTES, root, 0, root, 0);
            }
        }
        return Hash.of(root);
    }

    /// The roots of the full subtrees, the largest first, one after the other.
    public byte[] peaks() {
        var found = new byte[bytes(size)];
        var at = 0;
        for (var height = HEIGHTS - 1; height >= 0; height--) {
            if (has(height)) {
                System.arraycopy(peaks, height * Hash.BYTES, found, at, Hash.BYTES);
                at += Hash.BYTES;
            }
        }
        return found;
    }

    private boolean has(int height) {
        return (size >>> height & 1) == 1;
    }
}
