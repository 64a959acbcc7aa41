package dev.ambit.core.behaviour;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.IpValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.core.policy.Condition;
import dev.ambit.core.signal.BuiltIn;
import dev.ambit.core.signal.Integrity;
import dev.ambit.core.signal.Reading;
import dev.ambit.core.task.Task;
import dev.ambit.core.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// How all tasks behave of which a policy wants to know. It changes, like [dev.ambit.core.decision.Counters], and runs beside
/// the state; what a decision used of it stands in its record. A restart begins with what is usual, and learns again.
///
/// Any number of threads; each task has a lock of its own.
public final class Behaviours {
    /// Most tasks that are followed at once; others behave as usual.
    public static final int MOST_TASKS = 1_000_000;
    /// After how long without a request a task is followed no longer.
    public static final Duration FORGOTTEN = Duration.ofHours(1);
    /// How long what the journal has of a task's behaviour counts when nothing more is asked in it.
    public static final Duration LASTING = Duration.ofMinutes(1);

    static final StringValue USUAL = StringValue.of("usual");
    static final StringValue UNUSUAL = StringValue.of("unusual");
    private static final int MOST_TURNED = 10_000;
    private static final int PROFILE_WEIGHT = 10;
    private static final String[] ALL = BuiltIn.PARTS.toArray(String[]::new);

    /// What is said of a task of which nothing is known.
    private static final RecordValue CALM = calm();

    private final Map<TaskId, Track> tasks = new ConcurrentHashMap<>();
    private final Map<String, Usual> profiles = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Reading> turned = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    public Behaviours() {}

    private static RecordValue calm() {
        var none = new Track();
        return none.tell(ALL);
    }

    /// As where nothing was asked yet, and nothing is unusual.
    public static Reading calm(TaskId task) {
        return reading(Condition.resource(task), CALM, Instant.EPOCH);
    }

    private static Reading reading(EntityUid task, RecordValue value, Instant now) {
        return new Reading(BuiltIn.BEHAVIOUR.name(), task, Optional.of(value), now, now, BuiltIn.SOURCE,
                Integrity.SIGNED);
    }

    /// Notes that something is asked in `task`, and says how it behaves with that.
    ///
    /// @param parts what is to be said of that, in order
    public Reading asked(Task task, EntityUid action, EntityUid resource, Optional<IpValue> from, Instant now,
            String[] parts) {
        var track = track(task.id());
        if (track == null) {
            return calm(task.id());
        }
        var usual = usual(task.profile());
        synchronized (track) {
            track.asked(action, resource, from.isPresent() ? from.get().hashCode() : 0, now.toEpochMilli(), usual);
            if (track.hasTurned() && waiting.get() < MOST_TURNED) {
                waiting.incrementAndGet();
                turned.add(reading(Condition.resource(task.id()), track.tell(ALL), now));
            }
            return reading(Condition.resource(task.id()), track.tell(parts), now);
        }
    }

    private Usual usual(String profile) {
        var known = profiles.get(profile);
        return known == null ? profiles.computeIfAbsent(profile, _ -> new Usual(PROFILE_WEIGHT)) : known;
    }

    private @Nullable Track track(TaskId task) {
        var known = tasks.get(task);
        return known != null || tasks.size() >= MOST_TASKS ? known : tasks.computeIfAbsent(task, _ -> new Track());
    }

    /// Notes what came of it.
    public void answered(TaskId task, boolean isPermit) {
        var track = tasks.get(task);
        if (track != null) {
            synchronized (track) {
                track.answered(isPermit);
            }
        }
    }

    /// Of the tasks that have become unusual, or usual again, since this was last asked: how they behave. For the journal, so
    /// that the governor can act on it.
    public List<Reading> turned() {
        var found = new ArrayList<Reading>();
        for (var reading = turned.poll(); reading != null; reading = turned.poll()) {
            waiting.decrementAndGet();
            found.add(reading);
        }
        return found;
    }

    /// Lets go of tasks in which nothing was asked for long.
    public void forget(Instant now) {
        var oldest = now.minus(FORGOTTEN).toEpochMilli();
        tasks.values().removeIf(track -> {
            synchronized (track) {
                return track.lastMillis() < oldest;
            }
        });
    }
}
