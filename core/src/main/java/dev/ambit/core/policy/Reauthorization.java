package dev.ambit.core.policy;

import dev.ambit.cedar.value.EntityUid;
import java.util.Optional;

/// What lets a paused task go on.
///
/// @param by   who may resume it: a group, or one entity; empty where every operator may
/// @param when once this is true, a task that its profile paused is resumed by itself; empty where only people resume it
public record Reauthorization(Optional<EntityUid> by, Optional<Condition> when) {
    /// Every operator, and nothing by itself.
    public static final Reauthorization BY_OPERATORS = new Reauthorization(Optional.empty(), Optional.empty());
}
