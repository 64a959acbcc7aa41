package dev.ambit.core.task;

import java.time.Duration;

/// An even pace. Whoever stays below it may catch up, by at most one stretch's worth at once.
///
/// @param permits in each stretch; at least 1, at most one in a nanosecond
/// @param per     the stretch: at least a millisecond, at most a day
public record Rate(long permits, Duration per) {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    public Rate {
        if (permits < 1 || permits > per.toNanos() || per.compareTo(SHORTEST) < 0 || per.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a rate of %d per %s is not one".formatted(permits, per));
        }
    }

    /// A pace that keeps both.
    public Rate and(Rate other) {
        var step = Math.max(step(), other.step());
        var most = Math.min(per.toNanos(), other.per.toNanos());
        var permits = Math.max(1, most / step);
        return new Rate(permits, Duration.ofNanos(Math.max(permits * step, SHORTEST.toNanos())));
    }

    /// Nanoseconds from one permit to the next.
    long step() {
        return per.toNanos() / permits;
    }

    @Override
    public String toString() {
        return "%d/%s".formatted(permits, per.equals(Duration.ofSeconds(1)) ? "s" : per);
    }
}
