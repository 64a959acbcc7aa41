package dev.ambit.core.govern;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.control.Target;
import dev.ambit.core.grant.Approval;
import dev.ambit.core.grant.ApprovalRequest;
import dev.ambit.core.obligation.Obligation;
import dev.ambit.core.task.EndCause;
import dev.ambit.core.task.Opening;
import dev.ambit.core.task.TaskId;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// What somebody wants done to tasks. Whether it may be is for the [Governor] to say.
public sealed interface Command {

    /// Open a task, now or when it is to begin; below another if the opening says so.
    record Open(Opening opening) implements Command {}

    /// Let a task end later than it would, within its profile's limits, or sooner.
    record Extend(TaskId task, Instant ends) implements Command {}

    record Pause(TaskId task) implements Command {}

    /// Let a paused task go on.
    ///
    /// @param person who wants it, where whoever asks speaks for somebody
    record Resume(TaskId task, Optional<EntityUid> person) implements Command {
        /// As nobody in particular.
        public Resume(TaskId task) {
            this(task, Optional.empty());
        }
    }

    /// Open a task although its profile's conditions would not let it open, as `person`.
    record BreakGlass(Opening opening, EntityUid person, String reason) implements Command {}

    /// Say, having looked at it, whether it was right to break the glass for a task.
    ///
    /// @param person who looked, where whoever asks speaks for somebody
    record Review(TaskId task, Optional<EntityUid> person, Verdict verdict, String note) implements Command {
        /// What a review comes to.
        public enum Verdict {
            JUSTIFIED, UNJUSTIFIED
        }
    }

    /// Owe something, once: see [Obligation].
    record Owe(Obligation obligation) implements Command {}

    /// Say that what is owed was tried in vain.
    ///
    /// @param next when to try again; [Instant#MAX] where that is of no use
    record Tried(String obligation, String why, Instant next) implements Command {}

    /// Say that it is done.
    record Done(String obligation, String note) implements Command {}

    /// Try it again now.
    record Retry(String obligation) implements Command {}

    /// Owe it no longer although it is not done.
    record Abandon(String obligation, String reason) implements Command {}

    /// End a task and everything below it.
    ///
    /// @param cause [EndCause#COMPLETED] or [EndCause#REVOKED]
    record End(TaskId task, EndCause cause) implements Command {
        public End {
            if (cause != EndCause.COMPLETED && cause != EndCause.REVOKED) {
                throw new IllegalArgumentException("nobody can end a task because %s".formatted(cause.words()));
            }
        }
    }

    /// Stop something.
    ///
    /// @param byTwo whether a second operator has to confirm it, whatever the organisation's controls say
    record Freeze(String id, Target target, String reason, boolean byTwo) implements Command {}

    /// Confirm, as the second operator, what waits for that: a freeze, or that one is lifted.
    record Confirm(String freeze) implements Command {}

    /// Let go on what was stopped; a freeze that nobody has confirmed is withdrawn.
    ///
    /// @param byTwo as for [Freeze]
    record Lift(String freeze, String reason, boolean byTwo) implements Command {}

    /// Let a request through that people have approved.
    record Approve(Approval approval) implements Command {}

    /// Ask people to approve requests that were held, all of them or none. To ask for the same again is to have asked.
    record Ask(List<ApprovalRequest> requests) implements Command {
        public Ask {
            requests = List.copyOf(requests);
        }
    }

    /// Answer requests for approval as `person`: one, or several that are alike.
    ///
    /// @param comment may be empty
    record Respond(List<String> requests, EntityUid person, boolean approves, String comment) implements Command {
        /// Most requests that one answer is for.
        public static final int MOST = 50;

        public Respond {
            requests = List.copyOf(new LinkedHashSet<>(requests));
            if (requests.isEmpty() || requests.size() > MOST) {
                throw new IllegalArgumentException("an answer is for 1 to %d requests".formatted(MOST));
            }
        }
    }

    /// Ask no longer.
    record Withdraw(String request) implements Command {}
}
