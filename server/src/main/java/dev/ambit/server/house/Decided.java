package dev.ambit.server.house;

import dev.ambit.core.decision.Decision;
import dev.ambit.core.policy.ReleaseId;
import java.time.Instant;
import java.util.OptionalLong;

/// An answer that has been recorded.
///
/// @param id      of the record; the answer to what could not be recorded has one as well, under which nothing is found
/// @param at      as of when it was decided
/// @param release  by whose rules
/// @param awaited  the position of the record where it has to be on disk before the answer leaves; empty where soon is enough
public record Decided(String id, Instant at, ReleaseId release, Decision decision, OptionalLong awaited) {}
