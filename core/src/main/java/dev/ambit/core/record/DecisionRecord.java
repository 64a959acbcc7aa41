package dev.ambit.core.record;

import dev.ambit.cedar.engine.Read;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import dev.ambit.core.control.Freeze;
import dev.ambit.core.decision.Covering;
import dev.ambit.core.decision.Decision;
import dev.ambit.core.grant.RequestDigest;
import dev.ambit.core.identity.Principal;
import dev.ambit.core.policy.ReleaseId;
import dev.ambit.core.signal.Reading;
import dev.ambit.core.state.ApprovalKey;
import dev.ambit.core.state.Contact;
import dev.ambit.core.task.Task;
import dev.ambit.core.task.TaskId;
import dev.ambit.core.task.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One decision: what was asked, everything the answer hung on, and the answer.
///
/// @param events  how many events the state had seen it was decided by
/// @param asker   the enforcement point
/// @param request what exactly was asked, where the enforcement point said more than action and resource, or an approval
///                hung on it
/// @param contact how the node was in touch with the journal, where it has to be
/// @param chain   the task asked in, then those above it, the nearest first
/// @param took    from the question to the answer
/// @param freezes what operators had stopped of the chain, each once
/// @param isSealed whether it read something sensitive, of which it shows digests
public record DecisionRecord(
        String id,
        Instant at,
        long events,
        ReleaseId release,
        Principal principal,
        EntityUid action,
        EntityUid resource,
        String asker,
        Optional<RequestDigest> request,
        Optional<Contact> contact,
        List<Link> chain,
        Decision decision,
        Duration took,
        List<Freeze> freezes,
        boolean isSealed) {

    /// One task of the chain, and what was looked at for it.
    ///
    /// @param task      as it stood, its usage that before this decision; empty where there was none of that id
    /// @param usageAfter of the task, with this decision
    /// @param satisfied the policies that determined what was said, in order
    /// @param failed    the policies that could not be evaluated, in order
    /// @param approvals those that let the request through
    /// @param signals   the last reading of each signal that was looked at
    /// @param reads     what the policies read
    /// @param lasts     what `lasts-while` read
    /// @param pauses    what `pauses-when` read
    /// @param approving what the conditions of approval rules read
    public record Link(
            TaskId id,
            Optional<Task> task,
            Usage usageAfter,
            List<String> satisfied,
            List<String> failed,
            List<Covering> approvals,
            List<Heard> signals,
            List<Read> reads,
            List<Read> lasts,
            List<Read> pauses,
            List<Read> approving) {
        public Link {
            satisfied = List.copyOf(satisfied);
            failed = List.copyOf(failed);
            approvals = List.copyOf(approvals);
            signals = List.copyOf(signals);
            reads = List.copyOf(reads);
            lasts = List.copyOf(lasts);
            pauses = List.copyOf(pauses);
            approving = List.copyOf(approving);
        }

        /// This, with the name of the task above, where there is one.
        Link below(TaskId above) {
            var named = task.map(known -> known.above() == null ? known : known.below(above));
            return new Link(id, named, usageAfter, satisfied, failed, approvals, signals, reads, lasts, pauses,
                    approving);
        }
    }

    /// A signal that was looked at.
    ///
    /// @param subject whose; empty where the task and the request name none
    /// @param reading the last, however old; empty where nothing was heard
    public record Heard(String signal, Optional<EntityUid> subject, Optional<Reading> reading) {}

    public DecisionRecord {
        chain = List.copyOf(chain);
        freezes = List.copyOf(freezes);
    }

    DecisionRecord with(List<Freeze> stopped, boolean hasSealed) {
        return new DecisionRecord(id, at, events, release, principal, action, resource, asker, request, contact, chain,
                decision, took, stopped, hasSealed);
    }

    /// Whether a value in a record that [is sealed][#isSealed] is a digest instead; of which, is told by the digest alone.
    public static Optional<String> digest(Value value) {
        return value instanceof StringValue(var text) && text.startsWith(Mask.SEALED)
                ? Optional.of(text.substring(Mask.SEALED.length()))
                : Optional.empty();
    }

    /// What had been used of each task once this was decided: for counting again what was counted before a crash.
    public Map<TaskId, Usage> usageAfter() {
        var after = new HashMap<TaskId, Usage>();
        chain.stream().filter(link -> link.task().isPresent()).forEach(link -> after.put(link.id(), link.usageAfter()));
        return after;
    }

    /// How often each approval had been used once this was decided.
    public Map<ApprovalKey, Long> approvalsAfter() {
        var after = new HashMap<ApprovalKey, Long>();
        for (var link : chain) {
            for (var covering : link.approvals()) {
                after.put(covering.key(), covering.used() + (decision.isPermit() ? 1 : 0));
            }
        }
        return after;
    }
}
