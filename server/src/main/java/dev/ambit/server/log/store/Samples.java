package dev.ambit.server.log.store;

import java.util.Arrays;

/// Where every thirty-second entry of a segment begins, the first included: enough to find any entry in a few steps.
/// One thread adds; others look up entries that they have learned of from that thread.
final class Samples {
    static final int EVERY = 32;

    private static final int FEW = 64;

    private volatile int[] offsets;
    private int entries; // of the thread that adds

    Samples() {
        offsets = new int[FEW];
    }

    /// @param offsets one for each begun thirty-two entries
    Samples(int[] offsets, int entries) {
        this.offsets = offsets;
        this.entries = entries;
    }

    /// How many samples there are of `entries` entries.
    static int count(int entries) {
        return (entries + EVERY - 1) / EVERY;
    }

    /// The next entry begins at `offset`.
    void add(int offset) {
        if (entries % EVERY == 0) {
            var at = entries / EVERY;
            var grown = at < offsets.length ? offsets : Arrays.copyOf(offsets, 2 * at);
            grown[at] = offset;
            offsets = grown;
        }
        entries++;
    }

    int entries() {
        return entries;
    }

    /// @param number of a sample, from 0 on
    int offset(int number) {
        return offsets[number];
    }
}
