package dev.ambit.server.pdp.http;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/// How fast each caller asks: a second's worth at once, then an even pace (the generic cell rate algorithm).
/// There is a mark for each name that ever called, and no more names than callers are listed.
final class Pace {
    private static final long SECOND_NANOS = 1_000_000_000;

    private final ConcurrentMap<String, AtomicLong> marks = new ConcurrentHashMap<>();
    private final long stepNanos;

    Pace(long perSecond) {
        this.stepNanos = Math.max(1, SECOND_NANOS / perSecond);
    }

    /// Counts one request of `name`.
    ///
    /// @return how many nanoseconds too early it comes; 0 where it may pass
    long take(String name, long nowNanos) {
        var known = marks.get(name);
        var mark = known == null ? marks.computeIfAbsent(name, _ -> new AtomicLong(nowNanos)) : known;
        while (true) {
            var before = mark.get();
            var after = (before - nowNanos > 0 ? before : nowNanos) + stepNanos;
            if (after - nowNanos > SECOND_NANOS) {
                return after - nowNanos - SECOND_NANOS;
            }
            if (mark.compareAndSet(before, after)) {
                return 0;
            }
        }
    }
}
