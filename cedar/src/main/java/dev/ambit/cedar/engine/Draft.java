package dev.ambit.cedar.engine;

import dev.ambit.cedar.syntax.Policy.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A policy on its way into the index.
///
/// @param conditions all must hold, looked at in order
/// @param copies     how many places of the index it stands in so far
record Draft(String id, Effect effect, int number, List<Node> conditions, int copies) {

    Draft {
        conditions = List.copyOf(conditions);
    }

    /// A condition that the index may settle, and what it settles it by.
    record Guarded(Node condition, Guard guard) {}

    /// The guards among the conditions. A condition is one only as long as none before it can fail: a policy that
    /// fails has to be heard.
    List<Guarded> guards() {
        var found = new ArrayList<Guarded>();
        for (var condition : conditions) {
            Guard.of(condition).map(guard -> new Guarded(condition, guard)).ifPresent(found::add);
            if (!condition.cannotFail()) {
                break;
            }
        }
        return found;
    }

    /// This policy without a condition that the index has settled.
    Draft without(Optional<Node> settled) {
        return settled.isEmpty()
                ? this
                : new Draft(id, effect, number, conditions.stream().filter(condition -> !condition.equals(settled
                        .get())).toList(), copies);
    }

    Draft copied(int times) {
        return new Draft(id, effect, number, conditions, copies * times);
    }

    CompiledPolicy finish() {
        return new CompiledPolicy(id, effect, number, copies > 1, conditions);
    }
}
