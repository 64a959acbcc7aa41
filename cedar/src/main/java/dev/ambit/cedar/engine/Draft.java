package dev.ambit.cedar.engine;

import dev.ambit.cedar.syntax.Policy.Effect;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.BoolValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

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
            if (!neverFails(condition.node())) {
                break;
            }
        }
        return found;
    }

    /// As a condition: what is never an error as a value, such as `context`, is one where a truth value is needed.
    private static boolean neverFails(Node condition) {
        return condition.cannotFail()
                && (condition instanceof Node.Test || condition.constant() instanceof BoolValue);
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

    /// A policy in its place in the index.
    ///
    /// @param facts  that must all hold before it has to be evaluated
    /// @param groups the variables whose groups these facts are about, a bit for each
    record Finished(CompiledPolicy policy, List<Integer> facts, int groups) {}

    /// Guards that are single facts are taken off the conditions: they are asked for before anything else.
    Finished finish(Facts facts, Map<String, Node> shared) {
        var asked = new ArrayList<Integer>();
        var left = new ArrayList<>(conditions);
        var groups = 0;
        for (var guarded : guards) {
            var fact = fact(guarded.guard(), facts);
            if (fact.isPresent()) {
                asked.add(fact.getAsInt());
                left.remove(guarded.condition());
                groups |= guarded.guard() instanceof Guard.In(var root, _) ? 1 << Facts.variable(root) : 0;
            }
        }
        var own = left.stream().map(Condition::node).toList();
        var alike = left.stream().map(one -> shared.computeIfAbsent(one.shape(), _ -> one.node())).toList();
        var shape = left.stream().map(Condition::shape).collect(Collectors.joining(" && "));
        var condition = shared.computeIfAbsent(shape, _ -> all(alike));
        return new Finished(new CompiledPolicy(id, effect, number, copies > 1, condition, all(own)), asked, groups);
    }

    private static Node all(List<Node> conditions) {
        return switch (conditions.size()) {
            case 0 -> new Node.Constant(BoolValue.TRUE, Span.NONE);
            case 1 -> conditions.getFirst();
            default -> new Logic.And(conditions, Span.NONE);
        };
    }

    private static OptionalInt fact(Guard guard, Facts facts) {
        return switch (guard) {
            case Guard.Same(var root, var entity) -> OptionalInt.of(facts.same(root, entity));
            case Guard.In(var root, var groups) when groups.size() == 1 ->
                OptionalInt.of(facts.in(root, groups.getFirst()));
            case Guard.Typed(var root, var type) -> OptionalInt.of(facts.typed(root, type));
            case Guard.In _,Guard.OneOf _ -> OptionalInt.empty();
        };
    }
}
