package dev.ambit.server.pdp.api;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.signal.Message.Said;
import dev.ambit.core.signal.Reading;
import dev.ambit.core.signal.Signal;
import dev.ambit.core.signal.Standing;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The house behind the routes of signals.
///
/// Called on an event loop, and returns at once. What is said is answered once the journal has it. A failed future tells the
/// caller that Ambit failed. Roles have been checked; whether a caller may say what it says is for the house.
public interface Signals {

    /// The catalogue in force, by name.
    Collection<Signal> catalogue();

    /// One signal of the catalogue in force.
    Optional<Signal> signal(String name);

    /// What is known of `signal` for one subject, from memory.
    Seen standing(Signal signal, EntityUid subject);

    /// What is known of `signal`, by the ids of subjects.
    ///
    /// @param after only those after it
    /// @param most  at least 1
    CompletableFuture<Listed> standings(Signal signal, Optional<String> after, int most);

    /// Says what is so.
    ///
    /// @param source as whom; empty for the caller itself, or in development mode for the signal's own source
    CompletableFuture<Result> say(By by, Said said, Optional<String> source);

    /// What came of it.
    sealed interface Result {
        /// What is known now.
        ///
        /// @param isSpokenFor whether the caller spoke for a source that it is not, as it may in development mode
        record Now(Seen seen, boolean isSpokenFor) implements Result {}

        record Not(Refused refused) implements Result {}
    }

    /// What is known of a signal for one subject.
    ///
    /// @param last the last reading, however old
    /// @param at   as of when
    record Seen(Signal signal, EntityUid subject, Standing standing, Optional<Reading> last, Instant at) {}

    /// One stretch of a list.
    ///
    /// @param isLast whether nothing comes after it
    record Listed(List<Seen> seen, boolean isLast) {
        public Listed {
            seen = List.copyOf(seen);
        }
    }
}
