package dev.ambit.cedar.validate;

import dev.ambit.cedar.text.Span;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The mistakes found in the conditions of one policy, while they are typed in one environment after the other.
/// Of one rule at one place a few variants are kept: the same read may fail for each type in another way.
final class Gathered {
    private static final int MOST_VARIANTS = 3;

    private final Map<Mistake, Spread> found = new LinkedHashMap<>();
    private final Map<Place, Integer> variants = new HashMap<>();

    private record Place(String code, Span span) {}

    void add(Mistake mistake, Environment environment) {
        var known = found.get(mistake);
        if (known != null) {
            known.add(environment);
        } else if (variants.merge(new Place(mistake.code(), mistake.span()), 1, Integer::sum) <= MOST_VARIANTS) {
            found.put(mistake, new Spread(environment));
        }
    }

    /// The mistakes, those that do not happen in all `environments` with a word on where they do.
    List<Mistake> amid(Collection<Environment> environments) {
        if (found.isEmpty()) {
            return List.of();
        }
        var all = new Spread(environments.iterator().next());
        environments.forEach(all::add);
        return found.entrySet().stream()
                .map(entry -> entry.getKey().help(join(entry.getKey().help(), entry.getValue().amid(all))))
                .toList();
    }

    private static Optional<String> join(Optional<String> way, Optional<String> where) {
        if (way.isEmpty() || where.isEmpty()) {
            return way.or(() -> where);
        }
        var ended = way.get().endsWith("?") ? way.get() : way.get() + ".";
        return Optional.of(ended + " " + where.get());
    }
}
