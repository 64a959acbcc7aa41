package dev.ambit.core.task;

import java.time.Instant;

/// Where a task stands: requested, then open, perhaps paused and open again, and at last ended, which is for good.
public sealed interface Life {
    /// Wanted, and not begun.
    ///
    /// @param begins when it is to be opened
    record Requested(Instant begins) implements Life {}

    /// Something may be done.
    enum Open implements Life {
        OPEN
    }

    /// Nothing may be done until somebody resumes it; its time goes on.
    record Paused(Instant since, PauseCause cause) implements Life {}

    record Ended(Instant at, EndCause cause) implements Life {}

    default boolean isEnded() {
        return this instanceof Ended;
    }
}
