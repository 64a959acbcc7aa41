package dev.ambit.core.signal;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.Value;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// One thing heard: the value a signal had, for one subject, when it was observed.
///
/// @param value    empty where the source said that there is none
/// @param observed when, says the source, in whole milliseconds; of two readings the one observed later counts
/// @param received by us, in whole milliseconds
/// @param source   who said so
public record Reading(
        String signal,
        EntityUid subject,
        Optional<Value> value,
        Instant observed,
        Instant received,
        String source,
        Integrity integrity) {

    public Reading {
        received = received.truncatedTo(ChronoUnit.MILLIS);
        observed = observed.truncatedTo(ChronoUnit.MILLIS);
    }

    /// From when its age counts: never after it was received, so that no source makes its word last by dating it ahead.
    public Instant since() {
        return observed.isAfter(received) ? received : observed;
    }
}
