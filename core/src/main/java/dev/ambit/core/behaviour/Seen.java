package dev.ambit.core.behaviour;

/// What was seen before, as far as 512 bits can tell (Bloom, *Space/Time Trade-offs in Hash Coding*, 1970): what is new may
/// be taken for seen, and never the other way round.
final class Seen {
    private static final int WORDS = 8;
    private static final int MASK = WORDS * Long.SIZE - 1;
    private static final int SECOND = 16;

    private final long[] bits = new long[WORDS];

    /// Whether it is new; from now on it is not.
    boolean add(Object what) {
        var hash = what.hashCode() * 0x9E3779B9;
        var isOneNew = mark(hash & MASK);
        var isOtherNew = mark(hash >>> SECOND & MASK);
        return isOneNew || isOtherNew;
    }

    private boolean mark(int bit) {
        var word = bit / Long.SIZE;
        var before = bits[word];
        bits[word] = before | 1L << bit;
        return bits[word] != before;
    }
}
