package dev.ambit.server.pdp;

import dev.ambit.core.govern.Command.Review.Verdict;
import dev.ambit.core.obligation.Obligation;
import dev.ambit.core.task.TaskId;
import dev.ambit.server.pdp.api.By;
import dev.ambit.server.pdp.api.Obligations;
import dev.ambit.server.pdp.api.Refused;
import dev.ambit.server.pdp.api.Refused.Kind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A house that owes nothing, for tests of the routes around it.
final class NothingOwed implements Obligations {
    @Override
    public CompletableFuture<List<Obligation>> list(Filter filter, Optional<String> after, int most) {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletableFuture<Result> retry(By by, String id) {
        return refused();
    }

    @Override
    public CompletableFuture<Result> abandon(By by, String id, String reason) {
        return refused();
    }

    @Override
    public CompletableFuture<Result> review(By by, TaskId task, Verdict verdict, String note) {
        return refused();
    }

    private static CompletableFuture<Result> refused() {
        return CompletableFuture.completedFuture(new Result.Not(new Refused(Kind.UNKNOWN, "not-owed",
                "nothing is owed here", "")));
    }
}
