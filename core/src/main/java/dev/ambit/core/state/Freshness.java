package dev.ambit.core.state;

import dev.ambit.core.signal.Catalogue;
import dev.ambit.core.signal.Reading;
import dev.ambit.core.signal.SignOfLife;
import dev.ambit.core.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// When readings stop counting unless something is heard in time. What has stopped counting stands here until it is heard
/// again, so that a stretch of time can be asked about.
///
/// @param silences after how long without a word each source is silent for one of its signals or another
/// @param ends     a reading may stand under two times, and may still count at the earlier: whoever asks looks at it
record Freshness(Catalogue catalogue, Map<String, Set<Duration>> silences, Index<Instant, SignalKey> ends) {
    static final Freshness NONE = new Freshness(Catalogue.EMPTY, Map.of(), Index.empty());

    static Freshness of(Catalogue catalogue, Iterable<Reading> readings) {
        var freshness = new Freshness(catalogue, silences(catalogue), Index.empty());
        var entries = new ArrayList<Index.Entry<Instant, SignalKey>>();
        for (var reading : readings) {
            freshness.endsOf(reading).forEach(end -> entries.add(new Index.Entry<>(end, State.keyOf(reading))));
        }
        entries.sort(Index.Entry.order());
        return new Freshness(catalogue, freshness.silences, Index.ofOrdered(entries));
    }

    private static Map<String, Set<Duration>> silences(Catalogue catalogue) {
        return catalogue.signals().values().stream()
                .filter(signal -> signal.silentAfter().isPresent())
                .collect(Collectors.groupingBy(Signal::source, Collectors.mapping(
                        signal -> signal.silentAfter().orElseThrow(), Collectors.toUnmodifiableSet())));
    }

    /// With `reading` in place of `last`, where there was one.
    Freshness with(Reading reading, @Nullable Reading last) {
        var key = State.keyOf(reading);
        var next = ends;
        for (var end : last == null ? Set.<Instant>of() : endsOf(last)) {
            next = next.without(end, key);
        }
        for (var end : endsOf(reading)) {
            next = next.with(end, key);
        }
        return next == ends ? this : new Freshness(catalogue, silences, next);
    }

    private Set<Instant> endsOf(Reading reading) {
        var found = new TreeSet<Instant>();
        if (reading.signal().equals(SignOfLife.NAME)) {
            silences.getOrDefault(reading.source(), Set.of()).forEach(after -> found.add(reading.received().plus(
                    after)));
            return found;
        }
        var signal = catalogue.signals().get(reading.signal());
        if (signal != null) {
            signal.countsFor().ifPresent(counts -> found.add(reading.since().plus(counts)));
            signal.silentAfter().ifPresent(after -> found.add(reading.received().plus(after)));
        }
        return found;
    }

    /// What may have stopped counting in `[from, to]`.
    Iterable<SignalKey> endedBetween(Instant from, Instant to) {
        return ends.between(from, to);
    }
}
