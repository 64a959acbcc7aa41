package dev.ambit.core.control;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;

/// Something stopped by operators, until it is lifted.
///
/// @param id     unique
/// @param reason for operators and records; 1 to [#LONGEST_REASON] characters
/// @param since  when it was asked for
/// @param by     who asked for it: the name of a caller
/// @param second who confirmed it, where it took two
/// @param lifter who asked for it to be lifted, where that takes two
public record Freeze(
        String id,
        Target target,
        String reason,
        Instant since,
        String by,
        Standing standing,
        Optional<String> second,
        Optional<String> lifter) {
    /// The most freezes there may be at once.
    public static final int MOST = 1_000;
    /// The longest reason, in UTF-16 units.
    public static final int LONGEST_REASON = 500;

    static final Comparator<Freeze> ORDER = Comparator.comparing(Freeze::since).thenComparing(Freeze::id);

    /// Where a freeze stands. Once it is lifted there is none.
    public enum Standing {
        /// Nothing is stopped until a second operator confirms it.
        ASKED,
        /// What it covers is stopped.
        IN_FORCE,
        /// As before, and over once a second operator confirms that.
        LIFT_ASKED
    }

    /// @throws IllegalArgumentException where there is no reason, or too much of one
    public Freeze {
        since = since.truncatedTo(ChronoUnit.MILLIS);
        if (!isReason(reason)) {
            throw new IllegalArgumentException("freeze `%s` has no reason of 1 to %d characters".formatted(id,
                    LONGEST_REASON));
        }
    }

    /// In force at once, or once a second operator confirms it.
    public static Freeze of(String id, Target target, String reason, Instant since, String by, boolean needsTwo) {
        return new Freeze(id, target, reason, since, by, needsTwo ? Standing.ASKED : Standing.IN_FORCE, Optional
                .empty(), Optional.empty());
    }

    /// Whether `text` says why.
    public static boolean isReason(String text) {
        return !text.isBlank() && text.length() <= LONGEST_REASON;
    }

    public boolean isInForce() {
        return standing != Standing.ASKED;
    }

    /// Who asked for what a second operator has to confirm; empty where nothing waits for one.
    public Optional<String> waitsAfter() {
        return switch (standing) {
            case ASKED -> Optional.of(by);
            case IN_FORCE -> Optional.empty();
            case LIFT_ASKED -> lifter;
        };
    }

    /// This, confirmed by `other`.
    public Freeze confirmed(String other) {
        return new Freeze(id, target, reason, since, by, Standing.IN_FORCE, Optional.of(other), Optional.empty());
    }

    /// This, to be lifted if a second operator confirms what `other` asks.
    public Freeze liftAsked(String other) {
        return new Freeze(id, target, reason, since, by, Standing.LIFT_ASKED, second, Optional.of(other));
    }
}
