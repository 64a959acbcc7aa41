package dev.ambit.server.house;

import dev.ambit.core.govern.Command;
import dev.ambit.core.state.State;
import dev.ambit.core.task.EndCause;
import dev.ambit.core.task.Opening;
import dev.ambit.core.task.Task;
import dev.ambit.core.task.TaskId;
import dev.ambit.server.pdp.api.By;
import dev.ambit.server.pdp.api.Refused;
import dev.ambit.server.pdp.api.Refused.Kind;
import dev.ambit.server.pdp.api.Tasks;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/// The house as those see it who open tasks and end them.
final class TaskDesk implements Tasks {
    private final House house;
    private final Executor listing;

    /// @param listing carries lists, which take longer than an event loop may be held
    TaskDesk(House house, Executor listing) {
        this.house = house;
        this.listing = listing;
    }

    private State state() {
        return house.registrar().state();
    }

    @Override
    public Optional<Task> find(TaskId id) {
        return Optional.ofNullable(state().task(id));
    }

    @Override
    public CompletableFuture<Result> open(By by, Opening opening) {
        return carryOut(by, opening.id(), new Command.Open(opening));
    }

    @Override
    public CompletableFuture<Result> extend(By by, TaskId task, Instant ends) {
        return carryOut(by, task, new Command.Extend(task, ends));
    }

    @Override
    public CompletableFuture<Result> pause(By by, TaskId task) {
        return carryOut(by, task, new Command.Pause(task));
    }

    @Override
    public CompletableFuture<Result> resume(By by, TaskId task) {
        return carryOut(by, task, new Command.Resume(task, by.caller().self()));
    }

    @Override
    public CompletableFuture<Result> breakGlass(By by, Opening opening, String reason) {
        return by.caller().self().map(person -> carryOut(by, opening.id(), new Command.BreakGlass(opening, person,
                reason))).orElseGet(() -> CompletableFuture.completedFuture(new Result.Not(new Refused(
                        Kind.NOT_ALLOWED, "speaks-for-nobody", "`%s` speaks for nobody who could break the glass"
                                .formatted(by.name()), "Say in the callers file which person it is"))));
    }

    @Override
    public CompletableFuture<Result> complete(By by, TaskId task) {
        return carryOut(by, task, new Command.End(task, EndCause.COMPLETED));
    }

    @Override
    public CompletableFuture<Result> revoke(By by, TaskId task) {
        return carryOut(by, task, new Command.End(task, EndCause.REVOKED));
    }

    private CompletableFuture<Result> carryOut(By by, TaskId task, Command command) {
        return house.registrar().carryOut(command, by.name()).thenApply(outcome -> result(outcome, task));
    }

    private static Result result(Outcome outcome, TaskId id) {
        return switch (outcome) {
            case Outcome.Done(var state) -> new Result.Now(Objects.requireNonNull(state.task(id)));
            case Outcome.Refused(var refusals) -> new Result.Not(Refusals.of(refusals));
            case Outcome.NotKept(var why) -> new Result.Not(Refusals.notKept(why));
        };
    }

    @Override
    public CompletableFuture<Listed> list(By by, Filter filter, Optional<TaskId> after, int most) {
        return CompletableFuture.supplyAsync(() -> listed(filter, after, most), listing);
    }

    private Listed listed(Filter filter, Optional<TaskId> after, int most) {
        var found = candidates(filter)
                .filter(filter::fits)
                .filter(task -> after.isEmpty() || task.id().compareTo(after.get()) > 0)
                .sorted(Comparator.comparing(Task::id))
                .limit(most + 1L)
                .toList();
        return new Listed(found.subList(0, Math.min(most, found.size())), found.size() <= most);
    }

    private Stream<Task> candidates(Filter filter) {
        var known = state();
        return filter.principal().map(known::tasksOf)
                .or(() -> filter.profile().map(known::tasksUnder))
                .orElseGet(known::tasks);
    }
}
