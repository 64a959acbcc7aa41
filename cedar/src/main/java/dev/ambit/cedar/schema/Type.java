package dev.ambit.cedar.schema;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The type of a Cedar value, all names resolved. Prints in the human schema syntax.
public sealed interface Type {

    enum Primitive implements Type {
        BOOL("Bool"), LONG("Long"), STRING("String");

        private final String word;

        Primitive(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /// A value of an extension type.
    enum Extension implements Type {
        DECIMAL("decimal"), IPADDR("ipaddr"), DATETIME("datetime"), DURATION("duration");

        private final String word;

        Extension(String word) {
            this.word = word;
        }

        /// The name as it is written in schemas.
        public String word() {
            return word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /// An entity of one type, named in full.
    record Entity(String name) implements Type {
        @Override
        public String toString() {
            return name;
        }
    }

    record SetOf(Type element) implements Type {
        @Override
        public String toString() {
            return "Set<" + element + ">";
        }
    }

    /// A record with exactly these attributes, the optional ones possibly absent.
    record RecordOf(Map<String, Attribute> attributes) implements Type {
        public static final RecordOf EMPTY = new RecordOf(Map.of());

        public RecordOf {
            attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
        }

        @Override
        public String toString() {
            return attributes.entrySet().stream()
                    .map(entry -> "%s%s: %s"
                            .formatted(Identifiers.written(entry.getKey()), entry.getValue().required() ? "" : "?",
                                    entry.getValue().type()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
    }

    /// @param required whether every record of the type has it
    record Attribute(Type type, boolean required) {}
}
