package dev.ambit.core.signal;

import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.value.Value;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// One entry of the catalogue: something policies may read, what it is about, and what it may do to an answer.
///
/// @param about       the type of entity a reading is about
/// @param source      the only one whose readings count
/// @param integrity   the least a reading must have
/// @param freshFor    how long a reading counts, from [Reading#since], that instant excluded; empty for always
/// @param holdFor     how long the last reading goes on counting when its source is silent, from [Reading#since], that instant
///                    excluded; at least `freshFor`; empty where silence makes the signal unknown at once
/// @param heartbeat how often its source promises to be heard, whatever about; silent once nothing was heard for twice that.
///                  Empty where it makes no such promise
/// @param isSensitive whether records carry a digest instead of the value
/// @param purposes    why it may be read
public record Signal(
        String name,
        String about,
        Type value,
        String source,
        Integrity integrity,
        Influence influence,
        Optional<Duration> freshFor,
        Optional<Duration> holdFor,
        Optional<Duration> heartbeat,
        boolean isSensitive,
        Set<String> purposes,
        String owner,
        String description) {

    /// What a signal may do, whoever sends it.
    public enum Influence {
        /// It may turn a permit into a denial, and never the other way round.
        NARROW,
        /// It may also turn a denial into a permit.
        WIDEN
    }

    public Signal {
        purposes = Set.copyOf(purposes);
    }

    /// `said` as a value of its type, where it is one.
    public Optional<Value> typed(Value said) {
        return Optional.ofNullable(TypedValue.of(value, said));
    }

    /// After how long without a word its source is silent.
    public Optional<Duration> silentAfter() {
        return heartbeat.map(every -> every.multipliedBy(2));
    }

    /// How long a reading counts at all, from [Reading#since].
    public Optional<Duration> countsFor() {
        return holdFor.isPresent() ? holdFor : freshFor;
    }
}
