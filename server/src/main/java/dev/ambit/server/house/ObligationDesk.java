package dev.ambit.server.house;

import dev.ambit.core.govern.Command;
import dev.ambit.core.govern.Command.Review.Verdict;
import dev.ambit.core.obligation.Obligation;
import dev.ambit.core.state.State;
import dev.ambit.core.task.TaskId;
import dev.ambit.server.pdp.api.By;
import dev.ambit.server.pdp.api.Obligations;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// The house as those see it who look after what is owed.
final class ObligationDesk implements Obligations {
    private final Registrar registrar;
    private final Executor listing;

    /// @param listing carries lists, which take longer than an event loop may be held
    ObligationDesk(Registrar registrar, Executor listing) {
        this.registrar = registrar;
        this.listing = listing;
    }

    @Override
    public CompletableFuture<List<Obligation>> list(Filter filter, Optional<String> after, int most) {
        return CompletableFuture.supplyAsync(() -> {
            var state = registrar.state();
            return filter.task().map(state::obligations).orElseGet(state::obligations)
                    .filter(owed -> filter.kind().filter(kind -> !kind.equals(owed.kind())).isEmpty())
                    .filter(owed -> !filter.isLate() || owed.isLate() || owed.hasFailed())
                    .filter(owed -> after.filter(id -> owed.id().compareTo(id) <= 0).isEmpty())
                    .sorted(Comparator.comparing(Obligation::id))
                    .limit(most)
                    .toList();
        }, listing);
    }

    @Override
    public CompletableFuture<Result> retry(By by, String id) {
        return carryOut(by, id, new Command.Retry(id));
    }

    @Override
    public CompletableFuture<Result> abandon(By by, String id, String reason) {
        return carryOut(by, id, new Command.Abandon(id, reason));
    }

    @Override
    public CompletableFuture<Result> review(By by, TaskId task, Verdict verdict, String note) {
        return carryOut(by, State.REVIEW + ":" + task, new Command.Review(task, by.caller().self(), verdict, note));
    }

    private CompletableFuture<Result> carryOut(By by, String id, Command command) {
        return registrar.carryOut(command, by.name()).thenApply(outcome -> switch (outcome) {
            case Outcome.Done(var state) -> new Result.Now(id, Optional.ofNullable(state.obligation(id)));
            case Outcome.Refused(var refusals) -> new Result.Not(Refusals.of(refusals));
            case Outcome.NotKept(var why) -> new Result.Not(Refusals.notKept(why));
        });
    }
}
