package dev.ambit.server.effect;

import dev.ambit.core.obligation.Obligation;
import java.time.Duration;

/// Knows how to do what is owed of one kind.
public interface Effect {

    /// The kind of obligation it is for.
    String kind();

    /// How long one attempt may take; it is interrupted then, and has come to nothing.
    default Duration patience() {
        return Duration.ofSeconds(30);
    }

    /// Tries it. On a thread of its own, which may wait. It may have been done before: a process ended after the deed and
    /// before its event, or another node was as quick. What it throws is an attempt in vain, to be made again.
    Came carryOut(Obligation owed) throws Exception;

    /// What came of an attempt.
    sealed interface Came {
        /// It is done, and whoever had to confirm that has.
        ///
        /// @param note for the journal; may be empty
        record Done(String note) implements Came {}

        /// Not this time.
        record InVain(String why) implements Came {}

        /// Never, as it is: nobody tries again until an operator says so.
        record Hopeless(String why) implements Came {}
    }
}
