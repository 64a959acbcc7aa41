package dev.ambit.server.pdp.caller;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.identity.Caller;
import dev.ambit.core.identity.Proof.Means;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/// A caller that has shown who it is.
///
/// @param self  the principal it is itself, where it may ask for itself
/// @param means how it has shown it
public record Known(Caller caller, Optional<EntityUid> self, Means means) {

    private static final Set<Caller.Role> TOLD_ALL = Set.of(Caller.Role.ENFORCEMENT_POINT, Caller.Role.OPERATOR,
            Caller.Role.AUDITOR);

    /// Whether it may speak of `principal`: an agent of nobody but itself.
    public boolean maySpeakOf(EntityUid principal) {
        return caller.is(Caller.Role.ENFORCEMENT_POINT) || self.filter(principal::equals).isPresent();
    }

    /// Whether an agent speaks, that is told no more than it needs: one with no other role in which it is told more.
    public boolean isOnlyAgent() {
        return caller.is(Caller.Role.AGENT) && Collections.disjoint(caller.roles(), TOLD_ALL);
    }
}
