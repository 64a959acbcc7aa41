package dev.ambit.server.pdp.api;

import dev.ambit.core.govern.Command.Review.Verdict;
import dev.ambit.core.obligation.Obligation;
import dev.ambit.core.task.TaskId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The house behind the routes of what is owed. Roles have been checked.
public interface Obligations {

    /// What came of it.
    sealed interface Result {
        /// @param owed as it is now; empty where it is owed no longer
        record Now(String id, Optional<Obligation> owed) implements Result {}

        record Not(Refused refused) implements Result {}
    }

    /// Which: those that fit everything that is there.
    ///
    /// @param isLate only those that are late, or that nobody tries any more
    record Filter(Optional<String> kind, Optional<TaskId> task, boolean isLate) {}

    /// What is owed, in the order of ids, after `after`.
    CompletableFuture<List<Obligation>> list(Filter filter, Optional<String> after, int most);

    /// Tries it again at once.
    CompletableFuture<Result> retry(By by, String id);

    /// Owes it no longer although it is not done.
    CompletableFuture<Result> abandon(By by, String id, String reason);

    /// Closes the review of a task for which the glass was broken.
    CompletableFuture<Result> review(By by, TaskId task, Verdict verdict, String note);
}
