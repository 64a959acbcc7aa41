package dev.ambit.core.decision;

import dev.ambit.core.behaviour.Behaviours;
import dev.ambit.core.signal.Reading;
import dev.ambit.core.state.ApprovalKey;
import dev.ambit.core.state.Event.UsageCounted;
import dev.ambit.core.state.State;
import dev.ambit.core.task.Task;
import dev.ambit.core.task.TaskId;
import dev.ambit.core.task.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What was used since it was last counted into the state: exact, however many threads decide at once.
/// The one thing in this module that changes. It is no part of the state but runs ahead of it: [#uncounted] makes an event
/// of it from time to time, and after a crash [#restore] brings it back from the records written since.
///
/// One lock guards it, held for a few look-ups. What the state has had for [#OLDEST_STATE] is let go of: nobody may go on
/// deciding by a state for so long after another has been published.
public final class Counters implements Uses {
    /// The longest a state may be decided by after another has been published.
    public static final Duration OLDEST_STATE = Duration.ofMinutes(1);

    private final Behaviours behaviours = new Behaviours();
    private final Map<TaskId, Ahead<Usage>> tasks = new HashMap<>();
    private final Map<ApprovalKey, Ahead<Long>> approvals = new HashMap<>();

    // Of the tasks a permit is being taken from, the nearest first.
    private final List<Ahead<Usage>> taking = new ArrayList<>();

    /// A total, and since when the state has had it; `null` while it has not.
    private static final class Ahead<T> {
        T total;
        @Nullable
        Instant counted;

        Ahead(T total) {
            this.total = total;
        }

        void grow(T to) {
            total = to;
            counted = null;
        }

        boolean isOutdatedAt(Instant now) {
            return counted != null && !now.isBefore(counted.plus(OLDEST_STATE));
        }
    }

    /// Nothing beyond what the state knows.
    public Counters() {}

    @Override
    public @Nullable Reading behaves(Link link, Request request, Instant now) {
        return behaviours.asked(link.task(), request.action(), request.resource(), request.principal().proof()
                .address(),
                now, link.behaviourParts());
    }

    @Override
    public void answered(Inquiry inquiry, boolean isPermit) {
        for (var hops = 0; hops < inquiry.depth(); hops++) {
            var link = inquiry.link(hops);
            var profile = link.foundProfile();
            if (profile != null && profile.behaviour() >= 0) {
                behaviours.answered(link.id(), isPermit);
            }
        }
    }

    /// How tasks behave.
    public Behaviours behaviours() {
        return behaviours;
    }

    @Override
    public synchronized Usage of(Task task) {
        var ahead = tasks.get(task.id());
        return ahead == null ? task.usage() : ahead.total.or(task.usage());
    }

    @Override
    public synchronized long of(ApprovalKey approval, State state) {
        var ahead = approvals.get(approval);
        return ahead == null ? state.usesOf(approval) : Math.max(ahead.total, state.usesOf(approval));
    }

    @Override
    public synchronized void asked(List<Link> chain, Instant now) {
        for (var link : chain) {
            var task = link.found();
            if (task != null) {
                var ahead = ahead(task);
                ahead.grow(ahead.total.or(task.usage()).asked(now));
            }
        }
    }

    @Override
    public synchronized boolean take(Inquiry inquiry) {
        taking.clear();
        var isOutrun = false;
        for (var hops = 0; hops < inquiry.depth(); hops++) {
            var link = inquiry.link(hops);
            var ahead = ahead(link.task());
            taking.add(ahead);
            link.usage(ahead.total.or(link.task().usage()));
            isOutrun |= isOutrun(inquiry, link.covering());
            isOutrun |= !link.allows(link.usage(), inquiry.now());
        }
        for (var hops = 0; hops < inquiry.depth() && !isOutrun; hops++) {
            take(taking.get(hops), inquiry.link(hops), inquiry.now());
        }
        return !isOutrun;
    }

    /// Tells each approval what had been used of it.
    private boolean isOutrun(Inquiry inquiry, List<Covering> covering) {
        var isOutrun = false;
        for (var i = 0; i < covering.size(); i++) {
            var approval = covering.get(i).approval();
            var uses = of(covering.get(i).key(), inquiry.state());
            isOutrun |= uses >= approval.uses();
            covering.set(i, new Covering(approval, uses));
        }
        return isOutrun;
    }

    private void take(Ahead<Usage> from, Link link, Instant now) {
        from.grow(link.usageAfter(now));
        for (var covering : link.covering()) {
            approvals.put(covering.key(), new Ahead<>(covering.used() + 1));
        }
    }

    private Ahead<Usage> ahead(Task task) {
        var ahead = tasks.get(task.id());
        if (ahead == null) {
            ahead = new Ahead<>(task.usage());
            tasks.put(task.id(), ahead);
        }
        return ahead;
    }

    /// What the state does not have yet, as an event to append; empty where it has all.
    ///
    /// @param recorded how many decision records had been written before this call
    public synchronized Optional<UsageCounted> uncounted(Instant now, long recorded) {
        var event = new UsageCounted(now, uncounted(tasks), uncounted(approvals), recorded);
        return event.tasks().isEmpty() && event.approvals().isEmpty() ? Optional.empty() : Optional.of(event);
    }

    private static <K, T> Map<K, T> uncounted(Map<K, Ahead<T>> all) {
        return all.entrySet().stream()
                .filter(entry -> entry.getValue().counted == null)
                .collect(Collectors.toMap(Entry::getKey, entry -> entry.getValue().total));
    }

    /// Notes that a state with `event` in it has been published.
    public synchronized void counted(UsageCounted event) {
        counted(tasks, event.tasks(), event.at());
        counted(approvals, event.approvals(), event.at());
    }

    private static <K, T> void counted(Map<K, Ahead<T>> all, Map<K, T> totals, Instant at) {
        totals.forEach((key, total) -> {
            var ahead = all.get(key);
            if (ahead != null && ahead.total.equals(total)) {
                ahead.counted = at;
            }
        });
        all.values().removeIf(ahead -> ahead.isOutdatedAt(at));
    }

    /// Takes in what a decision used whose record was written before a crash. In any order, and as often as may be.
    public synchronized void restore(Map<TaskId, Usage> used, Map<ApprovalKey, Long> approved) {
        restore(tasks, used, Usage::or);
        restore(approvals, approved, Math::max);
    }

    private static <K, T> void restore(Map<K, Ahead<T>> all, Map<K, T> totals, BinaryOperator<T> more) {
        totals.forEach((key, total) -> all.merge(key, new Ahead<>(total),
                (one, other) -> new Ahead<>(more.apply(one.total, other.total))));
    }
}
