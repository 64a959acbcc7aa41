package dev.ambit.core.policy;

import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.task.Limits;
import dev.ambit.core.task.Rate;
import dev.ambit.core.task.Task;
import dev.ambit.core.task.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A kind of task: who may do it, for how long, and what may be done in it. Checked and compiled.
///
/// @param openers     who may open a task under it: principals, or groups they are in
/// @param inputs      the type of every input; all are required
/// @param opensWhen   must be true for a task to open
/// @param lastsWhile  once this is not true, a task ends
/// @param pausesWhen  once this is true, a task pauses
/// @param signals     every signal that a policy, guardrail or condition reads, in the order of names
/// @param approvals   by the ids that [Rules#approvals] gives them
/// @param schema      against which the policies were checked, and against which requests are; it also declares
///                    [Condition#ACTION], so that the inputs of a task can be checked before it opens
/// @param breakGlass  when a task may be opened against the profile's conditions; empty where never
/// @param reauthorization what lets a paused task go on
/// @param isRecordedDurably whether a record reaches the disk before the answer leaves, rather than soon after
public record Profile(
        String name,
        String purpose,
        String owner,
        Pattern pattern,
        Set<EntityUid> openers,
        Map<String, Type> inputs,
        Optional<Condition> opensWhen,
        Optional<Condition> lastsWhile,
        Optional<Condition> pausesWhen,
        Limits limits,
        List<ReadSignal> signals,
        Rules rules,
        Map<String, ApprovalRule> approvals,
        Schema schema,
        boolean isRecordedDurably,
        Optional<BreakGlass> breakGlass,
        Reauthorization reauthorization) {

    /// Where nobody may break the glass, and every operator resumes.
    public Profile(String name, String purpose, String owner, Pattern pattern, Set<EntityUid> openers,
            Map<String, Type> inputs, Optional<Condition> opensWhen, Optional<Condition> lastsWhile,
            Optional<Condition> pausesWhen, Limits limits, List<ReadSignal> signals, Rules rules,
            Map<String, ApprovalRule> approvals, Schema schema, boolean isRecordedDurably) {
        this(name, purpose, owner, pattern, openers, inputs, opensWhen, lastsWhile, pausesWhen, limits, signals, rules,
                approvals, schema, isRecordedDurably, Optional.empty(), Reauthorization.BY_OPERATORS);
    }

    /// How strict lint is with a profile.
    public enum Pattern {
        /// A broad role stays, and only sensitive actions are checked.
        COARSE("coarse"),
        /// Whatever a task needs is lent when it is needed and revoked at its end.
        JUST_IN_TIME("just-in-time"),
        /// People are asked before marked actions.
        GATED("gated");

        private final String word;

        Pattern(String word) {
            this.word = word;
        }

        /// As it is written in a profile.
        public String word() {
            return word;
        }
    }

    public Profile {
        openers = Collections.unmodifiableSet(new TreeSet<>(openers));
        inputs = Collections.unmodifiableMap(new TreeMap<>(inputs));
        signals = List.copyOf(signals);
        approvals = Collections.unmodifiableMap(new TreeMap<>(approvals));
    }

    /// Whether something is sensitive that its policies and conditions read: then what they say of it is not repeated.
    public boolean readsSensitive() {
        return signals.stream().anyMatch(read -> read.signal().isSensitive());
    }

    /// When `task` ends at the latest, that instant excluded; [Instant#MAX] for no bound. The limits in force now count
    /// as well as those it was opened under.
    public Instant endOf(Task task) {
        var longest = durationOf(task);
        if (longest.isEmpty()) {
            return task.ends();
        }
        var now = task.begins().plus(longest.get());
        return now.isBefore(task.ends()) ? now : task.ends();
    }

    /// How long `task` may last by this profile. One opened by breaking the glass lasts no longer than that allows, and not
    /// at all once it is allowed no more.
    public Optional<Duration> durationOf(Task task) {
        return task.isBreakGlass()
                ? shorter(limits.duration(), Optional.of(breakGlass.map(BreakGlass::duration).orElse(Duration.ZERO)))
                : limits.duration();
    }

    /// What `task` lasts while; empty where it lasts without, which one does that was opened by breaking the glass.
    public Optional<Condition> lastsWhile(Task task) {
        return task.isBreakGlass() ? Optional.empty() : lastsWhile;
    }

    /// When `task`, used as `usage` says, has been idle for too long; [Instant#MAX] where it may be.
    public Instant idleEndOf(Task task, Usage usage) {
        var idle = shorter(limits.idle(), task.limits().idle());
        return idle.isEmpty() ? Instant.MAX : usage.idleAfter(task.begins(), idle.get());
    }

    private static Optional<Duration> shorter(Optional<Duration> one, Optional<Duration> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        return one.get().compareTo(other.get()) < 0 ? one : other;
    }

    /// The subjects whose signals can end or pause `task` while nobody asks anything.
    public Set<EntityUid> watches(Task task) {
        if (lastsWhile.isEmpty() && pausesWhen.isEmpty()) {
            return Set.of();
        }
        var subjects = new TreeSet<EntityUid>();
        for (var read : signals) {
            var subject = read.about().subject(task, null);
            if (subject != null) {
                subjects.add(subject);
            }
        }
        return subjects;
    }

    /// What is read of how a task behaves, in order; to be asked for once something is.
    public List<String> behaviourParts() {
        return signals.get(behaviour()).parts();
    }

    /// The place among its signals of how the task behaves; -1 where nothing reads that.
    public int behaviour() {
        for (var i = 0; i < signals.size(); i++) {
            if (signals.get(i).about() == About.Itself.TASK) {
                return i;
            }
        }
        return -1;
    }

    /// The rule with the name that [Rules#approvals] knows.
    public ApprovalRule approval(String rule) {
        return Objects.requireNonNull(approvals.get(rule), "each approval's policy has its rule");
    }

    /// How many permits `task` may have in all.
    public long usesOf(Task task) {
        return Math.min(limits.uses().orElse(Long.MAX_VALUE), task.limits().uses().orElse(Long.MAX_VALUE));
    }

    /// The pace at which `task` may have permits; `null` for any.
    public @Nullable Rate rateOf(Task task) {
        var own = task.limits().rate();
        return own.isEmpty() ? limits.rate().orElse(null) : limits.rate().map(own.get()::and).orElse(own.get());
    }
}
