package dev.ambit.core.policy;

import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.task.Limits;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A kind of task: who may do it, for how long, and what may be done in it. Checked and compiled.
///
/// @param openers     who may open a task under it: principals, or groups they are in
/// @param inputs      the type of every input; all are required
/// @param opensWhen   must be true for a task to open
/// @param lastsWhile  once this is not true, a task ends
/// @param pausesWhen  once this is true, a task pauses
/// @param signals     every signal that a policy, guardrail or condition reads, in the order of names
/// @param approvals   by the ids that [Rules#approvals] gives them
/// @param schema      against which the policies were checked, and against which requests are
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
        boolean isRecordedDurably) {

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
}
