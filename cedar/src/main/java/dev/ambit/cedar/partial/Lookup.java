package dev.ambit.cedar.partial;

import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.value.Value;

/// What is known of an attribute or tag: whether it is there, and its value.
public sealed interface Lookup {

    /// It is there.
    record Found(Knowledge value) implements Lookup {}

    /// It is not there.
    enum Missing implements Lookup {
        /// What could have it has not.
        ABSENT,
        /// Nothing exists under the name of its entity.
        NO_SUCH_ENTITY
    }

    /// It may be there or not.
    ///
    /// @param value what is known of it in case it is there
    record Unknown(Knowledge value) implements Lookup {
        public static final Unknown ANY = new Unknown(Knowledge.Nothing.NOTHING);
    }

    static Lookup found(Value value) {
        return new Found(new Knowledge.Exactly(value));
    }

    static Lookup of(Type.Attribute attribute) {
        var value = Knowledge.of(attribute.type());
        return attribute.required() ? new Found(value) : new Unknown(value);
    }

    /// What is known of the value, supposing that it is there.
    default Knowledge ifThere() {
        return switch (this) {
            case Found(var value) -> value;
            case Unknown(var value) -> value;
            case Missing _ -> Knowledge.Nothing.NOTHING;
        };
    }

    /// What is known if this and `other` are both true of one attribute; where they cannot be, either will do.
    default Lookup and(Lookup other) {
        if (this instanceof Missing) {
            return this;
        }
        if (other instanceof Missing) {
            return other;
        }
        var value = ifThere().and(other.ifThere());
        return this instanceof Found || other instanceof Found ? new Found(value) : new Unknown(value);
    }

    /// Whether not both can be true of one attribute.
    default boolean excludes(Lookup other) {
        return this instanceof Missing && other instanceof Found
                || this instanceof Found && other instanceof Missing
                || this instanceof Found(var value) && other instanceof Found(var more) && value.excludes(more);
    }
}
