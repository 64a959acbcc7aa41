package dev.ambit.server.house;

import dev.ambit.server.notify.Backoff;
import dev.ambit.server.notify.Couriers;
import dev.ambit.server.notify.EventRoutes;
import dev.ambit.server.notify.Http;
import dev.ambit.server.notify.Post;
import dev.ambit.server.notify.Webhook;
import dev.ambit.server.notify.WebhookSecret;
import dev.ambit.server.notify.ssf.SetKey;
import dev.ambit.server.notify.ssf.Transmitter;
import dev.ambit.server.notify.ssf.TransmitterRoutes;
import dev.ambit.server.pdp.http.Route;
import dev.ambit.server.secret.Secret;
import dev.ambit.server.settings.Outward;
import dev.ambit.server.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/// The world outside, as the house tells it what happens. Wired here, top to bottom.
final class Outside implements AutoCloseable {
    private final Feeding feeding;
    private final Optional<String> publicUrl;
    private final Post post;
    private final Couriers couriers;
    private final Transmitter transmitter;
    private final HttpClient client;

    /// What the house is read by.
    private record Feeding(JournalFeed feed, Executor waiting) {}

    private Outside(Feeding feeding, Optional<String> publicUrl, Post post, Couriers couriers, Transmitter transmitter,
            HttpClient client) {
        this.feeding = feeding;
        this.publicUrl = publicUrl;
        this.post = post;
        this.couriers = couriers;
        this.transmitter = transmitter;
        this.client = client;
    }

    /// Opens what is kept beside the journal, and goes on telling where it left off.
    static Outside open(Settings settings, JournalFeed feed, SecureRandom random, InstantSource clock, Executor waiting)
            throws IOException {
        var told = settings.outward();
        var data = settings.storage().data();
        var client = Http.client();
        var post = Post.open(data.resolve("post.sqlite"));
        var couriers = new Couriers(feed, post, new Backoff(told.pace().first(), told.pace().longest(), random), clock);
        try {
            var signals = new Transmitter.Settings(told.signals().risk(), told.signals().isAboutAll(), told.signals()
                    .pushesToInternalAddresses());
            var transmitter = new Transmitter(signals, feed, post, couriers, SetKey.in(data.resolve("ssf.key")),
                    feed::principal, () -> Server.fresh("s-", random), client, clock);
            for (var hook : told.webhooks()) {
                couriers.add(new Webhook(hook.name(), hook.url(), hook.events(), secret(hook), client, clock));
            }
            transmitter.start();
            var url = told.url().map(URI::toString).map(text -> text.endsWith("/")
                    ? text.substring(0, text.length() - 1)
                    : text);
            return new Outside(new Feeding(feed, waiting), url, post, couriers, transmitter, client);
        } catch (IOException | RuntimeException failed) {
            couriers.close();
            post.close();
            client.close();
            throw failed;
        }
    }

    private static Optional<WebhookSecret> secret(Outward.Hook hook) throws IOException {
        if (hook.secret().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(WebhookSecret.read(Secret.inFile(hook.secret().get()).reveal()));
        } catch (IllegalArgumentException wrong) {
            throw new IOException("webhook `%s`: `%s`: %s".formatted(hook.name(), hook.secret().get(), wrong
                    .getMessage()), wrong);
        }
    }

    List<Route> routes() {
        var routes = new ArrayList<>(new EventRoutes(feeding.feed(), post, feeding.waiting()).routes());
        routes.addAll(new TransmitterRoutes(transmitter, publicUrl, feeding.waiting()).routes());
        return routes;
    }

    @Override
    public void close() throws IOException {
        couriers.close();
        post.close();
        client.shutdownNow();
    }
}
