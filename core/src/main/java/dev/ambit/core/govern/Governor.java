package dev.ambit.core.govern;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.decision.TaskQuestion;
import dev.ambit.core.decision.Uses;
import dev.ambit.core.govern.Answer.Accepted;
import dev.ambit.core.govern.Answer.Refused;
import dev.ambit.core.govern.Refusal.Code;
import dev.ambit.core.grant.Approval;
import dev.ambit.core.policy.Profile;
import dev.ambit.core.state.Event.ApprovalGiven;
import dev.ambit.core.state.Event.MessageHeard;
import dev.ambit.core.state.Event.GlassBroken;
import dev.ambit.core.state.Event.ObligationLate;
import dev.ambit.core.state.Event.ReleaseLoaded;
import dev.ambit.core.state.Event.SignalRead;
import dev.ambit.core.state.Event.TaskEnded;
import dev.ambit.core.state.Event.TaskExtended;
import dev.ambit.core.state.Event.TaskForgotten;
import dev.ambit.core.state.Event.TaskOpened;
import dev.ambit.core.state.Event.TaskPaused;
import dev.ambit.core.state.Event.TaskRequested;
import dev.ambit.core.state.Event.TaskResumed;
import dev.ambit.core.signal.Reading;
import dev.ambit.core.signal.SignOfLife;
import dev.ambit.core.state.Event;
import dev.ambit.core.state.State;
import dev.ambit.core.task.EndCause;
import dev.ambit.core.task.Life;
import dev.ambit.core.task.Opening;
import dev.ambit.core.task.PauseCause;
import dev.ambit.core.task.Task;
import dev.ambit.core.task.TaskId;
import dev.ambit.core.task.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Says what must happen next. Nothing here happens: whoever asks appends the events to the journal, and asks again after
/// each, since one end brings on others.
///
/// No decision waits for it. A task whose time is up, whose condition fails or whose parent is over is denied everything
/// from that instant on; the governor makes it known, and what hangs from the task be cleared away.
public final class Governor {
    /// Under which name events stand that nobody asked for.
    public static final String SELF = "governor";
    /// Most events returned at once, so that whoever asks can do other things in between. There may be more: ask again.
    public static final int MOST = 10_000;

    private Governor() {}

    // When somebody wants something.

    /// What comes of `command`, given by `by` at `now`.
    public static Answer answer(State state, Command command, String by, Instant now) {
        var time = state.notBefore(now);
        return switch (command) {
            case Command.Open(var opening) -> open(state, opening, by, time);
            case Command.Extend(var id, var ends) -> extend(state, id, ends, by, time);
            case Command.Pause(var id) -> pause(state, id, by, time);
            case Command.Resume resume -> resume(state, resume, by, time);
            case Command.BreakGlass broken -> breakGlass(state, broken, by, time);
            case Command.Review review -> Duty.review(state, review, by, time);
            case Command.Owe(var owed) -> Duty.owe(state, owed, time);
            case Command.Tried tried -> Duty.tried(state, tried, time);
            case Command.Done done -> Duty.done(state, done, by, time);
            case Command.Retry(var owed) -> Duty.retry(state, owed, by, time);
            case Command.Abandon abandoned -> Duty.abandon(state, abandoned, by, time);
            case Command.End(var id, var cause) -> end(state, id, cause, by, time);
            case Command.Freeze freeze -> Freezing.freeze(state, freeze, by, time);
            case Command.Confirm(var freeze) -> Freezing.confirm(state, freeze, by, time);
            case Command.Lift lift -> Freezing.lift(state, lift, by, time);
            case Command.Approve(var approval) -> approve(state, approval, time);
            case Command.Ask(var requests) -> Asking.ask(state, requests, time);
            case Command.Respond respond -> Asking.respond(state, respond, by, time);
            case Command.Withdraw(var id) -> Asking.withdraw(state, id, by, time);
        };
    }

    private static Answer open(State state, Opening wanted, String by, Instant now) {
        var opening = Admission.typed(state, wanted);
        var refusals = Admission.refusals(state, opening, now);
        if (!refusals.isEmpty()) {
            return new Refused(refusals);
        }
        var requested = new TaskRequested(now, opening, by);
        if (opening.begins().filter(now::isBefore).isPresent()) {
            return accepted(requested);
        }
        var profile = state.release().profile(opening.profile()).orElseThrow();
        var end = Admission.end(state, Admission.task(opening, now), profile, now);
        return accepted(requested, new TaskOpened(now, opening.id(), end));
    }

    private static Answer extend(State state, TaskId id, Instant ends, String by, Instant now) {
        var task = state.task(id);
        if (task == null || task.life().isEnded()) {
            return notLive(task, id);
        }
        if (task.life() instanceof Life.Requested) {
            return refused(Code.TASK_NOT_OPEN, id);
        }
        if (!now.isBefore(ends)) {
            return refused(Code.ALREADY_OVER, ends);
        }
        var latest = latestEnd(state, task);
        return ends.isAfter(latest)
                ? refused(Code.TOO_LATE, id, latest, ends)
                : accepted(new TaskExtended(now, id, ends, by));
    }

    /// As late as the profile in force and the task above allow.
    private static Instant latestEnd(State state, Task task) {
        return state.release().profile(task.profile())
                .map(profile -> Admission.latestEnd(state, task, profile, task.begins()))
                .orElse(task.ends());
    }

    private static Answer pause(State state, TaskId id, String by, Instant now) {
        var task = state.task(id);
        if (task == null || task.life().isEnded()) {
            return notLive(task, id);
        }
        return switch (task.life()) {
            case Life.Open _ -> accepted(new TaskPaused(now, id, PauseCause.OPERATOR, by));
            case Life.Paused _ -> accepted();
            case Life.Requested _,Life.Ended _ -> refused(Code.TASK_NOT_OPEN, id);
        };
    }

    private static Answer breakGlass(State state, Command.BreakGlass broken, String by, Instant now) {
        var opening = broken.opening();
        var refusals = Admission.refusals(state, broken, now);
        if (!refusals.isEmpty()) {
            return new Refused(refusals);
        }
        var profile = state.release().profile(opening.profile()).orElseThrow();
        var review = now.plus(profile.breakGlass().orElseThrow().reviewWithin());
        var end = Admission.end(state, Admission.task(opening, now).breakingGlass(), profile, now);
        return accepted(new GlassBroken(now, opening, broken.person(), broken.reason(), review, by),
                new TaskOpened(now, opening.id(), end));
    }

    private static Answer resume(State state, Command.Resume resume, String by, Instant now) {
        var id = resume.task();
        var task = state.task(id);
        if (task == null || task.life().isEnded()) {
            return notLive(task, id);
        }
        return switch (task.life()) {
            case Life.Open _ -> accepted();
            case Life.Paused _ -> mayNotResume(state, task, resume.person())
                    .or(() -> stillPauses(state, task, now))
                    .<Answer>map(refusal -> new Refused(List.of(refusal)))
                    .orElseGet(() -> accepted(new TaskResumed(now, id, by)));
            case Life.Requested _,Life.Ended _ -> refused(Code.TASK_NOT_PAUSED, id);
        };
    }

    /// Where a profile says who resumes, nobody else does, and nobody who asks in the task or above it.
    private static Optional<Refusal> mayNotResume(State state, Task task, Optional<EntityUid> person) {
        return state.release().profile(task.profile()).flatMap(profile -> profile.reauthorization().by())
                .filter(group -> person.filter(who -> state.release().entities().isIn(who, group) && !asksIn(state,
                        task,
                        who)).isEmpty())
                .map(group -> Refusal.of(Code.REAUTHORIZER_NOT_ALLOWED, task.id(), group));
    }

    private static boolean asksIn(State state, Task task, EntityUid person) {
        for (var next = task; next != null; next = next.parent().map(state::task).orElse(null)) {
            if (next.principal().equals(person)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Refusal> stillPauses(State state, Task task, Instant now) {
        return state.release().profile(task.profile()).flatMap(profile -> profile.pausesWhen()
                .filter(condition -> new TaskQuestion(state, task, profile, now).holds(condition))
                .map(condition -> Refusal.of(Code.STILL_PAUSES, profile.name(), condition.text())));
    }

    /// To end what is over already is to have what one wants.
    private static Answer end(State state, TaskId id, EndCause cause, String by, Instant now) {
        var task = state.task(id);
        if (task == null) {
            return refused(Code.TASK_UNKNOWN, id);
        }
        return task.life().isEnded() ? accepted() : accepted(new TaskEnded(now, id, cause, by));
    }

    private static Answer approve(State state, Approval approval, Instant now) {
        var task = state.task(approval.task());
        if (task == null || task.life().isEnded()) {
            return notLive(task, approval.task());
        }
        var refusals = Leave.refusals(state, task, approval, now);
        return refusals.isEmpty() ? accepted(new ApprovalGiven(now, approval)) : new Refused(refusals);
    }

    static Answer notLive(@Nullable Task task, TaskId id) {
        return refused(task == null ? Code.TASK_UNKNOWN : Code.TASK_OVER, id);
    }

    static Answer accepted(Event... events) {
        return new Accepted(List.of(events));
    }

    static Answer refused(Code code, Object... facts) {
        return new Refused(List.of(Refusal.of(code, facts)));
    }

    // When time passes.

    /// What must happen by `now` because of time alone: tasks that begin, end or can be forgotten, most overdue first, and
    /// requests for approval that expire or can be forgotten, and what is owed and late.
    ///
    /// @param uses what was used since the state was made: a task that was asked in is not idle
    public static List<Event> due(State state, Uses uses, Instant now) {
        var time = state.notBefore(now);
        return Stream.concat(
                state.tasksDue(time).flatMap(task -> due(state, task, uses, time)),
                Stream.concat(
                        state.approvalCasesDue(time).map(each -> Asking.due(each, time)),
                        state.obligationsDue(time).map(owed -> new ObligationLate(time, owed.id())))).limit(MOST)
                .toList();
    }

    /// Like [#due(State, Uses, Instant)], where nothing was used that the state does not know.
    public static List<Event> due(State state, Instant now) {
        return due(state, Uses.AS_COUNTED, now);
    }

    private static Stream<Event> due(State state, Task task, Uses uses, Instant now) {
        var profile = state.release().profile(task.profile());
        return switch (task.life()) {
            case Life.Ended _ -> forgotten(state, task, now);
            case Life.Requested _ -> profile.isEmpty()
                    ? ended(task, EndCause.PROFILE, now)
                    : begun(state, task, profile.get(), now);
            case Life.Open _,Life.Paused _ -> profile.isEmpty()
                    ? ended(task, EndCause.PROFILE, now)
                    : timeIsUp(task, profile.get(), uses.of(task), now);
        };
    }

    private static Stream<Event> timeIsUp(Task task, Profile profile, Usage usage, Instant now) {
        if (!now.isBefore(profile.endOf(task))) {
            return ended(task, EndCause.DURATION, now);
        }
        return now.isBefore(profile.idleEndOf(task, usage)) ? Stream.empty() : ended(task, EndCause.IDLE, now);
    }

    /// A task is known as long as one below it is, which is told of it when it ends.
    private static Stream<Event> forgotten(State state, Task task, Instant now) {
        var below = state.tasksBelow(task.id()).filter(child -> !child.life().isEnded());
        var ends = below.map(child -> (Event) new TaskEnded(now, child.id(), EndCause.PARENT, SELF)).toList();
        return ends.isEmpty() ? Stream.of(new TaskForgotten(now, task.id())) : ends.stream();
    }

    private static Stream<Event> begun(State state, Task task, Profile profile, Instant now) {
        var above = task.parent().map(state::task);
        var canBegin = state.freezes().on(task, state.release().entities()) == null
                && (task.above() == null || above.filter(parent -> parent.life() instanceof Life.Open).isPresent())
                && Admission.conditions(state, task, profile, now).isEmpty();
        return canBegin
                ? Stream.of(new TaskOpened(now, task.id(), Admission.end(state, task, profile, now)))
                : ended(task, EndCause.NOT_OPENED, now);
    }

    private static Stream<Event> ended(Task task, EndCause cause, Instant now) {
        return Stream.of(new TaskEnded(now, task.id(), cause, SELF));
    }

    /// What must happen because readings stopped counting in `[from, to]`, for want of another in time, or because a source
    /// fell silent. The same tasks may be looked at twice; nothing happens twice.
    public static List<Event> expired(State state, Instant from, Instant to) {
        var now = state.notBefore(to);
        return state.readingsEnded(from, to)
                .flatMap(reading -> concerned(state, reading))
                .map(Task::id)
                .distinct()
                .map(state::task)
                .flatMap(Stream::ofNullable)
                .flatMap(task -> reconsidered(state, task, now))
                .limit(MOST)
                .toList();
    }

    /// Those that watch what a reading is about; where a source fell silent, what any of its readings is about.
    private static Stream<Task> concerned(State state, Reading reading) {
        return reading.signal().equals(SignOfLife.NAME)
                ? state.heard().filter(other -> other.source().equals(reading.source())).flatMap(other -> state
                        .tasksWatching(other.subject()))
                : state.tasksWatching(reading.subject());
    }

    // When something has happened.

    /// What must happen because of `event`, which `state` has seen: what is below an ended task ends, and what depends on a
    /// changed signal or release is looked at again.
    public static List<Event> affected(State state, Event event) {
        var now = state.at();
        return switch (event) {
            case TaskEnded(_, var id, _, _) -> below(state, id, now).limit(MOST).toList();
            case SignalRead(_, var reading) -> reconsidered(state, concerned(state, reading).distinct(), now);
            case MessageHeard _ -> List.of();
            case ReleaseLoaded _ -> reconsidered(state, state.release().profiles().keySet().stream().flatMap(
                    state::tasksUnder), now);
            case TaskOpened _,TaskRequested _,TaskExtended _,TaskPaused _,TaskResumed _,TaskForgotten _ -> List.of();
            case Event.UsageCounted _,ApprovalGiven _ -> List.of();
            case Event.ApprovalAsked _,Event.ApprovalAnswered _,Event.ApprovalSettled _,Event.ApprovalForgotten _ ->
                List.of();
            case GlassBroken _,Event.ObligationOwed _,Event.ObligationTried _,Event.ObligationRetried _ -> List.of();
            case ObligationLate _,Event.ObligationSettled _ -> List.of();
            case Event.FreezeAsked _,Event.FreezeConfirmed _,Event.LiftAsked _ -> List.of();
        };
    }

    private static Stream<Event> below(State state, TaskId id, Instant now) {
        return state.tasksBelow(id)
                .filter(child -> !child.life().isEnded())
                .map(child -> new TaskEnded(now, child.id(), EndCause.PARENT, SELF));
    }

    private static List<Event> reconsidered(State state, Stream<Task> tasks, Instant now) {
        return tasks.flatMap(task -> reconsidered(state, task, now)).limit(MOST).toList();
    }

    /// An open task may have to end or pause, a paused one to end or, where its profile says by what, to go on.
    private static Stream<Event> reconsidered(State state, Task task, Instant now) {
        var profile = state.release().profiles().get(task.profile());
        if (profile == null || !hasConditions(profile) || !isUnderWay(task)) {
            return Stream.empty();
        }
        var question = new TaskQuestion(state, task, profile, now);
        if (profile.lastsWhile(task).filter(condition -> !question.holds(condition)).isPresent()) {
            return ended(task, EndCause.CONDITION, now);
        }
        var pauses = profile.pausesWhen().filter(question::holds).isPresent();
        return switch (task.life()) {
            case Life.Open _ when pauses -> Stream.of(new TaskPaused(now, task.id(), PauseCause.CONDITION, SELF));
            case Life.Paused(_, var cause) when !pauses && cause == PauseCause.CONDITION && profile.reauthorization()
                    .when().filter(question::holds).isPresent() -> Stream.of(new TaskResumed(now, task.id(), SELF));
            case Life.Requested _,Life.Open _,Life.Paused _,Life.Ended _ -> Stream.empty();
        };
    }

    private static boolean hasConditions(Profile profile) {
        return profile.lastsWhile().isPresent() || profile.pausesWhen().isPresent();
    }

    private static boolean isUnderWay(Task task) {
        return task.life() instanceof Life.Open || task.life() instanceof Life.Paused;
    }
}
