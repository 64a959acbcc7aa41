package dev.ambit.server.house;

import dev.ambit.core.state.State;
import dev.ambit.server.approval.Login;
import dev.ambit.server.approval.MailChannel;
import dev.ambit.server.approval.Mailbox;
import dev.ambit.server.approval.PageRoutes;
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
import dev.ambit.server.pdp.api.Approvals;
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
import java.util.function.Supplier;

/// The world outside, as the house tells it what happens. Wired here, top to bottom.
final class Outside implements AutoCloseable {
    private final Feeding feeding;
    private final Optional<String> publicUrl;
    private final Post post;
    private final Couriers couriers;
    private final Transmitter transmitter;
    private final HttpClient client;
    private final Optional<PageRoutes> pages;

    /// What the house is read by.
    private record Feeding(JournalFeed feed, Executor waiting) {}

    private Outside(Feeding feeding, Optional<String> publicUrl, Post post, Couriers couriers, Transmitter transmitter,
            HttpClient client, Optional<PageRoutes> pages) {
        this.feeding = feeding;
        this.publicUrl = publicUrl;
        this.post = post;
        this.couriers = couriers;
        this.transmitter = transmitter;
        this.client = client;
        this.pages = pages;
    }

    /// Opens what is kept beside the journal, and goes on telling where it left off.
    ///
    /// @param people what people are asked, and answer
    static Outside open(Settings settings, JournalFeed feed, Approvals people, Supplier<State> known,
            SecureRandom random, InstantSource clock, Executor waiting) throws IOException {
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
            var url = told.url().map(URI::toString).map(text -> text.endsWith("/")
                    ? text.substring(0, text.length() - 1)
                    : text);
            if (told.mail().isPresent()) {
                var page = told.login().flatMap(_ -> url).map(base -> base + "/approvals");
                couriers.add(new MailChannel(mailbox(told.mail().get()), told.mail().get().address(), known, page));
            }
            Optional<PageRoutes> pages = told.login().isEmpty()
                    ? Optional.empty()
                    : Optional.of(new PageRoutes(people, login(told.login().get()), client, url, random, clock,
                            waiting));
            transmitter.start();
            return new Outside(new Feeding(feed, waiting), url, post, couriers, transmitter, client, pages);
        } catch (IOException | RuntimeException failed) {
            couriers.close();
            post.close();
            client.close();
            throw failed;
        }
    }

    private static Mailbox mailbox(Outward.Mail mail) throws IOException {
        Optional<Mailbox.Login> login = mail.user().isEmpty() || mail.password().isEmpty()
                ? Optional.empty()
                : Optional.of(new Mailbox.Login(mail.user().get(), Secret.inFile(mail.password().get()).reveal()));
        try {
            return new Mailbox(mail.host(), mail.port(), Mailbox.Protection.valueOf(mail.tls()), login, mail.from());
        } catch (IllegalArgumentException wrong) {
            throw new IOException("`mail`: " + wrong.getMessage(), wrong);
        }
    }

    private static Login login(Outward.People people) throws IOException {
        Optional<String> secret = people.secret().isEmpty()
                ? Optional.empty()
                : Optional.of(Secret.inFile(people.secret().get()).reveal());
        return new Login(people.issuer(), people.client(), secret, people.claim(), people.person());
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
        pages.ifPresent(each -> routes.addAll(each.routes()));
        return routes;
    }

    @Override
    public void close() throws IOException {
        couriers.close();
        post.close();
        client.shutdownNow();
    }
}
