package dev.ambit.server.pdp;

import dev.ambit.server.pdp.api.By;
import dev.ambit.server.pdp.api.Sources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A house in which no source is registered.
record NoSources() implements Sources {
    @Override
    public CompletableFuture<Taken> take(String source, Map<String, String> headers, byte[] body) {
        return CompletableFuture.completedFuture(new Taken.Not(404, new Why("unregistered-source",
                "no source `%s` is registered".formatted(source)), ""));
    }

    @Override
    public CompletableFuture<Taken> alive(By by, String source) {
        return CompletableFuture.completedFuture(new Taken.Believed(0, List.of()));
    }

    @Override
    public List<Status> sources() {
        return List.of();
    }

    @Override
    public List<RefusedMessage> refused(Optional<String> source, Optional<String> code, int most) {
        return List.of();
    }
}
