package dev.ambit.core.govern;

import dev.ambit.core.encoding.Values;
import dev.ambit.core.govern.Unheard.Code;
import dev.ambit.core.signal.Message;
import dev.ambit.core.signal.Message.Said;
import dev.ambit.core.signal.Reading;
import dev.ambit.core.signal.SignOfLife;
import dev.ambit.core.signal.Signal;
import dev.ambit.core.signal.Signal.Influence;
import dev.ambit.core.state.Event;
import dev.ambit.core.state.Event.MessageHeard;
import dev.ambit.core.state.Event.SignalRead;
import dev.ambit.core.state.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What comes of a message: the readings that count become events, each of the others is refused with its reason. One that is
/// refused keeps none beside it from being heard.
///
/// @param events   to be appended in this order; empty where nothing is news
/// @param unheard  why the rest of it changes nothing
public record Hearing(List<Event> events, List<Unheard> unheard) {
    /// How far the clock of a source may be ahead of ours.
    public static final Duration MOST_AHEAD = Duration.ofMinutes(1);
    /// Most bytes of a value and who it is about, as they are kept: every decision that looks at it is recorded with them.
    public static final int MOST_BYTES = 8_192;
    /// Most subjects, over all signals, of which a reading is kept.
    public static final int MOST_READINGS = 4_000_000;

    private static final int TOLD_PER_HEARTBEAT = 10;

    public Hearing {
        events = List.copyOf(events);
        unheard = List.copyOf(unheard);
    }

    /// What comes of `message`, received by us at `now`.
    public static Hearing of(State state, Message message, Instant now) {
        var time = state.notBefore(now);
        if (message.id().filter(id -> state.hasHeard(message.source(), id)).isPresent()) {
            return new Hearing(List.of(), List.of(Unheard.of(Code.REPLAYED, message.id().orElseThrow(), message
                    .source())));
        }
        var events = new ArrayList<Event>();
        var unheard = new ArrayList<Unheard>();
        for (var said : message.said()) {
            hear(state, message, said, time, events, unheard);
        }
        live(state, message, time).ifPresent(events::add);
        // Last: a message of which only a part found room is heard again.
        message.id().ifPresent(id -> events.add(new MessageHeard(time, message.source(), id)));
        return new Hearing(events, unheard);
    }

    /// Whatever a source says shows that it is alive. Told only where that is asked, and not more often than it tells anything.
    private static Optional<Event> live(State state, Message message, Instant now) {
        var last = state.reading(SignOfLife.NAME, SignOfLife.of(message.source()));
        return state.release().catalogue().heartbeat(message.source())
                .filter(every -> last == null
                        || last.integrity() != message.integrity()
                        || !now.isBefore(last.received().plus(every.dividedBy(TOLD_PER_HEARTBEAT))))
                .map(_ -> new SignalRead(now, SignOfLife.of(message.source(), message.integrity(), now)));
    }

    private static void hear(State state, Message message, Said said, Instant now, List<Event> events,
            List<Unheard> unheard) {
        var catalogued = state.release().catalogue().signal(said.signal());
        if (catalogued.isEmpty()) {
            unheard.add(Unheard.of(Code.SIGNAL_NOT_CATALOGUED, said.signal()));
            return;
        }
        var signal = catalogued.get();
        var reading = new Reading(signal.name(), said.subject(), said.value().flatMap(signal::typed), said.observed()
                .orElse(now), now, message.source(), message.integrity());
        var refused = wrong(state, signal, said, reading);
        if (refused.isEmpty()) {
            refused = late(state, signal, reading, now);
        }
        unheard.addAll(refused);
        if (refused.isEmpty() && isNews(state, reading)) {
            events.add(new SignalRead(now, reading));
        }
    }

    /// What is wrong with it whenever it came.
    private static List<Unheard> wrong(State state, Signal signal, Said said, Reading reading) {
        var found = new ArrayList<Unheard>(0);
        if (!signal.source().equals(reading.source())) {
            found.add(Unheard.of(Code.WRONG_SOURCE, signal.name(), signal.source(), reading.source()));
        } else if (!reading.integrity().isAtLeast(signal.integrity())) {
            found.add(Unheard.of(Code.INTEGRITY_TOO_LOW, signal.name(), signal.integrity().word(), reading.integrity()
                    .word()));
        }
        if (!signal.about().equals(said.subject().type())) {
            found.add(Unheard.of(Code.WRONG_SUBJECT, signal.name(), signal.about(), said.subject()));
        }
        if (said.value().isPresent() && reading.value().isEmpty()) {
            found.add(Unheard.of(Code.WRONG_VALUE, signal.name(), signal.value()));
        }
        if (said.value().isEmpty() && signal.influence() == Influence.NARROW && widensWhenLost(state, signal)) {
            found.add(Unheard.of(Code.NONE_WOULD_WIDEN, signal.name()));
        }
        var bytes = Values.size(said.subject()) + said.value().map(Values::size).orElse(0);
        if (bytes > MOST_BYTES) {
            found.add(Unheard.of(Code.TOO_LARGE, signal.name(), bytes, MOST_BYTES));
        }
        return found;
    }

    /// Whether something of the rules in force permits more where the signal is known to be absent.
    private static boolean widensWhenLost(State state, Signal signal) {
        return state.release().profiles().values().stream()
                .flatMap(profile -> profile.rules().mustKnow().values().stream())
                .flatMap(byType -> byType.values().stream())
                .anyMatch(lost -> lost.contains(signal.name()));
    }

    /// What is wrong with when it was observed.
    private static List<Unheard> late(State state, Signal signal, Reading reading, Instant now) {
        if (reading.observed().isAfter(now.plus(MOST_AHEAD))) {
            return List.of(Unheard.of(Code.OBSERVED_AHEAD, signal.name(), reading.observed(), MOST_AHEAD));
        }
        var last = state.reading(reading.signal(), reading.subject());
        if (last != null && reading.observed().isBefore(last.observed())) {
            return List.of(Unheard.of(Code.OUTRUN, signal.name(), reading.subject(), last.observed()));
        }
        var counts = signal.countsFor();
        if (counts.isPresent() && !now.isBefore(reading.since().plus(counts.get()))) {
            return List.of(Unheard.of(Code.OBSERVED_TOO_LONG_AGO, signal.name(), Duration.between(reading.since(), now),
                    counts.get()));
        }
        return last == null && state.readingCount() >= MOST_READINGS
                ? List.of(Unheard.of(Code.TOO_MANY_READINGS, MOST_READINGS))
                : List.of();
    }

    /// Whether it is not what was heard already, word for word.
    private static boolean isNews(State state, Reading reading) {
        var last = state.reading(reading.signal(), reading.subject());
        return last == null
                || !last.observed().equals(reading.observed())
                || !last.value().equals(reading.value())
                || !last.source().equals(reading.source())
                || last.integrity() != reading.integrity();
    }
}
