package dev.ambit.server.pdp;

import dev.ambit.server.notify.Backoff;
import dev.ambit.server.notify.Couriers;
import dev.ambit.server.notify.EventRoutes;
import dev.ambit.server.notify.Feed;
import dev.ambit.server.notify.Http;
import dev.ambit.server.notify.Post;
import dev.ambit.server.notify.ssf.SetKey;
import dev.ambit.server.notify.ssf.Transmitter;
import dev.ambit.server.notify.ssf.TransmitterRoutes;
import dev.ambit.server.pdp.http.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/// A world outside to which nothing ever happens.
final class Quiet implements Feed {
    @Override
    public long size() {
        return 0;
    }

    @Override
    public long first() {
        return 0;
    }

    @Override
    public List<Told> read(long from, int most) {
        return List.of();
    }

    /// The routes by which one would be told.
    static List<Route> routes() {
        var feed = new Quiet();
        try {
            var directory = Files.createTempDirectory("quiet");
            directory.toFile().deleteOnExit();
            var post = Post.open(directory.resolve("post.sqlite"));
            var couriers = new Couriers(feed, post, Backoff.usual(new SplittableRandom(1)), InstantSource.system());
            var transmitter = new Transmitter(new Transmitter.Settings(Optional.empty(), true, false), feed, post,
                    couriers, SetKey.in(directory.resolve("ssf.key")), _ -> Optional.empty(), () -> UUID.randomUUID()
                            .toString(), Http.client(), InstantSource.system());
            var routes = new ArrayList<>(new EventRoutes(feed, post, Runnable::run).routes());
            routes.addAll(new TransmitterRoutes(transmitter, Optional.empty(), Runnable::run).routes());
            return routes;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
