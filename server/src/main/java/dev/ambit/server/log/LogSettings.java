package dev.ambit.server.log;

import java.time.Duration;

/// How a log is kept.
///
/// @param segmentBytes size at which segments stop growing; the first has 1 MiB, each next one twice as much as the last.
///                     From 128 KiB to 1 GiB
/// @param syncWithin   an entry that nobody waits for is on disk after this time and one sync. From 1 ms to 10 s
/// @param retryFull    how long appends are refused at once after there was no room, before it is looked for again.
///                     From zero to one minute
public record LogSettings(int segmentBytes, Duration syncWithin, Duration retryFull) {
    public static final LogSettings DEFAULT = new LogSettings(32 << 20, Duration.ofMillis(50), Duration.ofSeconds(1));

    private static final int SMALLEST = 128 << 10;
    private static final int LARGEST = 1 << 30;
    private static final int FIRST = 1 << 20;

    public LogSettings {
        check(segmentBytes >= SMALLEST && segmentBytes <= LARGEST,
                "segments have from %d to %d bytes, not %d".formatted(SMALLEST, LARGEST, segmentBytes));
        check(within(syncWithin, Duration.ofMillis(1), Duration.ofSeconds(10)),
                "entries are synced within 1 ms to 10 s, not %s".formatted(syncWithin));
        check(within(retryFull, Duration.ZERO, Duration.ofMinutes(1)),
                "room is looked for again within 0 s to 1 min, not %s".formatted(retryFull));
    }

    /// How large the first segment of a log is.
    int firstCapacity() {
        return Math.min(FIRST, segmentBytes);
    }

    /// How large the segment after one of `capacity` is.
    int capacityAfter(long capacity) {
        return Math.clamp(2 * capacity, firstCapacity(), segmentBytes);
    }

    private static boolean within(Duration duration, Duration least, Duration most) {
        return duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0;
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
