package dev.ambit.server.pdp.caller;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.identity.Caller;
import dev.ambit.core.identity.Proof.Means;
import java.util.Optional;

/// A caller that has shown who it is.
///
/// @param self  the principal it is itself, where it may ask for itself
/// @param means how it has shown it
public record Known(Caller caller, Optional<EntityUid> self, Means means) {

    /// Whether it may speak of `principal`: an agent of nobody but itself.
    public boolean maySpeakOf(EntityUid principal) {
        return caller.is(Caller.Role.ENFORCEMENT_POINT) || self.filter(principal::equals).isPresent();
    }

    /// Whether an agent speaks, that is told no more than it needs.
    public boolean isOnlyAgent() {
        return caller.is(Caller.Role.AGENT) && caller.roles().size() == 1;
    }
}
