package dev.ambit.core.obligation;

import dev.ambit.cedar.value.RecordValue;
import dev.ambit.core.task.TaskId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/// One thing owed. Whoever knows how to do things of its kind is told the id and the facts, and nothing else: an
/// obligation is done any number of times, by any number of nodes, before one event says that it is done, so that doing it
/// again must do no harm.
///
/// To have something of a new kind done: owe it, by a fold over the event that brings it about (see `State.glassBroken`)
/// or by `Command.Owe`, under an id made of the kind and of what it is about, so that it is owed once; and register an
/// `Effect` for the kind with the server's `Effects`. For what people have to do there is no effect, and `next` is never.
///
/// @param id       unique among those that are owed: `KIND:REST`
/// @param kind     what is to be done, such as `review`
/// @param task     from which it hangs, if any
/// @param facts    all that is needed to do it; never a secret. At most [#MOST_FACTS] of them
/// @param since    when it came to be owed
/// @param due      from then on it is late
/// @param next     not to be tried before; [Instant#MAX] where nobody but people can do it, or nobody is to try again
/// @param attempts how often it was tried in vain
/// @param failure  what came of the last of these
/// @param isLate   whether that was noted
public record Obligation(
        String id,
        String kind,
        Optional<TaskId> task,
        RecordValue facts,
        Instant since,
        Instant due,
        Instant next,
        int attempts,
        Optional<Failure> failure,
        boolean isLate) {
    /// The most facts of one obligation.
    public static final int MOST_FACTS = 32;
    /// The longest text about a failure or an end, in UTF-16 units; what is longer is cut.
    public static final int LONGEST_NOTE = 500;
    /// The most obligations there may be at once, beyond those that follow from events.
    public static final int MOST = 1_000_000;

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,31}:[A-Za-z0-9._:~-]{1,200}");

    /// What came of an attempt that was in vain.
    public record Failure(Instant at, String why) {
        public Failure {
            at = whole(at);
            why = cut(why);
        }
    }

    /// @throws IllegalArgumentException where the id is not made of the kind and a rest, or there are too many facts
    public Obligation {
        since = whole(since);
        due = whole(due);
        next = whole(next);
        if (!ID.matcher(id).matches() || !id.startsWith(kind + ":")) {
            throw new IllegalArgumentException("obligation `%s` of kind `%s` is not called so".formatted(id, kind));
        }
        if (facts.attributes().size() > MOST_FACTS || attempts < 0) {
            throw new IllegalArgumentException("obligation `%s` has more than %d facts".formatted(id, MOST_FACTS));
        }
    }

    /// Something for an effect to do at once.
    ///
    /// @param rest what tells it from others of its kind: letters, digits, `.`, `_`, `:`, `~`, `-`, at most 200
    public static Obligation of(String kind, String rest, Optional<TaskId> task, RecordValue facts, Instant since,
            Instant due) {
        return new Obligation(kind + ":" + rest, kind, task, facts, since, due, since, 0, Optional.empty(), false);
    }

    /// Something that people have to do.
    public static Obligation ofPeople(String kind, String rest, Optional<TaskId> task, RecordValue facts,
            Instant since, Instant due) {
        return new Obligation(kind + ":" + rest, kind, task, facts, since, due, Instant.MAX, 0, Optional.empty(),
                false);
    }

    /// Whether it was tried and nobody is to try again until an operator says so.
    public boolean hasFailed() {
        return failure.isPresent() && next.equals(Instant.MAX);
    }

    /// Whether it is late at `now`.
    public boolean isLateAt(Instant now) {
        return !now.isBefore(due);
    }

    /// This, tried in vain, and to be tried again at `again`.
    public Obligation tried(Failure came, Instant again) {
        return new Obligation(id, kind, task, facts, since, due, again, attempts == Integer.MAX_VALUE
                ? attempts
                : attempts + 1, Optional.of(came), isLate);
    }

    /// This, to be tried from `again` on.
    public Obligation dueAgain(Instant again) {
        return new Obligation(id, kind, task, facts, since, due, again, attempts, failure, isLate);
    }

    public Obligation late() {
        return new Obligation(id, kind, task, facts, since, due, next, attempts, failure, true);
    }

    /// `text`, no longer than [#LONGEST_NOTE].
    public static String cut(String text) {
        return text.length() <= LONGEST_NOTE ? text : text.substring(0, LONGEST_NOTE - 1) + "…";
    }

    private static Instant whole(Instant instant) {
        return instant.equals(Instant.MAX) ? instant : instant.truncatedTo(ChronoUnit.MILLIS);
    }
}
