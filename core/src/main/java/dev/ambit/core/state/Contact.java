package dev.ambit.core.state;

import java.time.Duration;
import java.time.Instant;

/// How well this node is in touch with the journal: what it alone knows of itself, and no part of what nodes agree on.
///
/// @param heard when it last heard itself in the journal, by its own clock
/// @param bound how long it may decide without
public record Contact(Instant heard, Duration bound) {

    /// Whether it must not permit anything at `now`; at `heard + bound` it must not.
    public boolean isLostAt(Instant now) {
        return !now.isBefore(heard.plus(bound));
    }
}
