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
    static Standing of(Signal signal, @Nullable Reading last, Instant now) {
        if (last == null || !counts(signal, last)) {
            return new Unknown();
        }
        var counts = signal.countsFor();
        var until = counts.isEmpty() ? Instant.MAX : last.since().plus(counts.get());
        if (!now.isBefore(until)) {
            return new Unknown();
        }
        return last.value().isEmpty() ? new KnownAbsent(last, until) : new Known(last.value().get(), last, until);
    }

    private static boolean counts(Signal signal, Reading reading) {
        return reading.source().equals(signal.source()) && reading.integrity().isAtLeast(signal.integrity());
    }
}
