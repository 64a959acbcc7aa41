package dev.ambit.server.metrics;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/// How long something took, each time it was done: how often it was at most 1 µs, 2 µs, 5 µs and so on up to 10 s, and the sum.
/// Any number of threads add at once, two additions each.
public final class Times {
    /// Upper bounds in nanoseconds, each included.
    private static final long[] BOUNDS = bounds();

    private final LongAdder[] counts = new LongAdder[BOUNDS.length + 1];
    private final LongAdder sum = new LongAdder();

    public Times() {
        for (var i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    private static long[] bounds() {
        var bounds = new long[22];
        var place = 0;
        for (var power = 1_000L; power <= 1_000_000_000L; power *= 10) {
            bounds[place++] = power;
            bounds[place++] = 2 * power;
            bounds[place++] = 5 * power;
        }
        bounds[place] = 10_000_000_000L;
        return Arrays.copyOf(bounds, place + 1);
    }

    /// It took `nanos`.
    public void add(long nanos) {
        var bucket = 0;
        while (bucket < BOUNDS.length && nanos > BOUNDS[bucket]) {
            bucket++;
        }
        counts[bucket].increment();
        sum.add(nanos);
    }

    /// How often it was done.
    public long count() {
        var all = 0L;
        for (var count : counts) {
            all += count.sum();
        }
        return all;
    }

    /// The bounds, in seconds.
    static double[] upperBounds() {
        var seconds = new double[BOUNDS.length + 1];
        for (var i = 0; i < BOUNDS.length; i++) {
            seconds[i] = BOUNDS[i] / 1e9;
        }
        seconds[BOUNDS.length] = Double.POSITIVE_INFINITY;
        return seconds;
    }

    /// How often it took as long as each bound says and longer than the one before.
    long[] counts() {
        var now = new long[counts.length];
        for (var i = 0; i < now.length; i++) {
            now[i] = counts[i].sum();
        }
        return now;
    }

    double sumSeconds() {
        return sum.sum() / 1e9;
    }
}
