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
public record Outward(Optional<URI> url, List<Hook> webhooks, Signals signals, Pace pace) {
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

    static final List<Group<?>> GROUPS = List.of(WORLD, HOOKS, SIGNALS);

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
        return new Outward(world.url(), HOOKS.read(given), SIGNALS.read(given), world.pace());
    }
}
