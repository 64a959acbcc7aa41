package dev.ambit.cedar.engine;

import dev.ambit.cedar.engine.Draft.Guarded;
import dev.ambit.cedar.engine.Inputs.Slot;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Builds the index of a policy set.
///
/// The index is a tree. Each inner node looks at one thing (the principal, the action, the resource, or an input that
/// policies compare with literals) and leads to the policies that ask for what it sees there; policies that ask
/// nothing of it are looked for further on by other things. At each node the thing is chosen that leaves the fewest
/// policies to look at.
///
/// What makes skipping a policy right: its guard stands before every condition that could fail, so a request that does
/// not meet the guard makes the policy unsatisfied, and never an error.
final class Index {
    /// So few policies are quicker looked at than sorted.
    private static final int LEAF = 8;
    /// What looking at one thing costs, in policies looked at.
    private static final double LOOK = 5;
    /// Groups that an entity is typically in, of those that policies ask for.
    private static final int TYPICAL_GROUPS = 2;
    /// How many things are looked at one below another, at most.
    private static final int DEEPEST = 6;
    /// In how many places one policy may stand, at most.
    private static final int MOST_COPIES = 64;

    private final Inputs inputs;
    private final Map<String, Node> shared = new HashMap<>();

    private Index(Inputs inputs) {
        this.inputs = inputs;
    }

    static IndexNode of(List<Draft> policies, Inputs inputs) {
        return new Index(inputs).build(policies, Set.of());
    }

    /// One thing a node may look at: a slot. Under it, each policy has at most one guard.
    private record Choice(Slot slot, Map<Draft, Guarded> keyed, double cost) {}

    private IndexNode build(List<Draft> policies, Set<Slot> used) {
        if (policies.isEmpty()) {
            return IndexNode.EMPTY;
        }
        var choice = used.size() < DEEPEST && policies.size() > LEAF ? best(policies, used) : Optional.<Choice>empty();
        return choice.map(chosen -> split(policies, chosen, used)).orElseGet(() -> leaf(policies));
    }

    private Optional<Choice> best(List<Draft> policies, Set<Slot> used) {
        var bySlot = new LinkedHashMap<Slot, Map<Draft, Guarded>>();
        for (var policy : policies) {
            for (var guarded : policy.guards()) {
                var slot = slot(guarded.guard());
                if (!used.contains(slot) && policy.copies() * keys(guarded.guard()) <= MOST_COPIES) {
                    bySlot.computeIfAbsent(slot, _ -> new IdentityHashMap<>()).merge(policy, guarded, Index::sharper);
                }
            }
        }
        return bySlot.entrySet().stream()
                .map(entry -> new Choice(entry.getKey(), entry.getValue(), cost(policies.size(), entry.getValue()
                        .values())))
                .filter(choice -> choice.cost < policies.size())
                .min((a, b) -> Double.compare(a.cost, b.cost));
    }

    private Slot slot(Guard guard) {
        return switch (guard) {
            case Guard.Same(var root, _) -> inputs.root(root);
            case Guard.In(var root, _) -> inputs.root(root);
            case Guard.Typed(var root, _) -> inputs.root(root);
            case Guard.OneOf(var slot, _) -> slot;
        };
    }

    private static int keys(Guard guard) {
        return switch (guard) {
            case Guard.Same _,Guard.Typed _ -> 1;
            case Guard.In(_, var groups) -> groups.size();
            case Guard.OneOf(_, var values) -> values.size();
        };
    }

    /// Of two guards on one thing, the one that fewer requests meet.
    private static Guarded sharper(Guarded a, Guarded b) {
        return breadth(b.guard()) < breadth(a.guard()) ? b : a;
    }

    private static int breadth(Guard guard) {
        return switch (guard) {
            case Guard.Same _ -> 0;
            case Guard.OneOf(_, var values) -> values.size();
            case Guard.In(_, var groups) -> 1_000 + groups.size();
            case Guard.Typed _ -> Integer.MAX_VALUE;
        };
    }

    /// How many policies a request is likely to meet after looking: those that ask nothing, and those under its key.
    private static double cost(int policies, Collection<Guarded> keyed) {
        var byKey = new HashMap<Object, Integer>();
        for (var guarded : keyed) {
            keysOf(guarded.guard()).forEach(key -> byKey.merge(key, 1, Integer::sum));
        }
        var entries = byKey.values().stream().mapToDouble(count -> count).sum();
        var met = byKey.entrySet().stream()
                .mapToDouble(entry -> weight(entry.getKey()) * entry.getValue() * entry.getValue() / entries)
                .sum();
        return LOOK + (policies - keyed.size()) + met;
    }

    private record Key(Class<? extends Guard> kind, Object what) {}

    private static List<Key> keysOf(Guard guard) {
        return switch (guard) {
            case Guard.Same(_, var entity) -> List.of(new Key(Guard.Same.class, entity));
            case Guard.In(_, var groups) -> groups.stream().map(group -> new Key(Guard.In.class, group)).toList();
            case Guard.Typed(_, var type) -> List.of(new Key(Guard.Typed.class, type));
            case Guard.OneOf(_, var values) -> values.stream().map(value -> new Key(Guard.OneOf.class, value)).toList();
        };
    }

    private static int weight(Object key) {
        return key instanceof Key(var kind, _) && kind == Guard.In.class ? TYPICAL_GROUPS : 1;
    }

    private IndexNode split(List<Draft> policies, Choice choice, Set<Slot> used) {
        var parts = new HashMap<Key, List<Draft>>();
        var rest = new ArrayList<Draft>();
        for (var policy : policies) {
            var guarded = choice.keyed.get(policy);
            if (guarded == null) {
                rest.add(policy);
            } else {
                var placed = placed(policy, guarded);
                keysOf(guarded.guard()).forEach(key -> parts.computeIfAbsent(key, _ -> new ArrayList<>()).add(placed));
            }
        }
        var next = new HashSet<>(used);
        next.add(choice.slot);
        var nodes = new HashMap<Key, IndexNode>();
        parts.forEach((key, part) -> nodes.put(key, build(part, next)));
        return node(choice.slot, nodes, build(rest, next));
    }

    /// What of `policy` is still to be looked at under its key. A value guard stays: an input that cannot be read leads
    /// to every policy that asks for it.
    private static Draft placed(Draft policy, Guarded guarded) {
        var left = guarded.guard() instanceof Guard.OneOf ? policy : policy.without(guarded.condition());
        return left.copied(keys(guarded.guard()));
    }

    private IndexNode node(Slot slot, Map<Key, IndexNode> nodes, IndexNode rest) {
        if (!Membership.isEntity(slot)) {
            var byValue = new HashMap<Value, IndexNode>();
            nodes.forEach((key, node) -> byValue.put((Value) key.what, node));
            return new IndexNode.ByValue(slot, byValue, rest);
        }
        var byFact = new HashMap<Integer, IndexNode>();
        nodes.forEach((key, node) -> byFact.put(fact(slot.root(), key), node));
        var asksGroups = nodes.keySet().stream().anyMatch(key -> key.kind == Guard.In.class);
        return new IndexNode.ByFact(slot.id(), new NodesByFact(byFact), asksGroups ? 1 << slot.id() : 0, rest);
    }

    private int fact(Root root, Key key) {
        var facts = inputs.facts();
        return switch (key.what) {
            case EntityUid group when key.kind == Guard.In.class -> facts.in(root, group);
            case EntityUid entity -> facts.same(root, entity);
            default -> facts.typed(root, (String) key.what);
        };
    }

    private IndexNode leaf(List<Draft> policies) {
        var finished = policies.stream().map(policy -> policy.finish(inputs.facts(), shared)).toList();
        var groups = finished.stream().mapToInt(policy -> policy.groups()).reduce(0, (a, b) -> a | b);
        return finished.size() == 1 && finished.getFirst().facts().isEmpty()
                ? finished.getFirst().policy()
                : new IndexNode.Leaf(finished, groups);
    }
}
