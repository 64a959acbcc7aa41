package dev.ambit.cedar.validate;

import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.schema.Type.Extension;
import dev.ambit.cedar.validate.Inferred.Plain;
import dev.ambit.cedar.validate.Inferred.RecordOf;
import dev.ambit.cedar.validate.Inferred.SetOf;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// What an operator takes.
///
/// @param words  as a message says it
/// @param advice what somebody probably wanted who gave the operator something else
record Need(String words, Predicate<Inferred> takes, Function<Inferred, Optional<String>> advice) {
    static final Need BOOL = new Need("`Bool`", Inferred.Bool.class::isInstance, _ -> Optional.empty());
    static final Need STRING = exactly(Plain.STRING);
    static final Need ENTITY = new Need("an entity", Join::isEntity, _ -> Optional.empty());

    /// An operand of `-`, `*`, and of the `+` that is not [#SUMMAND].
    static final Need NUMBER = exactly(Plain.LONG).advised(Need::onNumbers);

    static final Need SUMMAND = exactly(Plain.LONG).advised(type -> type.equals(Plain.STRING)
            ? Optional.of("Cedar does not join strings")
            : onNumbers(type));

    /// A side of `<` and the like.
    static final Need ORDERED = new Need("`Long`, `datetime` or `duration`", Need::isOrdered, type -> advice(type
            .equals(new Plain(Extension.DECIMAL)), "Compare decimals with `.lessThan()` and the like"));

    /// The left side of `like`.
    static final Need MATCHED = exactly(Plain.STRING).advised(type -> advice(Join.isEntity(type),
            "Ask with `is` for the type of an entity"));

    /// What `.contains()` and its kin search in.
    static final Need SEARCHED = set(Need::onSearch);

    /// What `.containsAll()` and `.containsAny()` search for.
    static final Need SOUGHT = set(_ -> Optional.of("Ask with `.contains()` for a single value"));

    /// What `.isEmpty()` is asked of.
    static final Need COUNTED = set(type -> advice(type.equals(Plain.STRING), "Compare a string with `== \"\"`"));

    /// The left side of `is`.
    static final Need TYPED = ENTITY.advised(_ -> Optional.of("Only of entities can a policy ask the type"));

    /// The left side of `in`.
    static final Need MEMBER = ENTITY.advised(_ -> Optional.of("Ask with `.contains()` whether a value is in a set"));

    /// The right side of `in`.
    static final Need GROUP = new Need("an entity or a set of entities", Need::isGroup, type -> advice(
            type instanceof SetOf, "Ask with `.contains()` whether a value is in a set"));

    /// What attributes are read of.
    static final Need OWNER = new Need("an entity or a record", type -> Join.isEntity(type) || type instanceof RecordOf,
            type -> advice(type instanceof SetOf, "Ask with `.contains()` what a set holds"));

    static Need exactly(Inferred type) {
        return new Need("`" + type + "`", type::equals, _ -> Optional.empty());
    }

    /// An argument of a function or method of the extension types.
    static Need argument(Type type) {
        return exactly(new Plain(type)).advised(given -> advice(type instanceof Extension && given.equals(Plain.STRING),
                "Make one of a string with `%s(\"…\")`"
                        .formatted(type == Extension.IPADDR ? "ip" : type)));
    }

    private static Need set(Function<Inferred, Optional<String>> advice) {
        return new Need("a set", SetOf.class::isInstance, advice);
    }

    Need advised(Function<Inferred, Optional<String>> other) {
        return new Need(words, takes, other);
    }

    private static Optional<String> onNumbers(Inferred type) {
        return advice(type instanceof SetOf, "Cedar has no union, intersection or difference of sets");
    }

    private static Optional<String> onSearch(Inferred type) {
        return switch (type) {
            case Plain(Type.Entity _) -> Optional.of("Ask with `in` whether an entity is in a group");
            case RecordOf _ -> Optional.of("Ask with `has` whether a record has an attribute");
            case Plain _ when type.equals(Plain.STRING) -> Optional.of("Ask with `like` what a string contains");
            default -> Optional.empty();
        };
    }

    private static Optional<String> advice(boolean applies, String way) {
        return applies ? Optional.of(way) : Optional.empty();
    }

    private static boolean isGroup(Inferred type) {
        return Join.isEntity(type)
                || type instanceof SetOf(var element)
                        && (Join.isEntity(element) || element instanceof Inferred.Unknown);
    }

    private static boolean isOrdered(Inferred type) {
        return type.equals(Plain.LONG)
                || type instanceof Plain(Extension extension)
                        && (extension == Extension.DATETIME || extension == Extension.DURATION);
    }
}
