package dev.ambit.server.journal;

import dev.ambit.core.encoding.Corrupt;
import dev.ambit.core.encoding.Encoder;
import dev.ambit.core.state.Event;
import dev.ambit.core.state.Events;
import dev.ambit.core.state.State;
import dev.ambit.server.log.Log;
import dev.ambit.server.log.store.LogFailure;
import java.util.List;
import dev.ambit.server.metrics.Sheet;
import dev.ambit.server.metrics.Tally;
import dev.ambit.server.metrics.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All events, in the order they happened. One thread appends.
public final class Journal implements AutoCloseable {
    private final Log log;
    private final Tally kinds = new Tally();
    private final Times appends = new Times();
    private final Encoder out = new Encoder();

    /// @param log holds events alone; closed with this
    public Journal(Log log) {
        this.log = log;
    }

    /// Adds `event`. Once this returns it survives the end of the process; a loss of power only after [#sync].
    ///
    /// @throws LogFailure.Full where there is no room; nothing was added
    /// @throws IllegalArgumentException where it has more than [Log#LONGEST] bytes
    public void append(Event event) throws LogFailure {
        var begun = System.nanoTime();
        out.clear();
        Events.write(out, event);
        log.append(out.buffer(), 0, out.size());
        appends.add(System.nanoTime() - begun);
        kinds.add(event.getClass().getSimpleName());
    }

    /// Whether each of `events` is short enough to be added.
    public boolean holds(List<? extends Event> events) {
        for (var event : events) {
            out.clear();
            Events.write(out, event);
            if (out.size() > Log.LONGEST) {
                return false;
            }
        }
        return true;
    }

    /// Returns once every event is on disk.
    public void sync() throws LogFailure.Ended {
        if (log.size() > 0) {
            log.sync(log.size() - 1);
        }
    }

    /// How many events there are.
    public long size() {
        return log.size();
    }

    /// Lets go of events before `position`, as far as whole segments hold nothing else, but of none that happened at `from` or later.
    public void retain(long position, Instant from, Events.Releases releases) throws LogFailure, Corrupt {
        for (var stretch : log.stretches()) {
            if (stretch.behind() > position || !event(stretch.behind(), log.entry(stretch.behind()).bytes(), releases)
                    .at()
                    .isBefore(from)) {
                return;
            }
            log.retainFrom(stretch.behind());
        }
    }

    /// What all events come to, from a state that has seen the first of them. The ordinary way a state changes, one event after
    /// another: a restart has no other.
    ///
    /// @throws Corrupt where an event cannot be read, or the state is ahead of the journal
    public State replay(State from, Events.Releases releases) throws LogFailure, Corrupt {
        if (from.events() > log.size()) {
            throw new Corrupt("the state has seen %,d events, and the journal has %,d".formatted(from.events(), log
                    .size()));
        }
        var state = from;
        try (var reader = log.read(from.events())) {
            for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                state = state.after(event(entry.get().index(), entry.get().bytes(), releases));
            }
        }
        return state;
    }

    /// The first event that is still kept.
    public long first() {
        return log.firstRetained();
    }

    /// Events in order, as far as there are any.
    ///
    /// @throws LogFailure.Dropped where the first of them is no longer kept
    public List<Event> events(long from, int most, Events.Releases releases) throws LogFailure, Corrupt {
        var events = new ArrayList<Event>();
        try (var reader = log.read(from)) {
            for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                events.add(event(entry.get().index(), entry.get().bytes(), releases));
                if (events.size() == most) {
                    break;
                }
            }
        }
        return events;
    }

    private static Event event(long position, byte[] bytes, Events.Releases releases) throws Corrupt {
        try {
            return Events.decode(bytes, releases);
        } catch (Corrupt corrupt) {
            throw new Corrupt("event %,d of the journal: %s".formatted(position, corrupt.getMessage()));
        }
    }

    /// Adds what was counted since it was opened.
    public void write(Sheet sheet) {
        sheet.count("ambit_events", "Changes, by what happened.", kinds, "event");
        sheet.times("ambit_log_append_seconds", "Adding one entry, until the operating system has it.", appends, "log",
                "journal");
        log.write(sheet, "journal");
    }

    /// Why nothing can be added at the moment; empty where something can.
    public Optional<LogFailure> trouble() {
        return log.trouble();
    }

    @Override
    public void close() throws LogFailure {
        log.close();
    }
}
