package dev.ambit.server.notify;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before something is tried again: twice as long each time up to a bound, and never quite the same, so that many
/// who wait do not come back together.
public record Backoff(Duration first, Duration longest, RandomGenerator random) {
    private static final int MOST_DOUBLINGS = 30;

    /// A second, up to five minutes.
    public static Backoff usual(RandomGenerator random) {
        return new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), random);
    }

    /// @param attempt how often it was tried, at least 1
    public Duration after(int attempt) {
        var doubled = first.toMillis() << Math.min(attempt - 1, MOST_DOUBLINGS);
        var most = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
    }
}
