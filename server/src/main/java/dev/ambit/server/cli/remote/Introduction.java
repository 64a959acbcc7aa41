package dev.ambit.server.cli.remote;

import java.time.Instant;
import java.util.Optional;

/// An answer, and what else it shows of the server.
///
/// @param asked           by the clock of this machine, and `answered` likewise
/// @param certificateEnds when the server's certificate does; empty without TLS
public record Introduction(Reply reply, Instant asked, Instant answered, Optional<Instant> certificateEnds) {}
