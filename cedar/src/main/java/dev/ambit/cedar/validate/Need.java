package dev.ambit.cedar.validate;

import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.validate.Inferred.Plain;
import dev.ambit.cedar.validate.Inferred.RecordOf;
import dev.ambit.cedar.validate.Inferred.SetOf;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// What an operator takes.
///
/// @param by     the operator as a message names it
/// @param words  what it takes, as a message says it
/// @param advice what somebody probably wanted who gave it something else
record Need(String by, String words, Predicate<Inferred> takes, Function<Inferred, Optional<String>> advice) {

    static Need exactly(Type type, String by) {
        return new Need(by, "`%s`".formatted(type), new Plain(type)::equals, _ -> Optional.empty());
    }

    static Need bool(String by) {
        return new Need(by, "`Bool`", Inferred.Bool.class::isInstance, _ -> Optional.empty());
    }

    static Need number(String by) {
        return exactly(Type.Primitive.LONG, by).advised(type -> type instanceof SetOf
                ? Optional.of("Cedar has no union, intersection or difference of sets")
                : by.equals("`+`") && type.equals(Plain.STRING)
                        ? Optional.of("Cedar does not join strings")
                        : Optional.empty());
    }

    static Need string(String by) {
        return exactly(Type.Primitive.STRING, by);
    }

    static Need like() {
        return string("`like`").advised(type -> Join.isEntity(type)
                ? Optional.of("Ask with `is` for the type of an entity")
                : Optional.empty());
    }

    static Need set(String by) {
        return new Need(by, "a set", SetOf.class::isInstance, _ -> Optional.empty());
    }

    static Need searched(String by) {
        return set(by).advised(type -> switch (type) {
            case Plain(Type.Entity _) -> Optional.of("Ask with `in` whether an entity is in a group");
            case RecordOf _ -> Optional.of("Ask with `has` whether a record has an attribute");
            case Inferred.Plain _ when type.equals(Plain.STRING) ->
                Optional.of("Ask with `like` what a string contains");
            default -> Optional.empty();
        });
    }

    static Need counted() {
        return set("`.isEmpty()`").advised(type -> type.equals(Plain.STRING)
                ? Optional.of("Compare a string with `== \"\"`")
                : Optional.empty());
    }

    /// The right side of `.containsAll()` and `.containsAny()`.
    static Need sought(String by) {
        return set(by).advised(_ -> Optional.of("Ask with `.contains()` for a single value"));
    }

    static Need entity(String by) {
        return new Need(by, "an entity", Join::isEntity, _ -> Optional.empty());
    }

    static Need member() {
        return entity("`in`").advised(_ -> Optional.of("Ask with `.contains()` whether a value is in a set"));
    }

    static Need group() {
        return new Need("`in`", "an entity or a set of entities", Need::isEntities, type -> type instanceof SetOf
                ? Optional.of("Ask with `.contains()` whether a value is in a set")
                : Optional.empty());
    }

    static Need typed() {
        return entity("`is`").advised(_ -> Optional.of("Only of entities can a policy ask the type"));
    }

    static Need withAttributes(String by) {
        return new Need(by, "an entity or a record", type -> Join.isEntity(type) || type instanceof RecordOf,
                type -> type instanceof SetOf
                        ? Optional.of("Ask with `.contains()` what a set holds")
                        : Optional.empty());
    }

    static Need ordered(String by) {
        return new Need(by, "`Long`, `datetime` or `duration`", Need::isOrdered, type -> type.equals(new Plain(
                Type.Extension.DECIMAL))
                        ? Optional.of("Compare decimals with `.lessThan()` and the like")
                        : Optional.empty());
    }

    private Need advised(Function<Inferred, Optional<String>> other) {
        return new Need(by, words, takes, other);
    }

    private static boolean isEntities(Inferred type) {
        return Join.isEntity(type)
                || type instanceof SetOf(var element)
                        && (Join.isEntity(element) || element instanceof Inferred.Unknown);
    }

    private static boolean isOrdered(Inferred type) {
        return type.equals(Plain.LONG)
                || type instanceof Plain(Type.Extension extension)
                        && (extension == Type.Extension.DATETIME || extension == Type.Extension.DURATION);
    }
}
