package dev.ambit.cedar.schema;

import dev.ambit.cedar.schema.WrittenSchema.Name;
import dev.ambit.cedar.text.Span;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A type as its author wrote it.
public sealed interface WrittenType {

    Span span();

    /// A type known by name.
    record Named(Name name, Meaning meaning) implements WrittenType {
        @Override
        public Span span() {
            return name.span();
        }
    }

    /// What a name may stand for where it is written.
    enum Meaning {
        /// A common type.
        COMMON,
        /// An entity type.
        ENTITY,
        /// Either, the common type first: all the human syntax can say.
        COMMON_OR_ENTITY,
        /// An extension type.
        EXTENSION
    }

    /// A primitive type that no declaration can hide: only the JSON syntax has it.
    record Primitive(Type.Primitive type, Span span) implements WrittenType {}

    record SetOf(WrittenType element, Span span) implements WrittenType {}

    /// @param attributes of two with one name, the later counts
    record RecordOf(List<Attribute> attributes, Span span) implements WrittenType {
        /// The record without attributes, written nowhere.
        public static final RecordOf EMPTY = new RecordOf(List.of(), Span.NONE);

        public RecordOf {
            attributes = List.copyOf(attributes);
        }
    }

    /// @param annotations in the order written; an annotation without a value has none
    record Attribute(Map<String, Optional<String>> annotations, Name name, boolean required, WrittenType type) {
        public Attribute {
            annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
        }
    }
}
