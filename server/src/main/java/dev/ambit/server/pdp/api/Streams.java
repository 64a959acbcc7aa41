package dev.ambit.server.pdp.api;

import dev.ambit.cedar.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The house behind the routes by which operators see, and change, the streams by which shared signals come (SSF 1.0 §8.1). Called on an
/// event loop, and returns at once; what is asked of a transmitter takes as long as it takes.
public interface Streams {
    /// How the stream does now, as its transmitter has it.
    CompletableFuture<Result> show(String source);

    /// Tells the transmitter again what the settings want of the stream.
    ///
    /// @param isWhole whether all of it is put as wanted, rather than what is wanted patched into it
    CompletableFuture<Result> update(String source, boolean isWhole);

    /// Has the stream show that it works. The answer comes later, by the stream itself.
    CompletableFuture<Result> verify(String source);

    /// @param status `enabled`, `paused` or `disabled`
    CompletableFuture<Result> set(String source, String status, Optional<String> reason);

    /// Asks for what is about `subject`.
    CompletableFuture<Result> add(String source, Json.Obj subject, Optional<Boolean> isVerified);

    /// Asks for what is about `subject` no more.
    CompletableFuture<Result> remove(String source, Json.Obj subject);

    /// Deletes the stream at its transmitter.
    CompletableFuture<Result> delete(String source);

    /// Has it made again.
    CompletableFuture<Result> create(String source);

    /// What came of it.
    sealed interface Result {
        /// @param stream as it is now
        record Now(Shown stream) implements Result {}

        /// It is done, and there is nothing to show.
        record Done() implements Result {}

        /// @param status of the answer
        record Not(int status, String code, String words, String help) implements Result {}
    }

    /// A stream.
    ///
    /// @param missing  types of events that were asked for and are not delivered
    /// @param asked    when it was last asked to show that it works
    /// @param verified when it last did
    record Shown(String id, String issuer, List<String> audience, String delivery, Optional<String> endpoint,
            List<String> requested, List<String> delivered, List<String> missing, String status,
            Optional<String> reason, Optional<Instant> asked, Optional<Instant> verified) {}
}
