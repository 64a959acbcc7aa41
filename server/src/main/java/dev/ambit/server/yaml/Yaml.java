package dev.ambit.server.yaml;

import dev.ambit.cedar.text.Span;
import java.util.List;
import java.util.Optional;

/// A part of a YAML document, and where it stands. Nothing of it has a type yet: `no` is the text `no`.
public sealed interface Yaml {

    /// Where it stands; of a mapping or sequence in block style, from its first part to its last.
    Span span();

    /// @param entries in the order written; no key stands twice
    record Mapping(List<Entry> entries, Span span) implements Yaml {
        public Mapping {
            entries = List.copyOf(entries);
        }

        /// The value of `key`; empty where there is none.
        public Optional<Yaml> get(String key) {
            return entries.stream().filter(entry -> entry.key().text().equals(key)).map(Entry::value).findFirst();
        }
    }

    record Entry(Scalar key, Yaml value) {}

    record Sequence(List<Yaml> items, Span span) implements Yaml {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /// @param text     the value, folded and unescaped as YAML has it
    /// @param style    how it is written
    /// @param verbatim the part of the source in which the text stands as it is, but for the indentation of lines; empty
    ///                 where it is escaped or folded
    record Scalar(String text, Style style, Optional<Span> verbatim, Span span) implements Yaml {

        /// Whether it is nothing: no text at all, `~` or `null`, without quotes.
        public boolean isNothing() {
            return style == Style.PLAIN && (text.isEmpty() || text.equals("~") || text.equals("null"));
        }
    }

    /// How a scalar is written.
    enum Style {
        /// Without quotes, so that it may mean a number, a boolean or nothing.
        PLAIN,
        /// In single or double quotes.
        QUOTED,
        /// As a block behind `|` or `>`.
        BLOCK
    }

    /// What it is, as a message says it.
    default String kind() {
        return switch (this) {
            case Mapping _ -> "a mapping";
            case Sequence _ -> "a list";
            case Scalar scalar when scalar.isNothing() -> "nothing";
            case Scalar _ -> "a single value";
        };
    }
}
