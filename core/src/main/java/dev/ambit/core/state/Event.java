package dev.ambit.core.state;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.control.Freeze;
import dev.ambit.core.obligation.Obligation;
import dev.ambit.core.obligation.Settlement;
import dev.ambit.core.grant.Approval;
import dev.ambit.core.grant.ApprovalAnswer;
import dev.ambit.core.grant.ApprovalCase.Status;
import dev.ambit.core.grant.ApprovalRequest;
import dev.ambit.core.policy.Release;
import dev.ambit.core.signal.Reading;
import dev.ambit.core.task.EndCause;
import dev.ambit.core.task.Opening;
import dev.ambit.core.task.PauseCause;
import dev.ambit.core.task.TaskId;
import dev.ambit.core.task.Usage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Something that happened, and the only way anything changes. An event says what is so now, not what was wished for:
/// whether it may happen was decided before, by `govern`.
public sealed interface Event {

    /// When it was accepted, in whole milliseconds, by the clock of whoever appended it.
    Instant at();

    /// Somebody wants a task; it begins with [TaskOpened].
    ///
    /// @param by who did it, here and below: a caller's name
    record TaskRequested(Instant at, Opening opening, String by) implements Event {
        public TaskRequested {
            at = whole(at);
        }
    }

    /// @param ends at the latest; [Instant#MAX] for no such bound
    record TaskOpened(Instant at, TaskId task, Instant ends) implements Event {
        public TaskOpened {
            at = whole(at);
            ends = whole(ends);
        }
    }

    record TaskExtended(Instant at, TaskId task, Instant ends, String by) implements Event {
        public TaskExtended {
            at = whole(at);
            ends = whole(ends);
        }
    }

    record TaskPaused(Instant at, TaskId task, PauseCause cause, String by) implements Event {
        public TaskPaused {
            at = whole(at);
        }
    }

    record TaskResumed(Instant at, TaskId task, String by) implements Event {
        public TaskResumed {
            at = whole(at);
        }
    }

    /// Everything that hangs from the task is over with it.
    record TaskEnded(Instant at, TaskId task, EndCause cause, String by) implements Event {
        public TaskEnded {
            at = whole(at);
        }
    }

    /// An ended task is no longer known by its id. Records and the journal go on telling of it.
    record TaskForgotten(Instant at, TaskId task) implements Event {
        public TaskForgotten {
            at = whole(at);
        }
    }

    /// What was used of limits and approvals, as totals; to be told twice does no harm.
    ///
    /// @param recorded every decision with a record before this one, counted from the first, is among the totals
    record UsageCounted(Instant at, Map<TaskId, Usage> tasks, Map<ApprovalKey, Long> approvals, long recorded)
            implements
                Event {
        public UsageCounted {
            at = whole(at);
            tasks = Collections.unmodifiableMap(new TreeMap<>(tasks));
            approvals = Collections.unmodifiableMap(new TreeMap<>(approvals));
        }
    }

    record ApprovalGiven(Instant at, Approval approval) implements Event {
        public ApprovalGiven {
            at = whole(at);
        }
    }

    record SignalRead(Instant at, Reading reading) implements Event {
        public SignalRead {
            at = whole(at);
        }
    }

    /// An operator wants something stopped. It is from then on, unless the freeze says that a second has to confirm it.
    record FreezeAsked(Instant at, Freeze freeze) implements Event {
        public FreezeAsked {
            at = whole(at);
        }
    }

    /// A second operator confirms what waits for that: a freeze, or that one is lifted.
    record FreezeConfirmed(Instant at, String freeze, String by) implements Event {
        public FreezeConfirmed {
            at = whole(at);
        }
    }

    /// What was stopped may go on, at once or once a second operator confirms it.
    record LiftAsked(Instant at, String freeze, String reason, String by, boolean needsTwo) implements Event {
        public LiftAsked {
            at = whole(at);
        }
    }

    /// A message of `source` was heard whole, so that it is known again when it is repeated.
    record MessageHeard(Instant at, String source, String id) implements Event {
        public MessageHeard {
            at = whole(at);
        }
    }

    /// Somebody wants a task although its profile would not let it open; it begins with [TaskOpened]. That it has to be
    /// reviewed is owed from then on.
    ///
    /// @param person    who broke the glass
    /// @param reviewDue by when somebody else has to look at it
    record GlassBroken(Instant at, Opening opening, EntityUid person, String reason, Instant reviewDue, String by)
            implements
                Event {
        public GlassBroken {
            at = whole(at);
            reviewDue = whole(reviewDue);
        }
    }

    /// Something has to be done. To be told of one that is owed already changes nothing.
    record ObligationOwed(Instant at, Obligation obligation) implements Event {
        public ObligationOwed {
            at = whole(at);
        }
    }

    /// What is owed was tried in vain.
    ///
    /// @param next when it is to be tried again; [Instant#MAX] where trying again is of no use
    record ObligationTried(Instant at, String obligation, String why, Instant next) implements Event {
        public ObligationTried {
            at = whole(at);
            next = whole(next);
            why = Obligation.cut(why);
        }
    }

    /// An operator wants it tried again at once.
    record ObligationRetried(Instant at, String obligation, String by) implements Event {
        public ObligationRetried {
            at = whole(at);
        }
    }

    /// It is not done, and was due. This is an alarm.
    record ObligationLate(Instant at, String obligation) implements Event {
        public ObligationLate {
            at = whole(at);
        }
    }

    /// It is owed no longer.
    record ObligationSettled(Instant at, String obligation, Settlement how, String note, String by) implements Event {
        public ObligationSettled {
            at = whole(at);
            note = Obligation.cut(note);
        }
    }

    /// From now on these rules hold, for tasks that are under way as well.
    record ReleaseLoaded(Instant at, Release release, String by) implements Event {
        public ReleaseLoaded {
            at = whole(at);
        }
    }

    /// People are asked to approve a request.
    record ApprovalAsked(Instant at, ApprovalRequest request) implements Event {
        public ApprovalAsked {
            at = whole(at);
        }
    }

    /// One person has answered the request with `id`. What comes of it are further events.
    record ApprovalAnswered(Instant at, String id, ApprovalAnswer answer) implements Event {
        public ApprovalAnswered {
            at = whole(at);
        }
    }

    /// The request with `id` needs no further answer.
    ///
    /// @param status any but pending
    /// @param until  as long as what was approved is good at most; empty unless it was
    record ApprovalSettled(Instant at, String id, Status status, Optional<Instant> until, String by) implements Event {
        public ApprovalSettled {
            at = whole(at);
            until = until.map(Event::whole);
            if (status == Status.PENDING) {
                throw new IllegalArgumentException("what is settled is not pending");
            }
        }
    }

    /// A settled request is no longer known by its id. The journal goes on telling of it.
    record ApprovalForgotten(Instant at, String id) implements Event {
        public ApprovalForgotten {
            at = whole(at);
        }
    }

    private static Instant whole(Instant instant) {
        return instant.equals(Instant.MAX) ? instant : instant.truncatedTo(ChronoUnit.MILLIS);
    }
}
