package dev.ambit.server.effect;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait after an attempt in vain: twice as long after each, up to a bound, and somewhere in the upper half of
/// that, so that those who failed together do not come back together.
///
/// @param first after the first attempt
/// @param most  at the most
record Backoff(Duration first, Duration most) {
    static final Backoff DEFAULT = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));

    private static final int MOST_DOUBLINGS = 30;

    /// @param attempts how many were in vain before this one
    Duration after(int attempts, RandomGenerator random) {
        var whole = first.multipliedBy(1L << Math.min(attempts, MOST_DOUBLINGS));
        var bounded = whole.compareTo(most) < 0 ? whole : most;
        return Duration.ofMillis(random.nextLong(bounded.toMillis() / 2, bounded.toMillis() + 1));
    }
}
