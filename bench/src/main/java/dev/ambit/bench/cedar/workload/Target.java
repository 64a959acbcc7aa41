package dev.ambit.bench.cedar.workload;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.Quoted;

/// Whom or what a policy is about.
sealed interface Target {

    /// Everyone, or everything.
    record Any() implements Target {}

    /// All of one type.
    record Kind(String type) implements Target {}

    /// All of one type that are in a group or folder.
    record KindIn(String type, EntityUid group) implements Target {}

    /// All that are in a group or folder.
    record Within(EntityUid group) implements Target {}

    /// This one.
    record One(EntityUid uid) implements Target {}

    /// The target as the scope of a Cedar policy has it.
    ///
    /// @param variable `principal` or `resource`
    default String cedar(String variable) {
        return switch (this) {
            case Any() -> variable;
            case Kind(var type) -> variable + " is " + type;
            case KindIn(var type, var group) -> variable + " is " + type + " in " + group;
            case Within(var group) -> variable + " in " + group;
            case One(var uid) -> variable + " == " + uid;
        };
    }

    /// The target as the target of a SAPL policy has it.
    ///
    /// @param variable `subject` or `resource`
    default String sapl(String variable) {
        return switch (this) {
            case Any() -> "true";
            case Kind(var type) -> variable + ".type == " + Quoted.string(type);
            case KindIn(var type, var group) ->
                new Kind(type).sapl(variable) + " & " + new Within(group).sapl(variable);
            case Within(var group) -> Quoted.string(group.id()) + " in " + variable + ".groups";
            case One(var uid) -> variable + ".id == " + Quoted.string(uid.id());
        };
    }

    /// Whether the target takes in anything of type `type`.
    default boolean coversSome(String type) {
        return switch (this) {
            case Any _,Within _ -> true;
            case Kind(var own) -> own.equals(type);
            case KindIn(var own, _) -> own.equals(type);
            case One(var uid) -> uid.type().equals(type);
        };
    }

    /// Whether the target takes `uid` in.
    default boolean covers(EntityUid uid, World world) {
        return switch (this) {
            case Any() -> true;
            case Kind(var type) -> uid.type().equals(type);
            case KindIn(var type, var group) -> uid.type().equals(type) && world.entities.isIn(uid, group);
            case Within(var group) -> world.entities.isIn(uid, group);
            case One(var other) -> uid.equals(other);
        };
    }
}
