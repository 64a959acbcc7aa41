package dev.ambit.server.settings;

import java.util.List;
import java.util.function.Function;

/// One section of `ambit.yaml`, which becomes one record.
///
/// @param <T> the record
public sealed interface Group<T> {
    /// Most things that one group of named ones may have.
    int MOST_NAMED = 1_000;

    /// The key of the section.
    String name();

    /// What it is for, in a sentence or two; Markdown.
    String about();

    List<Key<?>> keys();

    /// What the section says, or what holds without it. What is wrong in it has been told, and the default stands in its place.
    T read(Given given);

    /// A section with the keys of one thing.
    static <T> Group<T> of(String name, String about, List<Key<?>> keys, Function<Values, T> made) {
        return new One<>(name, about, List.copyOf(keys), made);
    }

    /// A section of any number of things, each under a name of its own.
    ///
    /// @param made is called for each that has all it needs, in the order written; [Values#name] is the name
    static <T> Group<List<T>> named(String name, String about, List<Key<?>> keys, Function<Values, T> made) {
        return new Named<>(name, about, List.copyOf(keys), made);
    }

    /// A section with the keys of one thing.
    record One<T>(String name, String about, List<Key<?>> keys, Function<Values, T> made) implements Group<T> {
        public One {
            if (keys.stream().anyMatch(key -> key.fallback() instanceof Key.Fallback.Required<?>)) {
                throw new IllegalArgumentException("`%s` is there once, so that none of its keys is required".formatted(
                        name));
            }
        }

        @Override
        public T read(Given given) {
            return made.apply(given.section(this));
        }
    }

    /// A section of things with names.
    record Named<T>(String name, String about, List<Key<?>> keys, Function<Values, T> made) implements Group<List<T>> {
        @Override
        public List<T> read(Given given) {
            return given.sections(this).stream().map(made).toList();
        }
    }
}
