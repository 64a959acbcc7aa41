package dev.ambit.server.house;

import dev.ambit.core.govern.Answer;
import dev.ambit.core.state.State;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/// Something that somebody wants changed, waiting for its turn.
///
/// @param question what comes of it, as of the state it meets
/// @param told     completed once that is on disk, or will not be
record Wish(Question question, CompletableFuture<Outcome> told) {
    @FunctionalInterface
    interface Question {
        Answer answer(State state, Instant now);
    }
}
