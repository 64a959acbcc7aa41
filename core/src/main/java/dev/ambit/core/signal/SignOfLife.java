package dev.ambit.core.signal;

import dev.ambit.cedar.value.EntityUid;
import java.time.Instant;
import java.util.Optional;

/// That a source was heard at all, kept as a reading about the source itself. No signal has this name, since no policy could
/// write it.
public final class SignOfLife {
    /// The name of such a reading.
    public static final String NAME = "(alive)";

    private SignOfLife() {}

    /// What such a reading is about.
    public static EntityUid of(String source) {
        return EntityUid.of("Source", source);
    }

    /// `source` was heard at `now`.
    public static Reading of(String source, Integrity integrity, Instant now) {
        return new Reading(NAME, of(source), Optional.empty(), now, now, source, integrity);
    }
}
