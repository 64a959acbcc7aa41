package dev.ambit.server.pdp;

import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.core.decision.Counters;
import dev.ambit.core.decision.Pdp;
import dev.ambit.core.govern.Command;
import dev.ambit.core.govern.Governor;
import dev.ambit.core.identity.Principal;
import dev.ambit.core.identity.Proof;
import dev.ambit.core.identity.Proof.Means;
import dev.ambit.core.policy.Release;
import dev.ambit.core.scope.Scope;
import dev.ambit.core.scope.ScopeQuestion;
import dev.ambit.core.scope.Scopes;
import dev.ambit.core.state.Event;
import dev.ambit.core.state.State;
import dev.ambit.core.task.EndCause;
import dev.ambit.core.task.Opening;
import dev.ambit.core.task.PauseCause;
import dev.ambit.core.task.Task;
import dev.ambit.core.task.TaskId;
import dev.ambit.server.house.ApprovalDesk;
import dev.ambit.server.house.Outcome;
import dev.ambit.server.pap.ReleaseDirectory;
import dev.ambit.server.pdp.api.By;
import dev.ambit.server.pdp.api.Policies;
import dev.ambit.server.pdp.api.Records;
import dev.ambit.server.pdp.api.Refused;
import dev.ambit.server.pdp.api.ScopeQueries;
import dev.ambit.server.pdp.api.Tasks;
import dev.ambit.server.pdp.authzen.Answer;
import dev.ambit.server.pdp.authzen.Decisions;
import dev.ambit.server.pdp.authzen.Question;
import dev.ambit.server.pdp.authzen.Search;
import dev.ambit.server.pdp.translate.Answers;
import dev.ambit.server.pdp.translate.Requests;
import dev.ambit.server.pdp.translate.Searches;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// A whole house in memory: it really decides and really keeps tasks, and forgets everything when it ends. There is no
/// journal, so whatever is asked of a task happens; and its records say no more than their ids.
public final class House implements Decisions, Tasks, Records, Policies, ScopeQueries {
    private final AtomicReference<State> state = new AtomicReference<>(State.EMPTY);
    private final AtomicLong decided = new AtomicLong();
    private final Counters counters = new Counters();

    /// A house under the rules of a policy directory, with a task for each of `principals`.
    public static House of(Path directory, String profile, List<EntityUid> principals) throws InvalidInput {
        var house = new House();
        house.load(ReleaseDirectory.load(directory).release());
        for (var principal : principals) {
            house.begin(Opening.of(new TaskId("t-" + Integer.toHexString(principal.hashCode())), principal, profile,
                    RecordValue.EMPTY));
        }
        return house;
    }

    void load(Release release) {
        happen(new Event.ReleaseLoaded(Instant.now(), release, "test"));
    }

    void happen(Event event) {
        state.updateAndGet(before -> before.after(event));
    }

    Task begin(Opening opening) {
        var now = Instant.now();
        happen(new Event.TaskRequested(now, opening, "test"));
        happen(new Event.TaskOpened(now, opening.id(), Instant.MAX));
        return Objects.requireNonNull(state.get().task(opening.id()));
    }

    State state() {
        return state.get();
    }

    @Override
    public CompletableFuture<Answer> decide(Asker asker, Question question) {
        return CompletableFuture.completedFuture(answer(asker, question));
    }

    private Answer answer(Asker asker, Question question) {
        var now = Instant.now();
        var known = state.get();
        var decision = new Pdp(counters).decide(known, Requests.of(known, asker, question, now), now);
        return Answers.of("d-" + decided.incrementAndGet(), Instant.now(), decision, List.of());
    }

    @Override
    public CompletableFuture<List<Answer>> decideAll(Asker asker, List<Question> questions, Stop stop) {
        // On another thread, as a journal would answer.
        return CompletableFuture.supplyAsync(() -> {
            var answers = new ArrayList<Answer>();
            for (var question : questions) {
                answers.add(answer(asker, question));
                var permitted = answers.getLast().isPermit();
                if (stop == Stop.AFTER_DENIAL && !permitted || stop == Stop.AFTER_PERMIT && permitted) {
                    break;
                }
            }
            return answers;
        });
    }

    @Override
    public CompletableFuture<Found> search(Asker asker, Search search, Optional<String> after, int most) {
        return CompletableFuture.supplyAsync(() -> Searches.find(state.get(), asker, search, after, most, Instant
                .now()));
    }

    @Override
    public Optional<Task> find(TaskId id) {
        return Optional.ofNullable(state.get().task(id));
    }

    @Override
    public CompletableFuture<Result> open(By by, Opening opening) {
        return CompletableFuture.completedFuture(find(opening.id()).isPresent()
                ? new Result.Not(new Refused(Refused.Kind.CONFLICT, "task-exists", "task `%s` is there already"
                        .formatted(
                                opening.id()), "Leave the id out to have one made"))
                : new Result.Now(begin(opening)));
    }

    private CompletableFuture<Result> changed(TaskId id, Event event) {
        happen(event);
        return CompletableFuture.completedFuture(new Result.Now(find(id).orElseThrow()));
    }

    @Override
    public CompletableFuture<Result> extend(By by, TaskId task, Instant ends) {
        return changed(task, new Event.TaskExtended(Instant.now(), task, ends, by.name()));
    }

    @Override
    public CompletableFuture<Result> breakGlass(By by, Opening opening, String reason) {
        return open(by, opening);
    }

    @Override
    public CompletableFuture<Result> pause(By by, TaskId task) {
        return changed(task, new Event.TaskPaused(Instant.now(), task, PauseCause.OPERATOR, by.name()));
    }

    @Override
    public CompletableFuture<Result> resume(By by, TaskId task) {
        return changed(task, new Event.TaskResumed(Instant.now(), task, by.name()));
    }

    @Override
    public CompletableFuture<Result> complete(By by, TaskId task) {
        return changed(task, new Event.TaskEnded(Instant.now(), task, EndCause.COMPLETED, by.name()));
    }

    @Override
    public CompletableFuture<Result> revoke(By by, TaskId task) {
        return changed(task, new Event.TaskEnded(Instant.now(), task, EndCause.REVOKED, by.name()));
    }

    @Override
    public CompletableFuture<Tasks.Listed> list(By by, Tasks.Filter filter, Optional<TaskId> after, int most) {
        var fitting = state.get()
                .tasks()
                .filter(task -> filter.principal().map(task.principal()::equals).orElse(true))
                .filter(task -> filter.profile().map(task.profile()::equals).orElse(true))
                .filter(task -> after.map(last -> task.id().compareTo(last) > 0).orElse(true))
                .sorted(Comparator.comparing(Task::id))
                .toList();
        return CompletableFuture.completedFuture(new Tasks.Listed(fitting.stream().limit(most).toList(), fitting
                .size() <= most));
    }

    /// Where people are asked to approve; nothing was ever held here.
    public ApprovalDesk approvals() {
        return new ApprovalDesk(state::get, (command, by) -> CompletableFuture.completedFuture(carriedOut(command, by)),
                _ -> Optional.empty(), () -> "a-" + decided.incrementAndGet(), InstantSource.system(), Runnable::run);
    }

    private synchronized Outcome carriedOut(Command command, String by) {
        return switch (Governor.answer(state.get(), command, by, Instant.now())) {
            case dev.ambit.core.govern.Answer.Accepted(var events) -> {
                events.forEach(event -> state.updateAndGet(now -> now.after(event)));
                yield new Outcome.Done(state.get());
            }
            case dev.ambit.core.govern.Answer.Refused(var refusals) -> new Outcome.Refused(refusals);
        };
    }

    @Override
    public Optional<EntityUid> principal(TaskId task) {
        return find(task).map(Task::principal);
    }

    @Override
    public CompletableFuture<Scope> scope(By by, Asked asked) {
        var now = Instant.now();
        var proof = new Proof(Means.VOUCHED, by.name(), now, Instant.MAX, asked.address(), asked.environment());
        var question = ScopeQuestion.of(new Principal(asked.principal(), proof), by.name()).about(asked.action(), asked
                .type(), asked.resource());
        return CompletableFuture.completedFuture(Scopes.of(state.get(), counters, asked.task().map(question::in).orElse(
                question), now));
    }

    @Override
    public CompletableFuture<Optional<String>> get(By by, String id) {
        return CompletableFuture.completedFuture(id.startsWith("d-")
                ? Optional.of("{\"id\":\"d-1\"}")
                : Optional.empty());
    }

    @Override
    public CompletableFuture<Optional<Records.Listed>> list(By by, Records.Filter filter, Optional<String> after,
            int most) {
        return CompletableFuture.completedFuture(Optional.of(new Records.Listed(List.of("{\"id\":\"d-1\"}"), Optional
                .empty())));
    }

    @Override
    public CompletableFuture<Records.Feed> feed(By by, Records.Filter filter, OptionalLong from, Duration wait,
            int most) {
        return CompletableFuture.completedFuture(new Records.Feed(from.isEmpty()
                ? List.of()
                : List.of("{\"id\":\"d-1\"}"), 1));
    }

    @Override
    public CompletableFuture<Optional<String>> prove(By by, String id) {
        return CompletableFuture.completedFuture(id.startsWith("d-")
                ? Optional.of("proof of " + id)
                : Optional.empty());
    }

    @Override
    public CompletableFuture<Optional<LogFile>> file(String path) {
        return CompletableFuture.completedFuture(path.equals("checkpoint")
                ? Optional.of(new LogFile("text/plain; charset=utf-8", new byte[] {'c'}, false))
                : Optional.empty());
    }

    @Override
    public Policies.Status status() {
        return new Policies.Status("acme", state().release().id().toString(), Instant.EPOCH, List.of(),
                new Policies.Attempt(Instant.EPOCH, "server",
                        List.of()), 1, 0);
    }

    @Override
    public CompletableFuture<Policies.Status> reload(By by) {
        return CompletableFuture.completedFuture(status());
    }
}
