package dev.ambit.server.house;

import dev.ambit.core.state.Event;
import dev.ambit.core.state.State;
import dev.ambit.server.journal.Journal;
import dev.ambit.server.log.store.LogFailure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What the registrar appends between two syncs, and what it comes to. The state is always what the journal says.
final class Turn {
    private final Journal journal;
    private final List<Event> appended = new ArrayList<>();
    private State state;
    private String full = "";

    Turn(Journal journal, State state) {
        this.journal = journal;
        this.state = state;
    }

    State state() {
        return state;
    }

    List<Event> appended() {
        return Collections.unmodifiableList(appended);
    }

    /// Appends `events` in order, as far as there is room.
    ///
    /// @return whether there was for all
    boolean append(List<? extends Event> events) throws LogFailure.Ended {
        for (var event : events) {
            if (!append(event)) {
                return false;
            }
        }
        return true;
    }

    private boolean append(Event event) throws LogFailure.Ended {
        if (isFull()) {
            return false;
        }
        try {
            journal.append(event);
        } catch (LogFailure.Ended ended) {
            throw ended;
        } catch (LogFailure refused) {
            full = String.valueOf(refused.getMessage());
            return false;
        }
        state = state.after(event);
        appended.add(event);
        return true;
    }

    /// Whether something found no room; nothing more is appended in this turn.
    boolean isFull() {
        return !full.isEmpty();
    }

    /// Why there was no room.
    String whyFull() {
        return full;
    }
}
