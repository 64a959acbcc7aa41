package dev.ambit.server.house;

import dev.ambit.cedar.text.Findings;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.core.signal.Integrity;
import dev.ambit.core.signal.Signal;
import dev.ambit.server.pip.Asking;
import dev.ambit.server.pip.Rate;
import dev.ambit.server.pip.Receiver;
import dev.ambit.server.pip.Registered;
import dev.ambit.server.pip.SecretFile;
import dev.ambit.server.pip.jose.KeyAddress;
import dev.ambit.server.pip.jose.KeyFile;
import dev.ambit.server.pip.jose.Keys;
import dev.ambit.server.pip.mapping.Mapping;
import dev.ambit.server.pip.mapping.Rule;
import dev.ambit.server.pip.statement.StatementReceiver;
import dev.ambit.server.pip.webhook.GitHub;
import dev.ambit.server.pip.webhook.GitLab;
import dev.ambit.server.pip.webhook.PagerDuty;
import dev.ambit.server.pip.webhook.Password;
import dev.ambit.server.pip.webhook.Scheme;
import dev.ambit.server.pip.webhook.StandardWebhooks;
import dev.ambit.server.pip.webhook.WebhookReceiver;
import dev.ambit.server.settings.SignalSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes of what the settings say about sources what receives from them.
final class SourceRegister {
    private final House house;
    private final InstantSource clock;
    private final Asking asking;
    private final Findings findings = new Findings();

    private SourceRegister(House house, InstantSource clock, Asking asking) {
        this.house = house;
        this.clock = clock;
        this.asking = asking;
    }

    /// @throws InvalidInput with everything that is wrong with their expressions
    /// @throws IOException  where secrets or keys cannot be read
    static List<Registered> of(List<SignalSource> sources, House house, InstantSource clock, Asking asking)
            throws InvalidInput, IOException {
        var register = new SourceRegister(house, clock, asking);
        var registered = new ArrayList<Registered>();
        for (var source : sources) {
            registered.add(new Registered(source.name(), source.kind().word(), register.receiver(source), source
                    .bodyBytes(),
                    new Rate(source.perSecond())));
        }
        register.findings.refuse();
        return registered;
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
            case POLL, SHARED_SIGNALS -> Optional.empty();
        };
    }

    private Receiver webhook(SignalSource source, Scheme scheme) throws IOException {
        var secrets = new SecretFile(there(source, source.secrets()));
        return new WebhookReceiver(scheme, secrets, source.integrity().orElse(scheme.earns()), mapping(source));
    }

    private static Path there(SignalSource source, Optional<Path> file) {
        return file.orElseThrow(() -> new IllegalStateException("source `%s` was read without a file it needs"
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
