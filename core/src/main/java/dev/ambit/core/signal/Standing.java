package dev.ambit.core.signal;

import dev.ambit.cedar.value.Value;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is known of a signal for one subject at one instant.
public sealed interface Standing {
    /// It has a value.
    ///
    /// @param until when this is no longer known, unless heard again; [Instant#MAX] where it does not age
    record Known(Value value, Reading reading, Instant until) implements Standing {}

    /// There is none, says its source.
    record KnownAbsent(Reading reading, Instant until) implements Standing {}

    /// Nothing that counts was heard, or too long ago.
    record Unknown() implements Standing {}

    /// What `last`, the last reading of `signal`, is worth at `now`.
    /// A reading of another source or of less integrity than the catalogue asks for is worth nothing, whenever it came.
    ///
    /// @param alive the last [SignOfLife] of its source; asked for only where it has promised some
    static Standing of(Signal signal, @Nullable Reading last, @Nullable Reading alive, Instant now) {
        if (last == null || !counts(signal, last)) {
            return new Unknown();
        }
        var until = earlier(ages(signal, last), silent(signal, last, alive));
        if (!now.isBefore(until)) {
            return new Unknown();
        }
        return last.value().isEmpty() ? new KnownAbsent(last, until) : new Known(last.value().get(), last, until);
    }

    private static Instant ages(Signal signal, Reading last) {
        var counts = signal.countsFor();
        return counts.isEmpty() ? Instant.MAX : last.since().plus(counts.get());
    }

    /// When a source that promised to be heard has become silent. Where the last value holds on through silence, that
    /// changes nothing.
    private static Instant silent(Signal signal, Reading last, @Nullable Reading alive) {
        var after = signal.silentAfter();
        if (after.isEmpty() || signal.holdFor().isPresent()) {
            return Instant.MAX;
        }
        var heard = alive != null && counts(signal, alive) && alive.received().isAfter(last.received())
                ? alive.received()
                : last.received();
        return heard.plus(after.get());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static boolean counts(Signal signal, Reading reading) {
        return reading.source().equals(signal.source()) && reading.integrity().isAtLeast(signal.integrity());
    }
}
