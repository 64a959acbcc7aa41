package dev.ambit.server.settings;

import dev.ambit.server.yaml.Form;
import dev.ambit.server.yaml.Forms;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whom the server tells what happens, and how the world knows it.
///
/// @param url      by which the world knows it; empty for whatever it is called by
/// @param webhooks told over HTTP
/// @param signals  what streams of shared signals are about
/// @param pace     of what is tried again
/// @param mail     by which people are asked; empty where they are not
/// @param login    by which people show who they are; empty where there are no pages for them
public record Outward(Optional<URI> url, List<Hook> webhooks, Signals signals, Pace pace, Optional<Mail> mail,
        Optional<People> login) {
    private static final int MOST_EVENTS = 50;

    private static final Form<String> EVENT = Forms.matching("[a-z-]{1,40}(\\.[a-z-]{0,40})?",
            "a type of event or its beginning", "Write one such as `task.ended`, or `approval.`");

    private static final Key<Optional<URI>> URL = Key.optional("url", SettingForms.URL, "what callers called",
            "By which the world knows this server, such as `https://ambit.acme.example`: it stands in what it sends.");
    private static final Key<Duration> FIRST = Key.of("retry.first", SettingForms.within(Duration.ofMillis(10), Duration
            .ofMinutes(1)), "1s",
            "After which a message that could not be delivered is tried again; then after twice as long each time.");
    private static final Key<Duration> LONGEST = Key.of("retry.longest", SettingForms.within(Duration.ofMillis(10),
            Duration.ofHours(1)), "5m", "The longest time between two trials.");

    private record World(Optional<URI> url, Pace pace) {}

    private static final Group<World> WORLD = Group.of("public", "How the world knows this server, and is told.", List
            .of(
                    URL, FIRST, LONGEST), values -> new World(values.get(URL), new Pace(values.get(FIRST), values.get(
                            LONGEST))));

    private static final Key<URI> HOOK_URL = Key.required("url", SettingForms.URL, "Where messages are posted to.");
    private static final Key<Optional<Path>> HOOK_SECRET = Key.optionalPath("secret", "none: a chat service",
            "The file with the secret that messages are signed with, `whsec_…` as in Standard Webhooks. Without it, the receiver is a "
                    + "chat service, and gets one line of text.");
    private static final Key<List<String>> HOOK_EVENTS = Key.of("events", Forms.listOf(EVENT, MOST_EVENTS), "[]",
            "Types of events that it is told of, or their beginnings, such as `task.`; empty for all.");
    private static final Group<List<Hook>> HOOKS = Group.named("webhooks", "Who is told over HTTP what happens.", List
            .of(
                    HOOK_URL, HOOK_SECRET, HOOK_EVENTS), values -> new Hook(values.name(), values.get(HOOK_URL), values
                            .get(
                                    HOOK_SECRET), values.get(HOOK_EVENTS)));

    private static final Key<Optional<String>> RISK = Key.optional("risk", Forms.matching("[A-Za-z_][A-Za-z0-9_]{0,63}",
            "the name of a signal", ""), "none", "The signal whose changes are told as `risk-level-change`.");
    private static final Key<Boolean> ABOUT = Key.of("about", Forms.oneOf(Map.of("all", true, "nobody", false)), "all",
            "Whom a new stream is about: `all` but those it removes, or `nobody` but those it adds.");
    private static final Key<Boolean> INTERNAL = Key.of("push-to-internal-addresses", Forms.TRUTH, "false",
            "Whether tokens may be pushed without TLS, and to addresses of the own network.");
    private static final Group<Signals> SIGNALS = Group.of("shared-signals", "Streams of shared signals.", List.of(RISK,
            ABOUT, INTERNAL), values -> new Signals(values.get(RISK), values.get(ABOUT), values.get(INTERNAL)));

    private static final Key<Optional<String>> MAIL_HOST = Key.optional("host", SettingForms.HOST, "no mail is sent",
            "The SMTP server by which people are asked to approve.");
    private static final Key<Integer> MAIL_PORT = Key.of("port", SettingForms.PORT, "587", "Its port.");
    private static final Key<String> MAIL_TLS = Key.of("tls", Forms.oneOf(Map.of("starttls", "STARTTLS", "implicit",
            "IMPLICIT", "none", "NONE")), "starttls",
            "`starttls` before anything is sent, `implicit` from the first byte, or `none`, for a server on this machine.");
    private static final Key<Optional<String>> MAIL_USER = Key.optional("user", Forms.TEXT, "nobody",
            "Who logs in there.");
    private static final Key<Optional<Path>> MAIL_PASSWORD = Key.optionalPath("password", "none",
            "The file with the password of `user`.");
    private static final Key<String> MAIL_FROM = Key.of("from", Forms.matching("[!-~]{1,64}@[A-Za-z0-9.-]{1,190}",
            "an address", "Write `ambit@acme.example`"), "ambit@localhost", "The sender.");
    private static final Key<String> MAIL_ADDRESS = Key.of("address", Forms.matching("[A-Za-z_][A-Za-z0-9_]{0,63}",
            "the name of an attribute", ""), "email", "The attribute of people's entities that holds their address.");
    private static final Group<Optional<Mail>> MAIL = Group.of("mail", "How people are asked to approve, by mail.", List
            .of(MAIL_HOST, MAIL_PORT, MAIL_TLS, MAIL_USER, MAIL_PASSWORD, MAIL_FROM, MAIL_ADDRESS), values -> values
                    .get(
                            MAIL_HOST).map(host -> new Mail(host, values.get(MAIL_PORT), values.get(MAIL_TLS), values
                                    .get(
                                            MAIL_USER), values.get(MAIL_PASSWORD), values.get(MAIL_FROM), values.get(
                                                    MAIL_ADDRESS))));

    private static final Key<Optional<URI>> ISSUER = Key.optional("issuer", SettingForms.URL, "there are no pages",
            "The OpenID provider at which people log in, as it names itself. With it there are pages at `/approvals`.");
    private static final Key<String> CLIENT = Key.of("client", Forms.TEXT, "ambit",
            "By which the provider knows this server. It sends people back to `/approvals/callback`.");
    private static final Key<Optional<Path>> CLIENT_SECRET = Key.optionalPath("secret", "none: a public client",
            "The file with the secret of the client.");
    private static final Key<String> CLAIM = Key.of("claim", Forms.matching("[A-Za-z_][A-Za-z0-9_]{0,63}",
            "the name of a claim", ""), "sub",
            "The claim whose value is the id of the person's entity. An `email` has to be verified.");
    private static final Key<String> PERSON = Key.of("person", Forms.matching("[A-Za-z_][A-Za-z0-9_:]{0,127}",
            "the name of an entity type", ""), "User", "The type of people's entities.");
    private static final Group<Optional<People>> LOGIN = Group.of("login", "How people log in who approve.", List.of(
            ISSUER,
            CLIENT, CLIENT_SECRET, CLAIM, PERSON), values -> values.get(ISSUER).map(issuer -> new People(issuer, values
                    .get(
                            CLIENT), values.get(CLIENT_SECRET), values.get(CLAIM), values.get(PERSON))));

    static final List<Group<?>> GROUPS = List.of(WORLD, HOOKS, SIGNALS, MAIL, LOGIN);

    /// @param tls      `STARTTLS`, `IMPLICIT` or `NONE`
    /// @param password file
    /// @param address  attribute of people's entities
    public record Mail(String host, int port, String tls, Optional<String> user, Optional<Path> password, String from,
            String address) {}

    /// @param secret file
    /// @param claim  whose value is the id of a person
    /// @param person type of people's entities
    public record People(URI issuer, String client, Optional<Path> secret, String claim, String person) {}

    /// One receiver.
    ///
    /// @param secret file; empty for a chat service
    public record Hook(String name, URI url, Optional<Path> secret, List<String> events) {
        public Hook {
            events = List.copyOf(events);
        }
    }

    /// @param risk       the signal whose level is told
    /// @param isAboutAll whether a new stream is about everybody
    /// @param pushesToInternalAddresses whether it may push without TLS, and into the own network
    public record Signals(Optional<String> risk, boolean isAboutAll, boolean pushesToInternalAddresses) {}

    /// How soon what could not be delivered is tried again, and how late at most.
    public record Pace(Duration first, Duration longest) {}

    public Outward {
        webhooks = List.copyOf(webhooks);
    }

    static Outward read(Given given) {
        var world = WORLD.read(given);
        return new Outward(world.url(), HOOKS.read(given), SIGNALS.read(given), world.pace(), MAIL.read(
                given), LOGIN.read(given));
    }
}
