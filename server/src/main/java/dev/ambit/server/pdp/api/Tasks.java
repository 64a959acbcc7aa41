package dev.ambit.server.pdp.api;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.task.Opening;
import dev.ambit.core.task.Task;
import dev.ambit.core.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The house behind the routes of tasks.
///
/// Called on an event loop, and returns at once. A change is answered once the journal has it. A failed future tells the
/// caller that Ambit failed, or, with [dev.ambit.server.pdp.http.Unavailable], why not now. Roles have been checked, and that an agent asks about tasks of its own.
public interface Tasks {

    /// What came of it.
    sealed interface Result {
        /// The task as it is now.
        record Now(Task task) implements Result {}

        record Not(Refused refused) implements Result {}
    }

    /// The task with `id`, from memory.
    Optional<Task> find(TaskId id);

    /// Opens a task, or a sub-task where the opening has a parent. Inputs are as the caller wrote them: checked to be
    /// values, not yet to fit the profile.
    CompletableFuture<Result> open(By by, Opening opening);

    /// Moves the end of a task, at most as far as its profile allows.
    CompletableFuture<Result> extend(By by, TaskId task, Instant ends);

    /// Opens a task against the conditions of its profile. Whoever asks speaks for a person who may.
    CompletableFuture<Result> breakGlass(By by, Opening opening, String reason);

    CompletableFuture<Result> pause(By by, TaskId task);

    CompletableFuture<Result> resume(By by, TaskId task);

    /// Ends a task whose work is done.
    CompletableFuture<Result> complete(By by, TaskId task);

    /// Ends a task whose work is not to go on.
    CompletableFuture<Result> revoke(By by, TaskId task);

    /// Tasks in the order of their ids.
    ///
    /// @param after only those after it
    /// @param most  at least 1
    CompletableFuture<Listed> list(By by, Filter filter, Optional<TaskId> after, int most);

    /// Which tasks: those that fit everything that is there.
    ///
    /// @param life `requested`, `open`, `paused` or `ended`
    record Filter(Optional<EntityUid> principal, Optional<String> profile, Optional<String> life) {
        /// Whether `task` is one of them.
        public boolean fits(Task task) {
            return principal.filter(uid -> !uid.equals(task.principal())).isEmpty()
                    && profile.filter(name -> !name.equals(task.profile())).isEmpty()
                    && life.filter(word -> !word.equals(TaskJson.word(task.life()))).isEmpty();
        }
    }

    /// One stretch of a list.
    ///
    /// @param isLast whether nothing comes after it
    record Listed(List<Task> tasks, boolean isLast) {
        public Listed {
            tasks = List.copyOf(tasks);
        }
    }
}
