package dev.ambit.cedar.validate;

import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.text.Span;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The mistakes found in the conditions of one policy, while they are typed in one environment after the other.
/// Of one rule at one place a few variants are kept: the same read may fail for each type in another way.
final class Gathered {
    private static final int MOST_VARIANTS = 3;

    private final Map<Mistake, Spread> found = new LinkedHashMap<>();
    private final Map<Place, Integer> variants = new HashMap<>();

    private final Set<Root> roots;

    /// @param roots what the conditions read
    Gathered(Set<Root> roots) {
        this.roots = roots;
    }

    private record Place(String code, Span span, String message) {
        /// A policy that was not read from text has one place for everything: there each message is a place of its own.
        static Place of(Mistake mistake) {
            var isSomewhere = !mistake.span().equals(Span.NONE);
            return new Place(mistake.code(), mistake.span(), isSomewhere ? "" : mistake.message());
        }
    }

    void add(Mistake mistake, Environment environment) {
        var known = found.get(mistake);
        if (known != null) {
            known.add(environment);
        } else if (variants.merge(Place.of(mistake), 1, Integer::sum) <= MOST_VARIANTS) {
            found.put(mistake, new Spread(environment, roots));
        }
    }

    /// Where the mistakes stand.
    Set<Span> places() {
        return found.keySet().stream().map(Mistake::span).collect(Collectors.toSet());
    }

    /// The mistakes; those that do not happen in all environments that get to their place, with a word on where they do.
    List<Mistake> amid(Function<Span, Collection<Environment>> environments) {
        return found.entrySet().stream()
                .map(entry -> told(entry.getKey(), entry.getValue(), environments.apply(entry.getKey().span())))
                .toList();
    }

    private static Mistake told(Mistake mistake, Spread spread, Collection<Environment> environments) {
        return mistake.help(join(mistake.help(), spread.amid(environments)));
    }

    private static Optional<String> join(Optional<String> way, Optional<String> where) {
        if (way.isEmpty() || where.isEmpty()) {
            return way.or(() -> where);
        }
        var ended = way.get().endsWith("?") ? way.get() : way.get() + ".";
        return Optional.of(ended + " " + where.get());
    }
}
