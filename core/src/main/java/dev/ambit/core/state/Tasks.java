package dev.ambit.core.state;

import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.Value;
import dev.ambit.core.policy.Profile;
import dev.ambit.core.policy.Release;
import dev.ambit.core.task.Life;
import dev.ambit.core.task.Task;
import dev.ambit.core.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// All tasks that are known, and what finds those that something concerns without looking at the others.
///
/// @param due        by when time alone changes something for it: it begins, ends, or is forgotten
/// @param children   by the task above
/// @param profiles   by profile
/// @param principals by principal
/// @param watchers   those that a signal can end or pause, by what the signal is about
record Tasks(
        Trie<TaskId, Task> all,
        Index<Instant, TaskId> due,
        Index<TaskId, TaskId> children,
        Index<String, TaskId> profiles,
        Index<EntityUid, TaskId> principals,
        Index<EntityUid, TaskId> watchers) {

    /// How long an ended task is still known.
    static final Duration REMEMBERED = Duration.ofHours(1);

    static final Tasks NONE = new Tasks(Trie.by(Task::id), Index.empty(), Index.empty(), Index.empty(), Index.empty(),
            Index.empty());

    /// With a task that is new. What it has in common with others it shares with them in memory.
    Tasks plus(Task task, Release under) {
        var shared = shared(task, under);
        var id = shared.id();
        var above = shared.above();
        return new Tasks(
                all.with(shared),
                due.with(due(shared, under), id),
                above == null ? children : children.with(above, id),
                profiles.with(shared.profile(), id),
                principals.with(shared.principal(), id),
                watching(watchers, shared, under));
    }

    private Task shared(Task task, Release under) {
        var above = task.above() == null ? null : all.get(task.above());
        var profile = under.profiles().get(task.profile());
        var shared = task.with(principals.shared(task.principal()), profile == null ? task.profile() : profile.name(),
                profile == null ? task.inputs() : shared(task.inputs(), profile, under.entities()));
        return above == null ? shared : shared.below(above.id());
    }

    /// Equal inputs, with the names that the profile has for them, and the entities of the release.
    private static RecordValue shared(RecordValue inputs, Profile profile, Entities known) {
        var names = profile.inputs().keySet().toArray(String[]::new);
        if (names.length != inputs.size()) {
            return inputs;
        }
        var values = new Value[names.length];
        for (var i = 0; i < names.length; i++) {
            var value = inputs.get(names[i]);
            if (value == null) {
                return inputs;
            }
            var entity = value instanceof EntityUid uid ? known.find(uid) : null;
            values[i] = entity == null ? value : entity.entity().uid();
        }
        return RecordValue.of(names, values);
    }

    /// With `task` in place of what it was before; only its end, life and usage may differ.
    Tasks replacing(Task before, Task task, Release under) {
        var was = due(before, under);
        var is = due(task, under);
        var id = before.id();
        return new Tasks(all.with(task), was.equals(is) ? due : due.without(was, id).with(is, id), children, profiles,
                principals, watchers);
    }

    Tasks minus(Task task, Release under) {
        var id = task.id();
        var above = task.above();
        return new Tasks(
                all.without(id),
                due.without(due(task, under), id),
                above == null ? children : children.without(above, id),
                profiles.without(task.profile(), id),
                principals.without(task.principal(), id),
                unwatching(watchers, task, under));
    }

    /// The same tasks, found by what `next` says of their profiles. Costs nothing for a profile whose limits, signals and
    /// conditions stay.
    Tasks under(Release next, Release last) {
        var tasks = this;
        for (var name : namesOfBoth(last, next)) {
            if (!findsAlike(last.profiles().get(name), next.profiles().get(name))) {
                tasks = tasks.reindexed(name, next, last);
            }
        }
        return tasks;
    }

    private static Set<String> namesOfBoth(Release last, Release next) {
        var names = new TreeSet<>(last.profiles().keySet());
        names.addAll(next.profiles().keySet());
        return names;
    }

    private static boolean findsAlike(@Nullable Profile last, @Nullable Profile next) {
        return last != null
                && next != null
                && last.limits().equals(next.limits())
                && last.signals().equals(next.signals())
                && hasConditions(last) == hasConditions(next);
    }

    private static boolean hasConditions(Profile profile) {
        return profile.lastsWhile().isPresent() || profile.pausesWhen().isPresent();
    }

    private Tasks reindexed(String profile, Release next, Release last) {
        var due = this.due;
        var watchers = this.watchers;
        for (var id : profiles.under(profile)) {
            var task = get(id);
            due = due.without(due(task, last), id).with(due(task, next), id);
            watchers = watching(unwatching(watchers, task, last), task, next);
        }
        return new Tasks(all, due, children, profiles, principals, watchers);
    }

    private static Index<EntityUid, TaskId> watching(Index<EntityUid, TaskId> watchers, Task task, Release under) {
        var more = watchers;
        for (var subject : watched(task, under)) {
            more = more.with(subject, task.id());
        }
        return more;
    }

    private static Index<EntityUid, TaskId> unwatching(Index<EntityUid, TaskId> watchers, Task task, Release under) {
        var fewer = watchers;
        for (var subject : watched(task, under)) {
            fewer = fewer.without(subject, task.id());
        }
        return fewer;
    }

    private static Set<EntityUid> watched(Task task, Release under) {
        var profile = under.profiles().get(task.profile());
        return profile == null ? Set.of() : profile.watches(task);
    }

    /// When time alone next changes something for `task`. One whose profile is gone is overdue.
    private static Instant due(Task task, Release under) {
        var profile = under.profiles().get(task.profile());
        return switch (task.life()) {
            case Life.Ended(var at, _) -> at.plus(REMEMBERED);
            case Life.Requested(var begins) -> profile == null ? Instant.MIN : begins;
            case Life.Open _ -> profile == null
                    ? Instant.MIN
                    : earlier(profile.endOf(task), profile.idleEndOf(task, task
                            .usage()));
            case Life.Paused _ -> profile == null ? Instant.MIN : profile.endOf(task);
        };
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /// A task that an index found.
    Task get(TaskId id) {
        var found = all.get(id);
        if (found == null) {
            throw new IllegalStateException("task `%s` is in an index and nowhere else".formatted(id));
        }
        return found;
    }

    /// Many tasks at once, as a snapshot knows them: each id once.
    static Tasks of(Collection<Task> tasks, Release under) {
        var all = NONE.all;
        for (var task : tasks) {
            all = all.with(task);
        }
        return new Tasks(
                all,
                index(tasks, task -> List.of(due(task, under))),
                index(tasks, task -> task.parent().stream().toList()),
                index(tasks, task -> List.of(task.profile())),
                index(tasks, task -> List.of(task.principal())),
                index(tasks, task -> watched(task, under)));
    }

    private static <K extends Comparable<? super K>> Index<K, TaskId> index(Collection<Task> tasks,
            Function<Task, Collection<K>> keys) {
        var entries = new ArrayList<Index.Entry<K, TaskId>>(tasks.size());
        for (var task : tasks) {
            keys.apply(task).forEach(key -> entries.add(new Index.Entry<>(key, task.id())));
        }
        entries.sort(Index.Entry.order());
        return Index.ofOrdered(entries);
    }
}
