package dev.ambit.server.pip.webhook;

import dev.ambit.core.signal.Integrity;
import java.time.Instant;
import java.util.Optional;

/// What a scheme shows of a request that is its sender's own.
///
/// @param id   by which a repeated one is known again
/// @param sent when it was signed; empty where the signature does not say
record Vouched(Integrity integrity, Optional<String> id, Optional<Instant> sent) {}
