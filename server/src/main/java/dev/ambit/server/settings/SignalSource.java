package dev.ambit.server.settings;

import dev.ambit.cedar.text.Passage;
import dev.ambit.core.policy.Written;
import dev.ambit.core.signal.Integrity;
import dev.ambit.server.yaml.Fields;
import dev.ambit.server.yaml.Form;
import dev.ambit.server.yaml.Forms;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A source of signals: how its messages come, how they show that they are its own, and what is made of them.
///
/// @param name      as the catalogue names it
/// @param secrets   the file with what it and we alone know, one on each line
/// @param keys      the file with its public keys
/// @param keysAt    the address of its public keys
/// @param issuer    what its statements and events have to name as theirs
/// @param audience  what its statements and events call us
/// @param address   where it is asked, or found
/// @param token     the file with what we show it when we ask
/// @param every     how often it is asked
/// @param integrity what its messages are worth at most; empty for all that they show
/// @param window    how far its clock may be from ours
/// @param bodyBytes longest message
/// @param perSecond most messages
/// @param isPolled  whether its events are fetched, rather than sent to us
/// @param endpoint  where it can reach us, for events that it sends
/// @param events    the types of events that it is asked for
/// @param readings  what is made of its messages
public record SignalSource(String name, Kind kind, Optional<Path> secrets, Optional<Path> keys, Optional<URI> keysAt,
        Optional<String> issuer, Optional<String> audience, Optional<URI> address, Optional<Path> token, Duration every,
        Optional<Integrity> integrity, Duration window, int bodyBytes, int perSecond, boolean isPolled,
        Optional<URI> endpoint, List<String> events, List<Rule> readings) {
    private static final int MOST_RULES = 100;

    /// How its messages come.
    public enum Kind {
        API, STANDARD_WEBHOOKS, GITHUB, GITLAB, PAGERDUTY, ALERTMANAGER, STATEMENTS, POLL, SHARED_SIGNALS;

        /// As it is written.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        boolean isWebhook() {
            return switch (this) {
                case STANDARD_WEBHOOKS, GITHUB, GITLAB, PAGERDUTY, ALERTMANAGER -> true;
                case API, STATEMENTS, POLL, SHARED_SIGNALS -> false;
            };
        }
    }

    /// What is made of a message: expressions of the Common Expression Language, and where they stand.
    public record Rule(Optional<Passage> when, Optional<Passage> each, String signal, Passage subject, Passage value,
            Optional<Passage> observed) {}

    private static final Form<Rule> RULE = (yaml, page) -> Fields.of(yaml, page, "a reading", List.of("when", "each",
            "signal", "subject", "value", "observed")).flatMap(SignalSource::rule);

    private static final Key<Kind> KIND = Key.required("kind", Forms.oneOf(kinds()),
            "How its messages come and show that they are its own: `standard-webhooks`, `github`, `gitlab`, `pagerduty`, "
                    + "`alertmanager`, `statements` (signed JSON), `poll`, `shared-signals`, or `api` for callers of the API.");
    private static final Key<Optional<Path>> SECRETS = Key.optionalPath("secret-file", "none",
            "Webhooks: the file with what it and we alone know, one on each line, so that an old one goes on counting while it is "
                    + "exchanged. Read again within a second of a change.");
    private static final Key<Optional<Path>> KEYS = Key.optionalPath("key-file", "none",
            "Statements and events: the file with its public keys, PEM or a JWK Set. Read again within a second of a change.");
    private static final Key<Optional<URI>> KEYS_AT = Key.optional("keys-at", SettingForms.URL, "none",
            "Statements and events: where its public keys are, as a JWK Set. Events: said by the transmitter itself, where it "
                    + "is not said here.");
    private static final Key<Optional<String>> ISSUER = Key.optional("issuer", Forms.TEXT, "any",
            "Statements: what `iss` has to be.");
    private static final Key<Optional<String>> AUDIENCE = Key.optional("audience", Forms.TEXT, "none",
            "Statements and events: what `aud` calls us.");
    private static final Key<Optional<URI>> ADDRESS_KEY = Key.optional("address", SettingForms.URL, "none",
            "`poll`: what is asked. `shared-signals`: the transmitter, as it names itself as issuer.");
    private static final Key<Optional<Path>> TOKEN = Key.optionalPath("token-file", "none",
            "`poll` and `shared-signals`: the file with the bearer token that we show when we ask.");
    private static final Key<Duration> EVERY = Key.of("every", SettingForms.within(Duration.ofSeconds(1), Duration
            .ofDays(
                    1)), "30s", "`poll`: how often it is asked.");
    private static final Key<Optional<Integrity>> INTEGRITY = Key.optional("integrity", Forms.oneOf(Map.of("asserted",
            Integrity.ASSERTED, "authenticated", Integrity.AUTHENTICATED, "signed", Integrity.SIGNED)),
            "what they show", "What its messages are worth at most. They are never worth more than they show.");
    private static final Key<Duration> WINDOW = Key.of("window", SettingForms.within(Duration.ofSeconds(1), Duration
            .ofHours(1)), "5m", "How far the time in a signature may be from ours.");
    private static final Key<Long> BODY = Key.of("body", SettingForms.size(1 << 10, 8 << 20), "256KiB",
            "Its longest message. The listener's own limit comes first.");
    private static final Key<Integer> RATE = Key.of("messages-per-second", SettingForms.whole(1, 100_000), "1000",
            "Most messages that are believed in a second.");
    private static final Key<Boolean> POLLED = Key.of("delivery", Forms.oneOf(Map.of("push", false, "poll", true)),
            "poll",
            "`shared-signals`: whether the transmitter sends events to us (`push`, which needs `endpoint`) or we fetch them.");
    private static final Key<Optional<URI>> ENDPOINT = Key.optional("endpoint", SettingForms.URL, "none",
            "`shared-signals`: where the transmitter reaches `/v1/sources/NAME/messages` of this server.");
    private static final Form<String> EVENT = (yaml, page) -> Forms.matching(
            "(caep|risc)/[a-z-]{1,64}|https://[!-~]{1,500}",
            "a type of event", "Write one such as `caep/risk-level-change`, or its whole address").read(yaml, page).map(
                    SignalSource::address);
    private static final Key<List<String>> EVENTS = new Key<>("events", Forms.listOf(EVENT, 100),
            new Key.Fallback.Absent<>(
                    List.of("session-revoked", "token-claims-change", "credential-change", "assurance-level-change",
                            "device-compliance-change", "risk-level-change").stream().map(name -> address("caep/"
                                    + name)).toList(),
                    "those of CAEP"),
            "`shared-signals`: the types of events that it is asked for, such as `caep/risk-level-change` or "
                    + "`risc/account-disabled`.", (events, _) -> events);
    private static final Key<List<Rule>> READINGS = new Key<>("readings", Forms.listOf(RULE, MOST_RULES),
            new Key.Fallback.Absent<>(List.of(), "none"),
            "What is made of its messages: [signals.md](signals.md#what-is-made-of-a-message).", (rules, _) -> rules);

    static final Group<List<SignalSource>> GROUP = Group.named("sources",
            "Where signals come from, each under the name that the catalogue has for it: [signals.md](signals.md).",
            List.of(
                    KIND, SECRETS, KEYS, KEYS_AT, ISSUER, AUDIENCE, ADDRESS_KEY, TOKEN, EVERY, INTEGRITY, WINDOW, BODY,
                    RATE,
                    POLLED, ENDPOINT, EVENTS, READINGS), SignalSource::of);

    /// The whole address of a type.
    private static String address(String type) {
        var slash = type.indexOf('/');
        return type.startsWith("https:")
                ? type
                : "https://schemas.openid.net/secevent/%s/event-type/%s".formatted(type
                        .substring(0, slash), type.substring(slash + 1));
    }

    private static Map<String, Kind> kinds() {
        var kinds = new TreeMap<String, Kind>();
        for (var kind : Kind.values()) {
            kinds.put(kind.word(), kind);
        }
        return kinds;
    }

    private static Optional<Rule> rule(Fields fields) {
        var signal = fields.required("signal", Forms.TEXT, "Name the signal").map(Written::value);
        var subject = fields.required("subject", Forms.CEDAR, "Say whom it is about, such as `subject: payload.id`");
        var value = fields.required("value", Forms.CEDAR, "Say its value, such as `value: payload.state`");
        return signal.isPresent() && subject.isPresent() && value.isPresent()
                ? Optional.of(new Rule(fields.get("when", Forms.CEDAR), fields.get("each", Forms.CEDAR), signal.get(),
                        subject
                                .get().value(), value.get().value(), fields.get("observed", Forms.CEDAR)))
                : Optional.empty();
    }

    private static SignalSource of(Values values) {
        var kind = values.get(KIND);
        switch (kind) {
            case STANDARD_WEBHOOKS, GITHUB, GITLAB, PAGERDUTY, ALERTMANAGER -> {
                needs(values, SECRETS);
                needs(values, READINGS);
            }
            case STATEMENTS -> {
                needsOne(values, KEYS, KEYS_AT);
                needs(values, READINGS);
            }
            case POLL -> {
                needs(values, ADDRESS_KEY);
                needs(values, READINGS);
            }
            case SHARED_SIGNALS -> {
                needs(values, ADDRESS_KEY);
                needs(values, READINGS);
                if (!values.get(POLLED)) {
                    needs(values, ENDPOINT);
                }
            }
            case API -> {}
        }
        tellsWhen(values, kind);
        return new SignalSource(values.name(), kind, values.get(SECRETS), values.get(KEYS), values.get(KEYS_AT), values
                .get(
                        ISSUER), values.get(AUDIENCE), values.get(ADDRESS_KEY), values.get(TOKEN), values.get(EVERY),
                values.get(
                        INTEGRITY), values.get(WINDOW), Math.toIntExact(values.get(BODY)), values.get(RATE), values.get(
                                POLLED), values.get(ENDPOINT), values.get(EVENTS), values.get(READINGS));
    }

    private static void needs(Values values, Key<?> key) {
        if (!values.isSaid(key)) {
            values.refuse(KIND, "missing-key", "source `%s` of kind `%s` needs `%s`".formatted(values.name(), values
                    .get(
                            KIND).word(), key.name()), key.about());
        }
    }

    private static void needsOne(Values values, Key<?> one, Key<?> other) {
        if (!values.isSaid(one) && !values.isSaid(other)) {
            values.refuse(KIND, "missing-key", "source `%s` needs `%s` or `%s`".formatted(values.name(), one.name(),
                    other
                            .name()), "Say whose signature is believed");
        }
    }

    /// Where the signature does not say when it was made, the message has to: a repeated one would look like a new one.
    private static void tellsWhen(Values values, Kind kind) {
        var isUntimed = kind.isWebhook() && kind != Kind.STANDARD_WEBHOOKS;
        if (isUntimed && values.get(READINGS).stream().anyMatch(rule -> rule.observed().isEmpty())) {
            values.refuse(READINGS, "no-observed", "a reading of source `%s` does not say when it was `observed`"
                    .formatted(
                            values.name()),
                    "A repeated message would look like a new one. Name the member of the payload that has "
                            + "the time, such as `observed: payload.updated_at`, or write `observed: received`");
        }
    }
}
