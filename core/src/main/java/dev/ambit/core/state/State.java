package dev.ambit.core.state;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.core.obligation.Obligation;
import dev.ambit.core.control.Freeze;
import dev.ambit.core.control.Freezes;
import dev.ambit.core.grant.Approval;
import dev.ambit.core.grant.ApprovalCase;
import dev.ambit.core.grant.ApprovalRequest;
import dev.ambit.core.policy.Release;
import dev.ambit.core.signal.Reading;
import dev.ambit.core.state.Event.ApprovalAnswered;
import dev.ambit.core.state.Event.ApprovalAsked;
import dev.ambit.core.state.Event.ApprovalForgotten;
import dev.ambit.core.state.Event.ApprovalGiven;
import dev.ambit.core.state.Event.ApprovalSettled;
import dev.ambit.core.state.Event.GlassBroken;
import dev.ambit.core.state.Event.ObligationOwed;
import dev.ambit.core.state.Event.ObligationTried;
import dev.ambit.core.state.Event.ObligationRetried;
import dev.ambit.core.state.Event.ObligationLate;
import dev.ambit.core.state.Event.ObligationSettled;
import dev.ambit.core.state.Event.FreezeAsked;
import dev.ambit.core.state.Event.FreezeConfirmed;
import dev.ambit.core.state.Event.LiftAsked;
import dev.ambit.core.state.Event.MessageHeard;
import dev.ambit.core.state.Event.ReleaseLoaded;
import dev.ambit.core.state.Event.SignalRead;
import dev.ambit.core.state.Event.TaskEnded;
import dev.ambit.core.state.Event.TaskExtended;
import dev.ambit.core.state.Event.TaskForgotten;
import dev.ambit.core.state.Event.TaskOpened;
import dev.ambit.core.state.Event.TaskPaused;
import dev.ambit.core.state.Event.TaskRequested;
import dev.ambit.core.state.Event.TaskResumed;
import dev.ambit.core.state.Event.UsageCounted;
import dev.ambit.core.task.Life;
import dev.ambit.core.task.Opening;
import dev.ambit.core.task.Task;
import dev.ambit.core.task.TaskId;
import dev.ambit.core.task.Usage;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Everything known at one moment: what all events so far come to.
/// Immutable; published by one reference and read by any number of threads. Every event makes another state that shares
/// nearly all of this one.
public final class State {
    /// Before anything happened.
    public static final State EMPTY = new State(Tasks.NONE, Trie.by(State::keyOf), Trie.by(Approvals::task),
            Cases.NONE, Beside.NONE, Release.NONE, Instant.EPOCH, 0, 0, null);

    /// The kind of what is owed for a task that was opened by breaking the glass: that somebody looks at it.
    public static final String REVIEW = "review";

    private final Tasks tasks;
    private final Trie<SignalKey, Reading> readings;
    private final Trie<TaskId, Approvals> approvals;
    private final Cases cases;
    private final Beside beside;
    private final Release release;
    private final Instant at;
    private final long events;
    private final long recorded;
    private final @Nullable Contact contact;

    State(Tasks tasks, Trie<SignalKey, Reading> readings, Trie<TaskId, Approvals> approvals, Cases cases,
            Beside beside, Release release, Instant at, long events, long recorded, @Nullable Contact contact) {
        this.tasks = tasks;
        this.readings = readings;
        this.approvals = approvals;
        this.cases = cases;
        this.beside = beside;
        this.release = release;
        this.at = at;
        this.events = events;
        this.recorded = recorded;
        this.contact = contact;
    }

    /// As much of a state as is told: for deciding again what was decided by it.
    ///
    /// @param used    how often approvals were used
    /// @param freezes those that stopped one of the tasks
    public static State of(Release release, Instant at, long events, Collection<Task> tasks,
            Collection<Reading> readings,
            Map<Approval, Long> used, Collection<Freeze> freezes) {
        var heard = EMPTY.readings;
        for (var reading : readings) {
            heard = heard.with(reading);
        }
        var given = EMPTY.approvals;
        for (var approval : used.entrySet()) {
            var task = approval.getKey().task();
            var known = given.get(task);
            given = given.with((known == null ? Approvals.none(task) : known).with(approval.getKey(), at).used(approval
                    .getKey()
                    .id(), approval.getValue()));
        }
        return new State(Tasks.of(tasks, release), heard, given, Cases.NONE, Beside.NONE.with(Freezes.of(freezes)),
                release, at, events, 0, null);
    }

    static SignalKey keyOf(Reading reading) {
        return new SignalKey(reading.signal(), reading.subject());
    }

    // What is asked of it.

    /// The time of the latest event. Time does not run backwards: whatever a clock says, it is at least this.
    public Instant at() {
        return at;
    }

    /// `now`, or the time of the latest event where that is later.
    public Instant notBefore(Instant now) {
        return now.isBefore(at) ? at : now;
    }

    /// How many events it has seen: its position in the journal.
    public long events() {
        return events;
    }

    /// Every decision with a record before this one is counted in the usage of tasks and approvals.
    public long recorded() {
        return recorded;
    }

    public Release release() {
        return release;
    }

    /// How this node is in touch with the journal; empty where it is the journal.
    public Optional<Contact> contact() {
        return Optional.ofNullable(contact);
    }

    public int taskCount() {
        return tasks.all().size();
    }

    /// The task with `id`, or `null`.
    public @Nullable Task task(TaskId id) {
        return tasks.all().get(id);
    }

    /// All tasks, in no particular order.
    public Stream<Task> tasks() {
        return StreamSupport.stream(tasks.all().spliterator(), false);
    }

    /// The tasks delegated from `id` directly.
    public Stream<Task> tasksBelow(TaskId id) {
        return found(tasks.children().under(id));
    }

    /// In the order of ids.
    public Stream<Task> tasksUnder(String profile) {
        return found(tasks.profiles().under(profile));
    }

    /// In the order of ids.
    public Stream<Task> tasksOf(EntityUid principal) {
        return found(tasks.principals().under(principal));
    }

    /// Tasks that a signal about `subject` can end or pause.
    public Stream<Task> tasksWatching(EntityUid subject) {
        return found(tasks.watchers().under(subject));
    }

    /// Tasks for which something is due by `now`, most overdue first.
    public Stream<Task> tasksDue(Instant now) {
        return found(tasks.due().upTo(now));
    }

    /// When something is next due for some task or request; empty where time alone changes nothing.
    public Optional<Instant> nextDue() {
        return Stream.of(tasks.due().firstKey(), cases.due().firstKey(), beside.owed().due().firstKey())
                .flatMap(Stream::ofNullable)
                .min(Instant::compareTo)
                .filter(due -> !due.equals(Instant.MAX));
    }

    /// The readings that may have stopped counting in `[from, to]`, for want of another in time.
    public Stream<Reading> readingsEnded(Instant from, Instant to) {
        return StreamSupport.stream(beside.fresh().endedBetween(from, to).spliterator(), false)
                .map(key -> Objects.requireNonNull(readings.get(key)));
    }

    /// When a reading next stops counting after `after`, unless something is heard in time; empty where none does.
    public Optional<Instant> nextEnd(Instant after) {
        return Optional.ofNullable(beside.fresh().ends().firstKeyAfter(after));
    }

    private Stream<Task> found(Iterable<TaskId> ids) {
        return StreamSupport.stream(ids.spliterator(), false).map(tasks::get);
    }

    /// The last reading of a signal for one subject, or `null`.
    public @Nullable Reading reading(String signal, EntityUid subject) {
        return readings.get(new SignalKey(signal, subject));
    }

    /// Of how many subjects a reading is kept, each signal counted for itself.
    public int readingCount() {
        return readings.size();
    }

    /// The readings that are kept, in no particular order.
    public Stream<Reading> heard() {
        return StreamSupport.stream(readings.spliterator(), false);
    }

    /// Whether a message of `source` was heard before, as far back as they are remembered.
    public boolean hasHeard(String source, String message) {
        var known = messages().get(source);
        return known != null && known.has(message);
    }

    /// The approvals of a task that had not run out of time when the last of them was given.
    public List<Approval> approvals(TaskId task) {
        return approvalsOf(task).given();
    }

    /// How often an approval was used, as far as that was counted.
    public long usesOf(ApprovalKey approval) {
        return approvalsOf(approval.task()).usesOf(approval.approval());
    }

    private Approvals approvalsOf(TaskId task) {
        var given = approvals.get(task);
        return given == null ? Approvals.none(task) : given;
    }

    /// The request for approval with `id`, or `null`.
    public @Nullable ApprovalCase approvalCase(String id) {
        return cases.all().get(id);
    }

    /// All requests for approval, in no particular order.
    public Stream<ApprovalCase> approvalCases() {
        return StreamSupport.stream(cases.all().spliterator(), false);
    }

    /// The requests for approval made in a task, in the order they were asked.
    public List<ApprovalCase> approvalCases(TaskId task) {
        return cases.of(task);
    }

    /// Requests for approval for which something is due by `now`.
    public Stream<ApprovalCase> approvalCasesDue(Instant now) {
        return StreamSupport.stream(cases.due().upTo(now).spliterator(), false)
                .flatMap(task -> cases.of(task).stream())
                .filter(each -> !now.isBefore(each.due()));
    }

    /// What operators have stopped.
    public Freezes freezes() {
        return beside.freezes();
    }

    /// What is owed by that id, or `null`.
    public @Nullable Obligation obligation(String id) {
        return beside.owed().all().get(id);
    }

    public int obligationCount() {
        return beside.owed().all().size();
    }

    /// All that is owed, in no particular order.
    public Stream<Obligation> obligations() {
        return StreamSupport.stream(beside.owed().all().spliterator(), false);
    }

    /// What is owed by a task, in the order of ids.
    public Stream<Obligation> obligations(TaskId task) {
        return owed(beside.owed().of().under(task));
    }

    /// What is to be tried by `now`, longest due first.
    public Stream<Obligation> obligationsToTry(Instant now) {
        return owed(beside.owed().next().upTo(now));
    }

    /// When something is next to be tried; empty where nothing is.
    public Optional<Instant> nextToTry() {
        return Optional.ofNullable(beside.owed().next().firstKey());
    }

    /// What was due by `now` and has not been noted as late, longest due first.
    public Stream<Obligation> obligationsDue(Instant now) {
        return owed(beside.owed().due().upTo(now));
    }

    private Stream<Obligation> owed(Iterable<String> ids) {
        return StreamSupport.stream(ids.spliterator(), false).map(id -> Objects.requireNonNull(obligation(id)));
    }

    Tasks table() {
        return tasks;
    }

    Trie<String, Remembered> messages() {
        return beside.messages();
    }

    Cases cases() {
        return cases;
    }

    Trie<SignalKey, Reading> readings() {
        return readings;
    }

    Trie<TaskId, Approvals> approvals() {
        return approvals;
    }

    // How it changes.

    /// What everything comes to after `event`. Total: an event about something that is not, or is over, changes only the
    /// time and the position.
    public State after(Event event) {
        return applied(event).moved(event.at());
    }

    private State applied(Event event) {
        return switch (event) {
            case TaskRequested(_, var opening, _) -> requested(opening, event.at());
            case TaskOpened(var time, var id, var ends) -> opened(id, time, ends);
            case TaskExtended(_, var id, var ends, _) -> changed(id, task -> task.ending(ends));
            case TaskPaused(var time, var id, var cause, _) -> paused(id, new Life.Paused(notBefore(time), cause));
            case TaskResumed(var time, var id, _) -> resumed(id, notBefore(time));
            case TaskEnded(var time, var id, var cause, _) -> ended(id, new Life.Ended(notBefore(time), cause));
            case TaskForgotten(_, var id) -> forgotten(id);
            case UsageCounted counted -> counted(counted);
            case ApprovalGiven(var time, var approval) -> approved(approval, notBefore(time));
            case ApprovalAsked(var time, var request) -> asked(request, notBefore(time));
            case ApprovalAnswered(_, var id, var answer) -> considered(id, each -> each.with(answer));
            case ApprovalSettled(var time, var id, var status, var until, _) -> considered(id, each -> each.settled(
                    status, notBefore(time), until));
            case ApprovalForgotten(_, var id) -> forgotten(id);
            case SignalRead(_, var reading) -> read(reading);
            case MessageHeard(_, var source, var id) -> remembering(source, id);
            case GlassBroken broken -> glassBroken(broken);
            case ObligationOwed(_, var owed) -> owing(owed);
            case ObligationTried(var time, var id, var why, var next) -> stillOwing(id, owed -> owed.tried(
                    new Obligation.Failure(time, why), next));
            case ObligationRetried(var time, var id, _) -> stillOwing(id, owed -> owed.dueAgain(time));
            case ObligationLate(_, var id) -> stillOwing(id, Obligation::late);
            case ObligationSettled(_, var id, _, _, _) -> with(beside.owed().without(id));
            case FreezeAsked(_, var freeze) -> frozen(freeze);
            case FreezeConfirmed(_, var id, var by) -> freezeConfirmed(id, by);
            case LiftAsked(_, var id, _, var by, var needsTwo) -> liftAsked(id, by, needsTwo);
            case ReleaseLoaded(_, var next, _) -> loaded(next);
        };
    }

    private State requested(Opening opening, Instant time) {
        if (task(opening.id()) != null || opening.parent().filter(parent -> isBelow(parent, opening.id()))
                .isPresent()) {
            return this;
        }
        var begins = opening.begins().filter(time::isBefore).orElse(notBefore(time));
        var task = new Task(opening.id(), opening.parent().orElse(null), opening.principal(), opening.profile(),
                opening.inputs(), opening.limits(), begins, Instant.MAX, new Life.Requested(begins), Usage.NONE);
        return with(tasks.plus(task, release));
    }

    /// Whether `task` is `above`, or delegated from it: a task that was forgotten must not come back below itself.
    private boolean isBelow(TaskId task, TaskId above) {
        var next = task;
        while (next != null && !next.equals(above)) {
            var found = task(next);
            next = found == null ? null : found.above();
        }
        return next != null;
    }

    private State opened(TaskId id, Instant time, Instant ends) {
        return changed(id, task -> task.life() instanceof Life.Requested
                ? new Task(task.id(), task.above(), task.principal(), task.profile(), task.inputs(), task.limits(),
                        notBefore(time), ends, Life.Open.OPEN, task.usage(), task.isBreakGlass())
                : task);
    }

    private State paused(TaskId id, Life.Paused pause) {
        return changed(id, task -> task.life() instanceof Life.Open ? task.with(pause) : task);
    }

    /// Whoever resumes a task has use for it, so it starts being idle from there.
    private State resumed(TaskId id, Instant time) {
        return changed(id, task -> task.life() instanceof Life.Paused
                ? task.with(Life.Open.OPEN).with(task.usage().asked(time))
                : task);
    }

    private State ended(TaskId id, Life.Ended end) {
        var next = changed(id, task -> task.with(end));
        return new State(next.tasks, readings, approvals.without(id), cases.ended(id, end.at()), beside, release, at,
                events,
                recorded, contact);
    }

    private State forgotten(TaskId id) {
        var task = task(id);
        return task == null || !task.life().isEnded() ? this : with(tasks.minus(task, release));
    }

    private State counted(UsageCounted counted) {
        var next = this;
        for (var used : counted.tasks().entrySet()) {
            next = next.changed(used.getKey(), task -> task.with(task.usage().or(used.getValue())));
        }
        var given = approvals;
        for (var used : counted.approvals().entrySet()) {
            var known = given.get(used.getKey().task());
            given = known == null ? given : given.with(known.used(used.getKey().approval(), used.getValue()));
        }
        return new State(next.tasks, readings, given, cases, beside, release, at, events, Math.max(recorded, counted
                .recorded()), contact);
    }

    private State approved(Approval approval, Instant time) {
        var task = task(approval.task());
        return task == null || task.life().isEnded()
                ? this
                : new State(tasks, readings, approvals.with(approvalsOf(approval.task()).with(approval, time)), cases,
                        beside, release, at, events, recorded, contact);
    }

    private State asked(ApprovalRequest request, Instant time) {
        var task = task(request.task());
        return task == null || task.life().isEnded() || approvalCase(request.id()) != null
                ? this
                : with(cases.with(ApprovalCase.of(request, time)));
    }

    /// With a case changed that is known and pending.
    private State considered(String id, UnaryOperator<ApprovalCase> change) {
        var known = approvalCase(id);
        return known == null || !known.isPending() ? this : with(cases.with(change.apply(known)));
    }

    private State forgotten(String id) {
        var known = approvalCase(id);
        return known == null || known.isPending() ? this : with(cases.without(known));
    }

    private State with(Cases others) {
        return new State(tasks, readings, approvals, others, beside, release, at, events, recorded, contact);
    }

    /// Of two readings the one that was observed later counts, whichever came first.
    private State read(Reading reading) {
        var last = readings.get(keyOf(reading));
        return last != null && reading.observed().isBefore(last.observed())
                ? this
                : new State(tasks, readings.with(reading), approvals, cases, beside.with(beside.fresh().with(reading,
                        last)),
                        release, at, events, recorded, contact);
    }

    /// The review is owed from the same event on that opens the way, so that there is not the one without the other.
    private State glassBroken(GlassBroken broken) {
        var opening = broken.opening();
        var next = requested(opening, broken.at());
        if (next == this) {
            return this;
        }
        var facts = RecordValue.of(Map.of(
                "person", broken.person(),
                "reason", StringValue.of(broken.reason()),
                "by", StringValue.of(broken.by()),
                "principal", opening.principal(),
                "profile", StringValue.of(opening.profile())));
        return next.changed(opening.id(), Task::breakingGlass).owing(Obligation.ofPeople(REVIEW, opening.id().text(),
                Optional.of(opening.id()), facts, notBefore(broken.at()), broken.reviewDue()));
    }

    private State owing(Obligation owed) {
        return obligation(owed.id()) == null ? with(beside.owed().with(owed)) : this;
    }

    private State stillOwing(String id, UnaryOperator<Obligation> change) {
        var known = obligation(id);
        return known == null ? this : with(beside.owed().with(change.apply(known)));
    }

    private State with(Obligations others) {
        return new State(tasks, readings, approvals, cases, beside.with(others), release, at, events, recorded,
                contact);
    }

    private State frozen(Freeze freeze) {
        return freezes().get(freeze.id()) != null ? this : with(freezes().with(freeze));
    }

    private State freezeConfirmed(String id, String by) {
        var known = freezes().get(id);
        return switch (known == null ? Freeze.Standing.IN_FORCE : known.standing()) {
            case ASKED -> with(freezes().with(Objects.requireNonNull(known).confirmed(by)));
            case IN_FORCE -> this;
            case LIFT_ASKED -> with(freezes().without(id));
        };
    }

    /// What nobody confirmed is over at once.
    private State liftAsked(String id, String by, boolean needsTwo) {
        var known = freezes().get(id);
        if (known == null) {
            return this;
        }
        return with(needsTwo && known.isInForce() ? freezes().with(known.liftAsked(by)) : freezes().without(id));
    }

    private State with(Freezes others) {
        return new State(tasks, readings, approvals, cases, beside.with(others), release, at, events, recorded,
                contact);
    }

    private State remembering(String source, String id) {
        var known = messages().get(source);
        var more = beside.with((known == null ? Remembered.none(source) : known).with(id));
        return new State(tasks, readings, approvals, cases, more, release, at, events, recorded, contact);
    }

    /// With a task changed that is known and not over.
    private State changed(TaskId id, UnaryOperator<Task> change) {
        var task = task(id);
        return task == null || task.life().isEnded() ? this : with(tasks.replacing(task, change.apply(task), release));
    }

    private State with(Tasks others) {
        return with(others, release);
    }

    private State loaded(Release next) {
        var fresh = next.catalogue().equals(beside.fresh().catalogue())
                ? beside.fresh()
                : Freshness.of(next.catalogue(), readings);
        return new State(tasks.under(next, release), readings, approvals, cases, beside.with(fresh), next, at, events,
                recorded, contact);
    }

    private State with(Tasks others, Release other) {
        return new State(others, readings, approvals, cases, beside, other, at, events, recorded, contact);
    }

    private State moved(Instant time) {
        return new State(tasks, readings, approvals, cases, beside, release, notBefore(time), events + 1, recorded,
                contact);
    }

    /// The same, as far as this node knows it: not an event, and in no snapshot.
    public State inContact(Contact now) {
        return new State(tasks, readings, approvals, cases, beside, release, at, events, recorded, now);
    }
}
