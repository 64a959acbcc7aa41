package dev.ambit.server.house;

import dev.ambit.core.decision.Request;
import dev.ambit.core.decision.Uses;
import dev.ambit.core.scope.Remedies;
import dev.ambit.core.scope.Remedy;
import dev.ambit.core.state.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Looks for what would have made a denial a permit, for at most [#MOST] of each second: a flood of denials gets its answers
/// without remedies, and slows nobody down. For any number of threads.
final class RemedyDesk {
    /// Time spent on remedies in any one second, of all threads together; exceeded by one look on each at most.
    static final Duration MOST = Duration.ofMillis(100);

    private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

    private final Uses uses;
    private final LongSupplier nanos;
    private final AtomicLong begun;
    private final AtomicLong spent = new AtomicLong();

    /// @param nanos tells elapsed time, as [System#nanoTime]
    RemedyDesk(Uses uses, LongSupplier nanos) {
        this.uses = uses;
        this.nanos = nanos;
        this.begun = new AtomicLong(nanos.getAsLong());
    }

    /// Whether there is time to look for one more.
    boolean hasTime() {
        var now = nanos.getAsLong();
        var last = begun.get();
        if (now - last >= SECOND_NANOS && begun.compareAndSet(last, now)) {
            spent.set(0);
        }
        return spent.get() < MOST.toNanos();
    }

    /// Under which circumstances `request`, which was not permitted, would be; none where there is no time to look.
    List<String> of(State state, Request request, Instant now) {
        if (!hasTime()) {
            return List.of();
        }
        var begin = nanos.getAsLong();
        try {
            return new Remedies(uses).of(state, request, now).stream().map(Remedy::toString).toList();
        } finally {
            spend(Duration.ofNanos(nanos.getAsLong() - begin));
        }
    }

    /// Notes that so much was spent.
    void spend(Duration time) {
        spent.addAndGet(time.toNanos());
    }
}
