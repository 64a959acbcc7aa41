package dev.ambit.server.house;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Names for decision records, no two alike: what this start of the server drew by lot, then a number.
/// Short to read aloud; nobody may do anything because they know one.
final class RecordIds {
    private static final int LOT_BITS = 40;

    private final String start;
    private final AtomicLong next = new AtomicLong();

    RecordIds(SecureRandom random) {
        this.start = "d-%s-".formatted(Long.toString(random.nextLong() >>> Long.SIZE - LOT_BITS, Character.MAX_RADIX));
    }

    String next() {
        return start + Long.toString(next.incrementAndGet(), Character.MAX_RADIX);
    }
}
