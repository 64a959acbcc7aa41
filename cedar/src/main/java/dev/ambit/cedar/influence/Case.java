package dev.ambit.cedar.influence;

import static dev.ambit.cedar.influence.Transitions.ERROR;

import dev.ambit.cedar.influence.Shift.Link;
import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What is supposed about before and after, and what follows from it for every term.
///
/// At first only what the move says: for each place the [Shift]s it leaves possible, for each atom all transitions. The
/// [Search] supposes more, step by step, and takes it back. What follows is always at least what can really be: where
/// terms hang together in ways not followed here, more.
/// Recursion is as deep as the term.
final class Case {
    private static final int VALUE_BOTH = 1;
    private static final int VALUE_BEFORE = 1 << 1;
    private static final int VALUE_AFTER = 1 << 2;
    private static final int VALUE_NEVER = 1 << 3;

    private final Predicate<Operation> mayMove;
    private final Observations observations;
    private final List<List<Shift>> shifts;
    private final int[] fixed;
    /// What follows for each condition on one place, until something else is supposed about the place; -1 where it has
    /// not been worked out.
    private final int[] observed;

    /// @param mayMove      whether what the operation finds with an entity may be what moves
    /// @param shifts       what the move does, by [Place#index]
    Case(Predicate<Operation> mayMove, List<List<Shift>> shifts, Observations observations) {
        this.mayMove = mayMove;
        this.observations = observations;
        this.shifts = new ArrayList<>(shifts);
        this.fixed = new int[observations.size()];
        this.observed = new int[observations.size()];
        Arrays.fill(fixed, Transitions.ALL);
        Arrays.fill(observed, -1);
    }

    /// The ways left in which what stands at `place` may differ.
    List<Shift> shifts(Place place) {
        return shifts.get(place.index());
    }

    void suppose(Place place, List<Shift> possible) {
        shifts.set(place.index(), possible);
        for (var atom : observations.on(place)) {
            observed[atom] = -1;
        }
    }

    /// The transitions left to `atom`, whatever its operands say.
    int fixed(Term.Atom atom) {
        return fixed[atom.index];
    }

    void suppose(Term.Atom atom, int transitions) {
        fixed[atom.index] = transitions;
    }

    /// How `atom` comes out by what stands at one place, or `null` where there is more to it.
    @Nullable
    Observation observation(Term.Atom atom) {
        return observations.of(atom);
    }

    /// How `term` may come out as a condition.
    int transitions(Term term) {
        return switch (term) {
            case Term.Constant constant -> transitions(constant);
            case Term.Failing _ -> Transitions.of(ERROR, ERROR);
            case Term.Not not -> Transitions.not(transitions(not.operand));
            case Term.Junction and when and.isAnd -> Transitions.and(transitions(and.left), transitions(and.right));
            case Term.Junction or -> Transitions.or(transitions(or.left), transitions(or.right));
            case Term.Choice choice -> Transitions.choose(
                    transitions(choice.condition), transitions(choice.then), transitions(choice.otherwise));
            case Term.Atom atom -> fixed(atom) & unsupposed(atom);
        };
    }

    private static int transitions(Term.Constant constant) {
        var outcome = Observation.outcome(constant.value);
        return Transitions.of(outcome, outcome);
    }

    private int unsupposed(Term.Atom atom) {
        var observation = observations.of(atom);
        if (observation != null) {
            if (observed[atom.index] < 0) {
                observed[atom.index] = observe(observation);
            }
            return observed[atom.index];
        }
        return atom instanceof Term.Applied applied
                && applied.operation.equals(new Operation.Infix(BinaryOperator.EQUAL))
                        ? equality(applied, applied.operands.get(0), applied.operands.get(1))
                        : Drift.asCondition(values(atom), atom.isBool());
    }

    private int equality(Term.Applied applied, Term left, Term right) {
        if (left == right) {
            return Drift.whereThereIsAValue(drift(left));
        }
        return left.isBool() && right.isBool()
                ? Transitions.same(transitions(left), transitions(right))
                : Drift.asCondition(values(applied), true);
    }

    /// How a condition on one place alone may come out.
    private int observe(Observation observation) {
        var place = observation.place();
        var set = Transitions.NONE;
        var parents = holders(place.parent());
        for (var i = parents; i != 0; i &= i - 1) {
            var parent = Integer.lowestOneBit(i);
            for (var shift : shifts(place)) {
                set |= observe(parent, shift, observation);
            }
        }
        return set;
    }

    private static int observe(int parent, Shift shift, Observation observation) {
        var before = hasBefore(parent) ? observation.outcomes(shift.before()) : 1 << ERROR;
        var after = hasAfter(parent) ? observation.outcomes(shift.after()) : 1 << ERROR;
        var all = Transitions.between(before, after);
        if (parent != VALUE_BOTH || !shift.isThereBefore() || !shift.isThereAfter()) {
            return parent == VALUE_BOTH && shift.link() == Link.SAME ? all & Transitions.STEADY : all;
        }
        return switch (shift.link()) {
            case SAME -> all & Transitions.STEADY;
            case GROWN -> all & observation.whenGrown();
            case FREE -> all;
        };
    }

    /// Before and after, whether something stands at `place` that can be asked for attributes.
    private int holders(@Nullable Place place) {
        // What a request binds is always there, and always a holder; before it there is nothing to ask.
        if (place == null || place.parent() == null) {
            return VALUE_BOTH;
        }
        var set = 0;
        var parents = holders(place.parent());
        for (var i = parents; i != 0; i &= i - 1) {
            var parent = Integer.lowestOneBit(i);
            for (var shift : shifts(place)) {
                set |= holders(place, shift, hasBefore(parent) && shift.isThereBefore(), hasAfter(parent) && shift
                        .isThereAfter());
            }
        }
        return set;
    }

    private static int holders(Place place, Shift shift, boolean before, boolean after) {
        var set = values(before, after);
        if (place.isHolder()) {
            return set;
        }
        var mayDiffer = !before || !after || shift.link() == Link.FREE;
        return set | VALUE_NEVER | (mayDiffer && before ? VALUE_BEFORE : 0) | (mayDiffer && after ? VALUE_AFTER : 0);
    }

    private static int values(boolean before, boolean after) {
        if (before) {
            return after ? VALUE_BOTH : VALUE_BEFORE;
        }
        return after ? VALUE_AFTER : VALUE_NEVER;
    }

    private static boolean hasBefore(int values) {
        return (values & (VALUE_BOTH | VALUE_BEFORE)) != 0;
    }

    private static boolean hasAfter(int values) {
        return (values & (VALUE_BOTH | VALUE_AFTER)) != 0;
    }

    /// How the value of `term` may drift.
    int drift(Term term) {
        return switch (term) {
            case Term.Constant _ -> Drift.SAME;
            case Term.Failing _ -> Drift.FAILS;
            case Term.Not _,Term.Junction _,Term.Present _ -> Drift.ofCondition(transitions(term));
            case Term.Choice choice -> Drift.choose(
                    transitions(choice.condition), drift(choice.then), drift(choice.otherwise));
            case Term.Atom atom when atom.isBool() -> Drift.ofCondition(transitions(atom));
            case Term.Atom atom -> values(atom);
        };
    }

    private int values(Term.Atom atom) {
        return switch (atom) {
            case Term.Read read -> drift(read.place);
            case Term.Present present -> Drift.ofCondition(transitions(present));
            case Term.Applied applied -> drift(applied);
        };
    }

    private int drift(Place place) {
        var set = 0;
        var parents = holders(place.parent());
        for (var i = parents; i != 0; i &= i - 1) {
            var parent = Integer.lowestOneBit(i);
            for (var shift : shifts(place)) {
                var value = switch (shift.link()) {
                    case SAME -> Drift.SAME;
                    case GROWN -> Drift.UP;
                    case FREE -> Drift.OTHER;
                };
                set |= Drift.of(hasBefore(parent) && shift.isThereBefore(), hasAfter(parent) && shift.isThereAfter(),
                        value);
            }
        }
        return set;
    }

    private int drift(Term.Applied applied) {
        var set = Drift.SAME;
        for (var i = 0; i < applied.operands.size(); i++) {
            var operand = drift(applied.operands.get(i));
            set = Drift.both(set, Drift.through(operand, applied.operation.sign(i, applied.operands)));
        }
        if (mayMove.test(applied.operation) && (set & Drift.VALUES) != 0) {
            set = set & ~Drift.VALUES | Drift.OTHER;
        }
        return applied.cannotFail ? set : Drift.fallible(set, applied.operation.isTotal());
    }
}
