package dev.ambit.core.task;

import java.time.Duration;

/// At most `permits` in each stretch of `per`, at an even pace: what was not used for a whole stretch may be used at once,
/// and never more than that.
///
/// @param permits at least 1
/// @param per     at least a millisecond, at most a day
public record Rate(long permits, Duration per) {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    public Rate {
        if (permits < 1 || per.compareTo(SHORTEST) < 0 || per.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a rate of %d per %s is not one".formatted(permits, per));
        }
    }

    @Override
    public String toString() {
        return "%d/%s".formatted(permits, per.equals(Duration.ofSeconds(1)) ? "s" : per);
    }
}
