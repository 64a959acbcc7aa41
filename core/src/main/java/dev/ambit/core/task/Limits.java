package dev.ambit.core.task;

import dev.ambit.cedar.value.IpValue;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/// Bounds on what may be done in a task. A profile has limits, a task may have narrower ones of its own, and both hold.
///
/// @param duration     from opening to end
/// @param idle         after which a task ends when nothing was asked in it
/// @param uses         permits in the life of a task, those of its sub-tasks included; at least 1
/// @param networks     from one of which a request must come; empty where any will do
/// @param environments in one of which the principal must run; empty where any will do
/// @param delegation   how many hops below the task another may exist; 0 for none, [#MOST_HOPS] for no bound
public record Limits(
        Optional<Duration> duration,
        Optional<Duration> idle,
        OptionalLong uses,
        Optional<Rate> rate,
        List<IpValue> networks,
        Set<String> environments,
        int delegation) {

    /// The most hops a chain of delegation may have, whatever profiles say.
    public static final int MOST_HOPS = 64;

    /// Nothing beyond what others demand.
    public static final Limits NONE = new Limits(Optional.empty(), Optional.empty(), OptionalLong.empty(),
            Optional.empty(), List.of(), Set.of(), Limits.MOST_HOPS);

    /// No task lasts longer, whatever its profile says: about ten years.
    public static final Duration LONGEST = Duration.ofDays(3660);

    /// @throws IllegalArgumentException where a stretch of time is not between a millisecond and [#LONGEST], or a number
    ///     is too small
    public Limits {
        duration.ifPresent(Limits::checkStretch);
        idle.ifPresent(Limits::checkStretch);
        networks = List.copyOf(networks);
        environments = Collections.unmodifiableSet(new TreeSet<>(environments));
        if (uses.isPresent() && uses.getAsLong() < 1 || delegation < 0 || delegation > MOST_HOPS) {
            throw new IllegalArgumentException(
                    "a task has at least one use, and delegation from 0 to %d hops".formatted(MOST_HOPS));
        }
    }

    private static void checkStretch(Duration stretch) {
        if (stretch.toMillis() < 1 || stretch.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("%s is not between a millisecond and %s".formatted(stretch, LONGEST));
        }
    }
}
