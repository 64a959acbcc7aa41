package dev.ambit.server.pip.ssf;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;

/// Whether a stream has shown that it works (SSF 1.0 §8.1.4): when it has to again, and what it has to answer. Thread-safe; what it
/// is asked with is for the caller to make up, and nobody else can know it.
final class Verification {
    /// How often a stream has to show that it works, where the transmitter says nothing else.
    static final Duration EVERY = Duration.ofMinutes(10);
    /// How long an answer may take to come.
    static final Duration WITHIN = Duration.ofMinutes(1);

    /// Most answers that are waited for at a time; of more, the oldest is given up.
    private static final int MOST_AWAITED = 8;

    private final ArrayDeque<String> awaited = new ArrayDeque<>();
    private Optional<Instant> asked = Optional.empty();
    private Optional<Instant> verified = Optional.empty();

    /// Whether it has to be asked now: never more often than its transmitter allows, and often enough for one that looks for signs
    /// of us.
    synchronized boolean isDue(Stream stream, Instant now) {
        return asked.isEmpty() || !now.isBefore(asked.get().plus(interval(stream)));
    }

    static Duration interval(Stream stream) {
        var wanted = stream.inactivity().map(time -> time.dividedBy(2)).filter(half -> half.compareTo(EVERY) < 0)
                .orElse(EVERY);
        return stream.pause().filter(least -> least.compareTo(wanted) > 0).orElse(wanted);
    }

    /// It is asked with `state`.
    synchronized void asked(String state, Instant now) {
        awaited.addLast(state);
        if (awaited.size() > MOST_AWAITED) {
            awaited.removeFirst();
        }
        asked = Optional.of(now);
    }

    /// It cannot be asked now, and is again when it is due.
    synchronized void put(Instant now) {
        asked = Optional.of(now);
        awaited.clear();
    }

    /// A verification event came.
    ///
    /// @param state that it has; a transmitter may send one by itself, without
    /// @return whether it is what was asked for, or came by itself
    synchronized boolean came(Optional<String> state, Instant now) {
        var isOurs = state.isEmpty() || awaited.remove(state.get());
        if (isOurs) {
            verified = Optional.of(now);
        }
        return isOurs;
    }

    /// Whether what was asked for should be here by now.
    synchronized boolean isOverdue(Instant now) {
        return !awaited.isEmpty() && asked.isPresent() && !now.isBefore(asked.get().plus(WITHIN));
    }

    synchronized Optional<Instant> lastAsked() {
        return asked;
    }

    synchronized Optional<Instant> lastVerified() {
        return verified;
    }
}
