package dev.ambit.core.state;

import dev.ambit.core.obligation.Obligation;
import dev.ambit.core.task.TaskId;
import java.time.Instant;

/// All that is owed, and what finds that for which something is to be done.
///
/// @param next when each is to be tried next, of those that are
/// @param due  when each becomes late, of those that are not yet
/// @param of   those that hang from a task
record Obligations(
        Trie<String, Obligation> all, Index<Instant, String> next, Index<Instant, String> due,
        Index<TaskId, String> of) {
    static final Obligations NONE = new Obligations(Trie.by(Obligation::id), Index.empty(), Index.empty(), Index
            .empty());

    /// With `owed`, in place of one of its id.
    Obligations with(Obligation owed) {
        var others = without(owed.id());
        var id = owed.id();
        return new Obligations(
                others.all.with(owed),
                owed.next().equals(Instant.MAX) ? others.next : others.next.with(owed.next(), id),
                owed.isLate() ? others.due : others.due.with(owed.due(), id),
                owed.task().map(task -> others.of.with(task, id)).orElse(others.of));
    }

    Obligations without(String id) {
        var owed = all.get(id);
        return owed == null
                ? this
                : new Obligations(
                        all.without(id),
                        next.without(owed.next(), id),
                        due.without(owed.due(), id),
                        owed.task().map(task -> of.without(task, id)).orElse(of));
    }
}
