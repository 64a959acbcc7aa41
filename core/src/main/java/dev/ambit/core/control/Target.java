package dev.ambit.core.control;

import dev.ambit.cedar.value.EntityUid;

/// What a freeze stops.
public sealed interface Target {

    /// Every task there is.
    enum Everything implements Target {
        EVERYTHING
    }

    /// The tasks under one profile.
    record OfProfile(String profile) implements Target {}

    /// The tasks of one principal.
    record OfPrincipal(EntityUid principal) implements Target {}

    /// The tasks of everybody in one group, at whatever depth: a tenant is a group among the entities, and no more than that.
    record OfTenant(EntityUid group) implements Target {}

    /// Which of the controls stops it.
    default Control control() {
        return switch (this) {
            case Everything.EVERYTHING -> Control.FREEZE_EVERYTHING;
            case OfProfile _ -> Control.FREEZE_PROFILE;
            case OfPrincipal _ -> Control.FREEZE_PRINCIPAL;
            case OfTenant _ -> Control.FREEZE_TENANT;
        };
    }

    /// In words, as the object of a sentence.
    default String words() {
        return switch (this) {
            case Everything.EVERYTHING -> "everything";
            case OfProfile(var profile) -> "profile `%s`".formatted(profile);
            case OfPrincipal(var principal) -> "principal `%s`".formatted(principal);
            case OfTenant(var group) -> "tenant `%s`".formatted(group);
        };
    }
}
