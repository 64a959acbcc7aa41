package dev.ambit.cedar.influence;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which atoms of one kind of request are conditions on one place, and on which.
final class Observations {
    private final List<@Nullable Observation> byAtom = new ArrayList<>();
    private final List<List<Integer>> byPlace = new ArrayList<>();

    Observations(Terms terms) {
        terms.places().forEach(_ -> byPlace.add(new ArrayList<>()));
        for (var atom : terms.atoms()) {
            var observation = Observation.of(atom);
            byAtom.add(observation);
            for (var at = observation == null ? null : observation.place(); at != null; at = at.parent()) {
                byPlace.get(at.index()).add(atom.index);
            }
        }
    }

    /// How many atoms there are.
    int size() {
        return byAtom.size();
    }

    /// How `atom` comes out by what stands at one place, or `null` where there is more to it.
    @Nullable
    Observation of(Term.Atom atom) {
        return byAtom.get(atom.index);
    }

    /// The numbers of the atoms that depend on what stands at `place`, because they ask for it or for something it holds.
    List<Integer> on(Place place) {
        return byPlace.get(place.index());
    }
}
