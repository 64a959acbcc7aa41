package dev.ambit.cedar.validate;

import dev.ambit.cedar.schema.Type;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The type of an expression in one environment. It says more than a schema does: that a boolean is always true or
/// always false, so that what stands after `resource is Photo &&` matters only where the resource is one.
/// Prints as the type a schema would call it, cut where it is long.
sealed interface Inferred {

    enum Bool implements Inferred {
        ANY,
        TRUE,
        FALSE;

        static Bool of(boolean value) {
            return value ? TRUE : FALSE;
        }

        Bool negated() {
            return switch (this) {
                case ANY -> ANY;
                case TRUE -> FALSE;
                case FALSE -> TRUE;
            };
        }

        @Override
        public String toString() {
            return "Bool";
        }
    }

    /// An integer, a string, an entity, or a value of an extension type.
    record Plain(Type type) implements Inferred {
        static final Plain LONG = new Plain(Type.Primitive.LONG);
        static final Plain STRING = new Plain(Type.Primitive.STRING);

        @Override
        public String toString() {
            return type.toString();
        }
    }

    record SetOf(Inferred element) implements Inferred {
        @Override
        public String toString() {
            return InferredText.of(this);
        }
    }

    /// A record with exactly these fields, those not required possibly absent.
    record RecordOf(Map<String, Field> fields) implements Inferred {
        public RecordOf {
            fields = Collections.unmodifiableMap(new TreeMap<>(fields));
        }

        @Override
        public String toString() {
            return InferredText.of(this);
        }
    }

    record Field(Inferred type, boolean required) {}

    /// The type of what is ill-typed. The mistake has been reported, so this fits wherever it is put.
    enum Unknown implements Inferred {
        UNKNOWN;

        @Override
        public String toString() {
            return "?";
        }
    }

    static Inferred entity(String type) {
        return new Plain(new Type.Entity(type));
    }

    /// The type as a schema would write it; empty where some of it is unknown.
    default Optional<Type> declared() {
        return switch (this) {
            case Bool _ -> Optional.of(Type.Primitive.BOOL);
            case Plain(var type) -> Optional.of(type);
            case SetOf(var element) -> element.declared().map(Type.SetOf::new);
            case RecordOf(var fields) -> declared(fields);
            case Unknown _ -> Optional.empty();
        };
    }

    private static Optional<Type> declared(Map<String, Field> fields) {
        var attributes = new TreeMap<String, Type.Attribute>();
        for (var field : fields.entrySet()) {
            var type = field.getValue().type().declared();
            if (type.isEmpty()) {
                return Optional.empty();
            }
            attributes.put(field.getKey(), new Type.Attribute(type.get(), field.getValue().required()));
        }
        return Optional.of(new Type.RecordOf(attributes));
    }
}
