package dev.ambit.core.state;

import dev.ambit.core.grant.ApprovalCase;
import dev.ambit.core.grant.ApprovalCase.Status;
import dev.ambit.core.task.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// All requests for approval that are known, found by id, by task, and by when time changes something for them.
///
/// @param due the tasks of cases, each under the earliest that is due for one of its cases
record Cases(Trie<String, ApprovalCase> all, Trie<TaskId, OfTask> byTask, Index<Instant, TaskId> due) {
    static final Cases NONE = new Cases(Trie.by(each -> each.request().id()), Trie.by(OfTask::task), Index.empty());

    /// The cases of one task, by id, in [CaseParts#ORDER]; at least one.
    ///
    /// @param due the earliest that is due for one of them
    record OfTask(TaskId task, List<String> ids, Instant due) {}

    List<ApprovalCase> of(TaskId task) {
        var found = byTask.get(task);
        return found == null ? List.of() : found.ids().stream().map(this::get).toList();
    }

    private ApprovalCase get(String id) {
        return Objects.requireNonNull(all.get(id), "a case of a task is known");
    }

    /// With a case that is new, or in place of what it was.
    Cases with(ApprovalCase changed) {
        var id = changed.request().id();
        var task = changed.request().task();
        var ids = new ArrayList<>(ids(task));
        if (!ids.contains(id)) {
            ids.add(id);
        }
        return placed(all.with(changed), task, ids);
    }

    Cases without(ApprovalCase gone) {
        var task = gone.request().task();
        var ids = new ArrayList<>(ids(task));
        ids.remove(gone.request().id());
        return placed(all.without(gone.request().id()), task, ids);
    }

    private List<String> ids(TaskId task) {
        var found = byTask.get(task);
        return found == null ? List.of() : found.ids();
    }

    private Cases placed(Trie<String, ApprovalCase> others, TaskId task, List<String> ids) {
        var was = byTask.get(task);
        var fewer = was == null ? due : due.without(was.due(), task);
        if (ids.isEmpty()) {
            return new Cases(others, byTask.without(task), fewer);
        }
        ids.sort(Comparator.comparing(id -> Objects.requireNonNull(others.get(id)), CaseParts.ORDER));
        var earliest = ids.stream().map(id -> Objects.requireNonNull(others.get(id)).due()).min(Instant::compareTo)
                .orElseThrow();
        return new Cases(others, byTask.with(new OfTask(task, List.copyOf(ids), earliest)), fewer.with(earliest, task));
    }

    /// Nobody need answer any more what was asked in a task that is over.
    Cases ended(TaskId task, Instant at) {
        var cases = this;
        for (var each : of(task)) {
            if (each.isPending()) {
                cases = cases.with(each.settled(Status.CANCELLED, at, Optional.empty()));
            }
        }
        return cases;
    }
}
