package dev.ambit.core.identity;

import dev.ambit.cedar.value.EntityUid;
import java.time.Instant;

/// Whoever asks, and how we know.
///
/// @param uid its name among the entities, such as `Agent::"code-reviewer"`
public record Principal(EntityUid uid, Proof proof) {

    /// Whether it is proven, at `now`, to be who it says.
    public boolean isProvenAt(Instant now) {
        return proof.isGoodAt(now);
    }
}
