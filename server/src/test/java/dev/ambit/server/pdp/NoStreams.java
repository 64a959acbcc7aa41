package dev.ambit.server.pdp;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.pdp.api.Streams;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A house to which no shared signals come.
final class NoStreams implements Streams {
    private static CompletableFuture<Result> none() {
        return CompletableFuture.completedFuture(new Result.Not(404, "no-such-stream", "there is none", ""));
    }

    @Override
    public CompletableFuture<Result> show(String source) {
        return none();
    }

    @Override
    public CompletableFuture<Result> update(String source, boolean isWhole) {
        return none();
    }

    @Override
    public CompletableFuture<Result> verify(String source) {
        return none();
    }

    @Override
    public CompletableFuture<Result> set(String source, String status, Optional<String> reason) {
        return none();
    }

    @Override
    public CompletableFuture<Result> add(String source, Json.Obj subject, Optional<Boolean> isVerified) {
        return none();
    }

    @Override
    public CompletableFuture<Result> remove(String source, Json.Obj subject) {
        return none();
    }

    @Override
    public CompletableFuture<Result> delete(String source) {
        return none();
    }

    @Override
    public CompletableFuture<Result> create(String source) {
        return none();
    }
}
