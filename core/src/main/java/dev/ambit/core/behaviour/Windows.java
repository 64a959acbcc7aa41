package dev.ambit.core.behaviour;

import java.util.Arrays;

/// How often something happened in the last stretch of time, to one part of [#PARTS] exactly: a ring of counts, of which
/// each is for one slot. Any number of events costs the same.
final class Windows {
    /// Slots that make up the stretch.
    static final int PARTS = 10;

    private final long slotMillis;
    private final int[] counts = new int[PARTS];
    private long slot;
    private long sum;

    Windows(long stretchMillis) {
        this.slotMillis = stretchMillis / PARTS;
    }

    void add(long nowMillis) {
        advance(nowMillis);
        counts[(int) (slot % PARTS)]++;
        sum++;
    }

    /// In the stretch that ends now; time that runs backwards counts as standing still.
    long sum(long nowMillis) {
        advance(nowMillis);
        return sum;
    }

    private void advance(long nowMillis) {
        var next = nowMillis / slotMillis;
        if (next - slot >= PARTS) {
            Arrays.fill(counts, 0);
            sum = 0;
            slot = next;
        }
        while (slot < next) {
            slot++;
            var place = (int) (slot % PARTS);
            sum -= counts[place];
            counts[place] = 0;
        }
    }
}
