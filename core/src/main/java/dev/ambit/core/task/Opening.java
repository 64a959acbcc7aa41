package dev.ambit.core.task;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import java.time.Instant;
import java.util.Optional;

/// What somebody wants opened.
///
/// @param parent    the task it is delegated from, if any
/// @param principal the only one who may do it
/// @param inputs    a value for each input the profile declares
/// @param limits    narrower than the profile's
/// @param begins    when, if not at once
public record Opening(
        TaskId id,
        Optional<TaskId> parent,
        EntityUid principal,
        String profile,
        RecordValue inputs,
        Limits limits,
        Optional<Instant> begins) {

    /// A task of its own, to begin at once, within no limits but the profile's.
    public static Opening of(TaskId id, EntityUid principal, String profile, RecordValue inputs) {
        return new Opening(id, Optional.empty(), principal, profile, inputs, Limits.NONE, Optional.empty());
    }

    /// The same, with `others` as its inputs.
    public Opening given(RecordValue others) {
        return new Opening(id, parent, principal, profile, others, limits, begins);
    }

    /// The same, delegated from `task`.
    public Opening below(TaskId task) {
        return new Opening(id, Optional.of(task), principal, profile, inputs, limits, begins);
    }

    /// The same, within `narrower` limits.
    public Opening within(Limits narrower) {
        return new Opening(id, parent, principal, profile, inputs, narrower, begins);
    }

    /// The same, to begin at `instant`.
    public Opening at(Instant instant) {
        return new Opening(id, parent, principal, profile, inputs, limits, Optional.of(instant));
    }
}
