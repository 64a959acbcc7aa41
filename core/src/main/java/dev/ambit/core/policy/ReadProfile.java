package dev.ambit.core.policy;

import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.text.Passage;
import dev.ambit.cedar.value.EntityUid;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A profile whose Cedar has been read, and nothing of it type-checked.
///
/// @param openers   who may open a task under it
/// @param inputs    those whose type is known
/// @param policies  under their ids
/// @param approvals in the order written
/// @param resumedBy   who lets a paused task go on
/// @param resumesWhen what does so by itself
/// @param isWhole   whether nothing was left out because it could not be read
record ReadProfile(
        WrittenProfile written,
        List<Written<EntityUid>> openers,
        Map<String, Type> inputs,
        Optional<Condition> opensWhen,
        Optional<Condition> lastsWhile,
        Optional<Condition> pausesWhen,
        List<Policy> policies,
        List<Approval> approvals,
        Optional<BreakGlass> breakGlass,
        Optional<EntityUid> resumedBy,
        Optional<Condition> resumesWhen,
        boolean isWhole) {

    /// An expression over a task.
    record Condition(Expr expr, Passage at) {}

    /// @param asks satisfied by the requests that need leave
    record Approval(WrittenProfile.WrittenApproval written, Policy asks, EntityUid by) {}

    ReadProfile {
        openers = List.copyOf(openers);
        inputs = Collections.unmodifiableMap(new TreeMap<>(inputs));
        policies = List.copyOf(policies);
        approvals = List.copyOf(approvals);
    }

    String name() {
        return written.name().value();
    }

    /// Whether the type of every input is known.
    boolean knowsAllInputs() {
        return inputs.size() == written.inputs().size();
    }

    /// All conditions that are written.
    List<Condition> conditions() {
        return List.of(opensWhen, lastsWhile, pausesWhen, resumesWhen).stream().flatMap(Optional::stream).toList();
    }
}
