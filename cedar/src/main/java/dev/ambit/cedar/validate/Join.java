package dev.ambit.cedar.validate;

import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.validate.Inferred.Bool;
import dev.ambit.cedar.validate.Inferred.Field;
import dev.ambit.cedar.validate.Inferred.Plain;
import dev.ambit.cedar.validate.Inferred.RecordOf;
import dev.ambit.cedar.validate.Inferred.SetOf;
import dev.ambit.cedar.validate.Inferred.Unknown;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// The one type that two expressions have, where either may come out: the branches of an `if`, the members of a set,
/// the sides of `==`. Strictly: two entity types have none in common, nor have records whose attributes differ.
final class Join {
    private Join() {}

    /// The common type, or empty where there is none; [#clash] then says why.
    static Optional<Inferred> of(Inferred left, Inferred right) {
        if (isSame(left, right)) {
            return Optional.of(left);
        }
        return switch (left) {
            case Unknown _ -> Optional.of(right);
            case Inferred _ when right instanceof Unknown -> Optional.of(left);
            case Bool _ when right instanceof Bool -> Optional.of(Bool.ANY);
            case Plain _ when left.equals(right) -> Optional.of(left);
            case SetOf(var one) when right instanceof SetOf(var other) -> {
                var element = of(one, other);
                yield element.map(SetOf::new);
            }
            case RecordOf one when right instanceof RecordOf other -> of(one, other);
            case Bool _,Plain _,SetOf _,RecordOf _ -> Optional.empty();
        };
    }

    private static Optional<Inferred> of(RecordOf left, RecordOf right) {
        if (!left.fields().keySet().equals(right.fields().keySet())) {
            return Optional.empty();
        }
        var fields = new TreeMap<String, Field>();
        for (var name : left.fields().keySet()) {
            var one = field(left, name);
            var other = field(right, name);
            var type = one.required() == other.required() ? of(one.type(), other.type()) : Optional.<Inferred>empty();
            if (type.isEmpty()) {
                return Optional.empty();
            }
            fields.put(name, new Field(type.get(), one.required()));
        }
        return Optional.of(new RecordOf(fields));
    }

    /// Why two types that [#of] finds nothing for have no common type.
    static String clash(Inferred left, Inferred right) {
        if (left instanceof SetOf(var one) && right instanceof SetOf(var other)) {
            return clash(one, other);
        }
        if (left instanceof RecordOf one && right instanceof RecordOf other) {
            return clash(one, other);
        }
        if (isEntity(left) && isEntity(right)) {
            return "`%s` and `%s` are different types of entities".formatted(left, right);
        }
        return "`%s` and `%s` have no values in common".formatted(left, right);
    }

    private static String clash(RecordOf left, RecordOf right) {
        var names = new TreeSet<>(left.fields().keySet());
        names.addAll(right.fields().keySet());
        for (var name : names) {
            var one = left.fields().get(name);
            var other = right.fields().get(name);
            if (one == null || other == null) {
                return "only one of the records has attribute `%s`".formatted(name);
            }
            if (one.required() != other.required()) {
                return "attribute `%s` is required in one of the records and optional in the other".formatted(name);
            }
            if (of(one.type(), other.type()).isEmpty()) {
                return "in attribute `%s`, %s".formatted(name, clash(one.type(), other.type()));
            }
        }
        throw new IllegalArgumentException("types with the same attributes do not clash");
    }

    static boolean isEntity(Inferred type) {
        return type instanceof Plain(Type.Entity _);
    }

    private static Field field(RecordOf entries, String name) {
        return Objects.requireNonNull(entries.fields().get(name));
    }

    @SuppressWarnings("ReferenceEquality") // a type shared by both sides needs no look inside
    private static boolean isSame(Inferred left, Inferred right) {
        return left == right;
    }
}
