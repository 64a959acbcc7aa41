package dev.ambit.cedar.engine;

import java.util.HashMap;
import java.util.Map;

/// Small numbers for the entities and types that the index of a policy set asks about, so that nothing of the index has
/// to be compared by name. What no policy mentions has no number.
///
/// @param <T> what is numbered
final class Ids<T> {
    /// Stands for what no policy mentions.
    static final int NONE = -1;

    private final Map<T, Integer> numbers = new HashMap<>();

    /// The number of `named`, given to it if it has none.
    int add(T named) {
        return numbers.computeIfAbsent(named, _ -> numbers.size());
    }

    /// The number of `named`, or [#NONE].
    int find(T named) {
        var number = numbers.get(named);
        return number == null ? NONE : number;
    }
}
