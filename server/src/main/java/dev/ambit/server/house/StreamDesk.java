package dev.ambit.server.house;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.pdp.api.Streams;
import dev.ambit.server.pip.ssf.StreamShown;
import dev.ambit.server.pip.ssf.StreamStatus;
import dev.ambit.server.pip.ssf.Subscription;
import dev.ambit.server.pip.ssf.Subscription.NoStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// The house as operators see it who look after the streams by which shared signals come.
final class StreamDesk implements Streams {
    private final Map<String, Subscription> streams;
    private final Executor waiting;

    /// @param streams by source
    /// @param waiting carries what waits for a transmitter
    StreamDesk(Map<String, Subscription> streams, Executor waiting) {
        this.streams = Map.copyOf(streams);
        this.waiting = waiting;
    }

    /// What is done with a stream.
    @FunctionalInterface
    private interface Deed {
        Result with(Subscription stream) throws IOException;
    }

    private CompletableFuture<Result> doing(String source, Deed deed) {
        var stream = Optional.ofNullable(streams.get(source));
        if (stream.isEmpty()) {
            return CompletableFuture.completedFuture(new Result.Not(404, "no-such-stream",
                    "no source of that name has its signals come by a stream",
                    "Sources are listed by GET /v1/sources; those of kind `shared-signals` have a stream"));
        }
        return CompletableFuture.supplyAsync(() -> done(stream.get(), deed), waiting);
    }

    private static Result done(Subscription stream, Deed deed) {
        try {
            return deed.with(stream);
        } catch (NoStream none) {
            return new Result.Not(409, "no-stream", String.valueOf(none.getMessage()),
                    "`problem` of the source says why, where it cannot be made");
        } catch (IOException failed) {
            return new Result.Not(502, "transmitter-failed", "the transmitter did not do it: " + failed.getMessage(),
                    "");
        }
    }

    private static Result now(StreamShown stream) {
        return new Result.Now(new Shown(stream.id(), stream.issuer(), stream.audience(), stream.isPolled()
                ? "poll"
                : "push", stream.endpoint(), stream.requested(), stream.delivered(), stream.missing(), stream.status()
                        .word(), stream.status().reason(), stream.asked(), stream.verified()));
    }

    @Override
    public CompletableFuture<Result> show(String source) {
        return doing(source, stream -> now(stream.shown()));
    }

    @Override
    public CompletableFuture<Result> update(String source, boolean isWhole) {
        return doing(source, stream -> now(stream.update(isWhole)));
    }

    @Override
    public CompletableFuture<Result> verify(String source) {
        return doing(source, stream -> now(stream.verify()));
    }

    @Override
    public CompletableFuture<Result> set(String source, String status, Optional<String> reason) {
        return doing(source, stream -> now(stream.status(new StreamStatus(status, reason))));
    }

    @Override
    public CompletableFuture<Result> add(String source, Json.Obj subject, Optional<Boolean> isVerified) {
        return doing(source, stream -> {
            stream.add(subject, isVerified);
            return new Result.Done();
        });
    }

    @Override
    public CompletableFuture<Result> remove(String source, Json.Obj subject) {
        return doing(source, stream -> {
            stream.remove(subject);
            return new Result.Done();
        });
    }

    @Override
    public CompletableFuture<Result> delete(String source) {
        return doing(source, stream -> {
            stream.delete();
            return new Result.Done();
        });
    }

    @Override
    public CompletableFuture<Result> create(String source) {
        return doing(source, stream -> {
            stream.create();
            return new Result.Done();
        });
    }
}
