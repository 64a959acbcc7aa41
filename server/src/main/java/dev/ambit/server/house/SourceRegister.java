package dev.ambit.server.house;

import dev.ambit.cedar.text.Findings;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.core.signal.Integrity;
import dev.ambit.core.signal.Signal;
import dev.ambit.server.pip.Asking;
import dev.ambit.server.pip.Ear;
import dev.ambit.server.pip.Fetcher;
import dev.ambit.server.pip.Rate;
import dev.ambit.server.pip.Receiver;
import dev.ambit.server.pip.Registered;
import dev.ambit.server.pip.SecretFile;
import dev.ambit.server.pip.jose.KeyAddress;
import dev.ambit.server.pip.jose.KeyFile;
import dev.ambit.server.pip.jose.Keys;
import dev.ambit.server.pip.mapping.Mapping;
import dev.ambit.server.pip.mapping.Rule;
import dev.ambit.server.pip.poll.Poll;
import dev.ambit.server.pip.ssf.Subscription;
import dev.ambit.server.pip.statement.StatementReceiver;
import dev.ambit.server.pip.webhook.GitHub;
import dev.ambit.server.pip.webhook.GitLab;
import dev.ambit.server.pip.webhook.PagerDuty;
import dev.ambit.server.pip.webhook.Password;
import dev.ambit.server.pip.webhook.Scheme;
import dev.ambit.server.pip.webhook.StandardWebhooks;
import dev.ambit.server.pip.webhook.WebhookReceiver;
import dev.ambit.server.secret.Secret;
import dev.ambit.server.settings.SignalSource;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.Optional;
import java.util.function.Supplier;

/// Makes of what the settings say about sources what receives from them, and what asks them.
final class SourceRegister {
    private final House house;
    private final InstantSource clock;
    private final Asking asking;
    private final Ear ear;
    private final Findings findings = new Findings();
    private final List<Fetcher> fetchers = new ArrayList<>();
    private final Map<String, Subscription> streams = new TreeMap<>();
    private final SecureRandom random = new SecureRandom();

    private SourceRegister(House house, InstantSource clock, Asking asking, Ear ear) {
        this.house = house;
        this.clock = clock;
        this.asking = asking;
        this.ear = ear;
    }

    /// Sources, and the threads that ask some of them, not yet started.
    ///
    /// @param streams those that security events come by, by source
    record Made(List<Registered> registered, List<Fetcher> fetchers, Map<String, Subscription> streams, Asking asking)
            implements
                AutoCloseable {
        void start() {
            fetchers.forEach(Fetcher::start);
        }

        @Override
        public void close() {
            fetchers.forEach(Fetcher::close);
            asking.close();
        }
    }

    /// @param ear where goes what is fetched
    /// @throws InvalidInput with everything that is wrong with their expressions
    /// @throws IOException  where secrets or keys cannot be read
    static Made of(List<SignalSource> sources, House house, InstantSource clock, Asking asking, Ear ear)
            throws InvalidInput, IOException {
        var register = new SourceRegister(house, clock, asking, ear);
        var registered = new ArrayList<Registered>();
        for (var source : sources) {
            registered.add(new Registered(source.name(), source.kind().word(), register.receiver(source), source
                    .bodyBytes(), new Rate(source.perSecond()), source.kind() == SignalSource.Kind.SHARED_SIGNALS));
        }
        register.findings.refuse();
        return new Made(registered, register.fetchers, register.streams, asking);
    }

    private Optional<Receiver> receiver(SignalSource source) throws IOException {
        return switch (source.kind()) {
            case API -> Optional.empty();
            case STANDARD_WEBHOOKS -> Optional.of(webhook(source, new StandardWebhooks(source.window())));
            case GITHUB -> Optional.of(webhook(source, new GitHub()));
            case GITLAB -> Optional.of(webhook(source, new GitLab(source.window())));
            case PAGERDUTY -> Optional.of(webhook(source, new PagerDuty()));
            case ALERTMANAGER -> Optional.of(webhook(source, new Password()));
            case STATEMENTS -> Optional.of(new StatementReceiver(keys(source), source.issuer(), source.audience(),
                    source
                            .window(), source.integrity().orElse(Integrity.SIGNED), mapping(source)));
            case POLL -> {
                var poll = new Poll(source.name(), there(source, source.address()), token(source), source.every(),
                        source
                                .bodyBytes(), source.integrity().orElse(Integrity.AUTHENTICATED), mapping(source),
                        asking, ear,
                        clock);
                fetch(source, poll::round);
                yield Optional.empty();
            }
            case SHARED_SIGNALS -> {
                var subscription = subscription(source);
                streams.put(source.name(), subscription);
                fetch(source, subscription::round);
                yield source.isPolled() ? Optional.empty() : Optional.of(subscription);
            }
        };
    }

    private void fetch(SignalSource source, Fetcher.Round round) {
        fetchers.add(new Fetcher(source.name(), ear, round, random.nextLong()));
    }

    private Subscription subscription(SignalSource source) throws IOException {
        var keys = source.keys().isPresent() || source.keysAt().isPresent()
                ? Optional.of(keys(source))
                : Optional.<Keys>empty();
        var headers = source.secrets().isPresent()
                ? Optional.<Supplier<List<Secret>>>of(new SecretFile(source.secrets().get()))
                : Optional.<Supplier<List<Secret>>>empty();
        var wanted = new Subscription.Wanted(source.name(), there(source, source.address()), source.isPolled()
                ? Optional.empty()
                : source.endpoint(), source.audience(), keys, token(source), headers, source.events(), source.window(),
                source
                        .every(), source.integrity().orElse(Integrity.SIGNED));
        return new Subscription(wanted, mapping(source), asking, ear, clock);
    }

    private static Supplier<Optional<Secret>> token(SignalSource source) throws IOException {
        if (source.token().isEmpty()) {
            return Optional::empty;
        }
        var file = new SecretFile(source.token().get());
        return () -> file.get().stream().findFirst();
    }

    private Receiver webhook(SignalSource source, Scheme scheme) throws IOException {
        var secrets = new SecretFile(there(source, source.secrets()));
        return new WebhookReceiver(scheme, secrets, source.integrity().orElse(scheme.earns()), mapping(source));
    }

    private static <T> T there(SignalSource source, Optional<T> needed) {
        return needed.orElseThrow(() -> new IllegalStateException("source `%s` was read without what it needs"
                .formatted(
                        source.name())));
    }

    private Keys keys(SignalSource source) throws IOException {
        return source.keysAt().isPresent()
                ? new KeyAddress(source.keysAt().get(), asking, clock)
                : new KeyFile(there(source, source.keys()));
    }

    private Mapping mapping(SignalSource source) {
        var rules = source.readings().stream().map(rule -> new Rule(rule.when(), rule.each(), rule.signal(), rule
                .subject(), rule.value(), rule.observed())).toList();
        return Mapping.of(rules, this::about, findings);
    }

    private String about(String signal) {
        return house.registrar().state().release().catalogue().signal(signal).map(Signal::about).orElseGet(
                Mapping::aboutNothing);
    }
}
