package dev.ambit.core.policy;

import dev.ambit.cedar.entity.Entities;
import dev.ambit.core.control.Controls;
import dev.ambit.core.signal.Catalogue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The rules of one moment, checked and compiled: what every decision names as its release.
///
/// @param id       hash of the canonical content
/// @param entities what is known of resources, groups and principals; the actions, in their groups, among them
public record Release(ReleaseId id, Catalogue catalogue, Entities entities, Map<String, Profile> profiles,
        Controls controls) {
    /// No rules at all: every task of every profile is refused.
    public static final Release NONE = new Release(new ReleaseId("0".repeat(64)), Catalogue.EMPTY, Entities.EMPTY,
            Map.of());

    /// With each emergency control used by one operator alone.
    public Release(ReleaseId id, Catalogue catalogue, Entities entities, Map<String, Profile> profiles) {
        this(id, catalogue, entities, profiles, Controls.BY_ONE);
    }

    public Release {
        profiles = Collections.unmodifiableMap(new LinkedHashMap<>(new TreeMap<>(profiles)));
    }

    public Optional<Profile> profile(String name) {
        return Optional.ofNullable(profiles.get(name));
    }
}
