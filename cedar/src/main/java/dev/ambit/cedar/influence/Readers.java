package dev.ambit.cedar.influence;

import dev.ambit.cedar.influence.Rulebook.Rule;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which rules read what: by place, holders included, and by atom.
final class Readers {
    private static final BitSet NONE = new BitSet();

    private final Map<Object, BitSet> rules = new HashMap<>();
    private final Map<Operation, BitSet> loose = new HashMap<>();

    Readers(List<Rule> all) {
        for (var i = 0; i < all.size(); i++) {
            var seen = Collections.<Term>newSetFromMap(new IdentityHashMap<>());
            for (var clause : all.get(i).clauses()) {
                walk(clause, i, seen);
            }
        }
    }

    /// The numbers of the rules that read `placeOrAtom`.
    BitSet of(Object placeOrAtom) {
        return rules.getOrDefault(placeOrAtom, NONE);
    }

    /// The numbers of the rules that read anything `scene` moves or may move.
    BitSet moved(Scene scene, List<Place> places) {
        var moved = new BitSet();
        for (var place : places) {
            if (!scene.isStill(place)) {
                moved.or(of(place));
            }
        }
        loose.forEach((operation, readers) -> {
            if (scene.mayMove(operation)) {
                moved.or(readers);
            }
        });
        return moved;
    }

    private void walk(Term term, int rule, Set<Term> seen) {
        if (!seen.add(term)) {
            return;
        }
        switch (term) {
            case Term.Constant _,Term.Failing _ -> {}
            case Term.Not not -> walk(not.operand, rule, seen);
            case Term.Junction junction -> {
                walk(junction.left, rule, seen);
                walk(junction.right, rule, seen);
            }
            case Term.Choice choice -> {
                walk(choice.condition, rule, seen);
                walk(choice.then, rule, seen);
                walk(choice.otherwise, rule, seen);
            }
            case Term.Read read -> add(read, read.place, rule);
            case Term.Present present -> add(present, present.place, rule);
            case Term.Applied applied -> {
                add(applied, null, rule);
                if (!applied.operation.isPure()) {
                    loose.computeIfAbsent(applied.operation, _ -> new BitSet()).set(rule);
                }
                applied.operands.forEach(operand -> walk(operand, rule, seen));
            }
        }
    }

    private void add(Term.Atom atom, @Nullable Place place, int rule) {
        note(atom, rule);
        for (var at = place; at != null; at = at.parent()) {
            note(at, rule);
        }
    }

    private void note(Object placeOrAtom, int rule) {
        rules.computeIfAbsent(placeOrAtom, _ -> new BitSet()).set(rule);
    }
}
