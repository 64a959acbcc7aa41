package dev.ambit.cedar.engine;

import dev.ambit.cedar.syntax.Policy.Effect;
import java.util.ArrayList;
import java.util.List;

/// A policy on its way into the index. Two drafts are never equal, not even of one policy: each is one place.
final class Draft {
    private final String id;
    private final Effect effect;
    private final int number;
    private final List<Condition> conditions;
    private final int copies;
    private final List<Guarded> guards;

    /// @param shape the expression in words, the same for all that are the same to the letter
    record Condition(Node node, String shape) {}

    /// A condition that the index may settle, and what it settles it by.
    record Guarded(Condition condition, Guard guard) {}

    private Draft(String id, Effect effect, int number, List<Condition> conditions, int copies) {
        this.id = id;
        this.effect = effect;
        this.number = number;
        this.conditions = conditions;
        this.copies = copies;
        this.guards = guards(conditions);
    }

    /// @param number     its place among the policies of its set
    /// @param conditions all must hold, looked at in order
    static Draft of(String id, Effect effect, int number, List<Condition> conditions) {
        return new Draft(id, effect, number, List.copyOf(conditions), 1);
    }

    /// What is left to look at, in order.
    List<Condition> conditions() {
        return conditions;
    }

    /// In how many places of the index the policy stands.
    int copies() {
        return copies;
    }

    /// The guards among the conditions. A condition is one only as long as none before it can fail: a policy that
    /// fails has to be heard.
    List<Guarded> guards() {
        return guards;
    }

    private static List<Guarded> guards(List<Condition> conditions) {
        var found = new ArrayList<Guarded>(conditions.size());
        for (var condition : conditions) {
            Guard.of(condition.node()).map(guard -> new Guarded(condition, guard)).ifPresent(found::add);
            if (!condition.node().cannotFail()) {
                break;
            }
        }
        return found;
    }

    /// This policy without a condition that the index has settled.
    Draft without(Condition settled) {
        var others = new ArrayList<>(conditions);
        others.remove(settled);
        return new Draft(id, effect, number, others, copies);
    }

    Draft copied(int times) {
        return times == 1 ? this : new Draft(id, effect, number, conditions, copies * times);
    }

    CompiledPolicy finish() {
        return new CompiledPolicy(id, effect, number, copies > 1, conditions.stream().map(Condition::node).toList());
    }
}
