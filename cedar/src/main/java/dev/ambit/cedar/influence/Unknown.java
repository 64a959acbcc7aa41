package dev.ambit.cedar.influence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Something a [Case] leaves open, cut into the parts that make a difference to the term it was found in.
sealed interface Unknown {

    /// What stands at `place` may differ in the ways of any one of `parts`.
    record At(Place place, List<List<Shift>> parts) implements Unknown {}

    /// `atom` may come out in any one of `parts`, each of one transition.
    record Of(Term.Atom atom, List<Integer> parts) implements Unknown {}

    /// The first thing that must be known to say how `term` comes out as a condition, or `null` where that is known.
    static @Nullable Unknown in(Term term, Case under) {
        if (Transitions.isSingle(under.transitions(term))) {
            return null;
        }
        return switch (term) {
            case Term.Constant _,Term.Failing _ -> null;
            case Term.Not not -> in(not.operand, under);
            case Term.Junction junction -> first(in(junction.left, under), () -> in(junction.right, under));
            case Term.Choice choice -> first(in(choice.condition, under), () -> first(in(choice.then, under), () -> in(
                    choice.otherwise, under)));
            case Term.Atom atom -> inAtom(atom, under);
        };
    }

    private static @Nullable Unknown first(@Nullable Unknown one, Supplier<@Nullable Unknown> other) {
        return one != null ? one : other.get();
    }

    private static @Nullable Unknown inAtom(Term.Atom atom, Case under) {
        var observation = under.observation(atom);
        var below = observation != null ? inPlace(observation, under) : inOperands(atom, under);
        return below != null ? below : new Of(atom, parts(under.transitions(atom)));
    }

    private static List<Integer> parts(int transitions) {
        var parts = new ArrayList<Integer>();
        for (var rest = transitions; rest != 0; rest &= rest - 1) {
            parts.add(Integer.lowestOneBit(rest));
        }
        return parts;
    }

    private static @Nullable Unknown inPlace(Observation observation, Case under) {
        var place = observation.place();
        return first(inHolders(place.parent(), under), () -> cut(place, under, shift -> List.of(
                observation.outcomes(shift.before()), observation.outcomes(shift.after()), shift.link())));
    }

    private static @Nullable Unknown inHolders(@Nullable Place place, Case under) {
        return place == null ? null : first(inHolders(place.parent(), under), () -> cut(place, under, Unknown::drift));
    }

    private static Object drift(Shift shift) {
        return List.of(shift.isThereBefore(), shift.isThereAfter(), shift.link());
    }

    /// The ways in which what stands at `place` may differ, cut by what `key` tells apart; `null` if it tells none apart.
    private static @Nullable Unknown cut(Place place, Case under, Function<Shift, Object> key) {
        var parts = new LinkedHashMap<Object, List<Shift>>();
        under.shifts(place).forEach(shift -> parts.computeIfAbsent(key.apply(shift), _ -> new ArrayList<>()).add(
                shift));
        return parts.size() > 1 ? new At(place, List.copyOf(parts.values())) : null;
    }

    private static @Nullable Unknown inOperands(Term.Atom atom, Case under) {
        return atom instanceof Term.Applied applied ? inValues(applied.operands, under) : null;
    }

    private static @Nullable Unknown inValues(Collection<Term> terms, Case under) {
        for (var term : terms) {
            var found = inValue(term, under);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /// The first thing that must be known to say how the value of `term` drifts.
    private static @Nullable Unknown inValue(Term term, Case under) {
        return switch (term) {
            case Term.Constant _,Term.Failing _ -> null;
            case Term.Read read -> inHolders(read.place, under);
            case Term.Choice choice -> first(in(choice.condition, under), () -> inValues(List.of(
                    choice.then, choice.otherwise), under));
            case Term.Applied applied when !applied.isBool() -> inValues(applied.operands, under);
            case Term.Not _,Term.Junction _,Term.Present _,Term.Applied _ -> in(term, under);
        };
    }
}
