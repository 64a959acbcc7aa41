package dev.ambit.bench.house;

import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.core.decision.Request;
import dev.ambit.core.identity.Principal;
import dev.ambit.core.identity.Proof;
import dev.ambit.core.signal.Integrity;
import dev.ambit.core.signal.Message;
import dev.ambit.core.state.Event;
import dev.ambit.core.task.Opening;
import dev.ambit.core.task.TaskId;
import dev.ambit.server.pap.ReleaseDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// A policy directory in which tasks last while their site is well, and of which one profile reads how its tasks behave.
///
/// @param release as it was read
record Watch(ReleaseDirectory release) {
    static final String PLAIN = "plain";
    static final String BEHAVING = "behaving";
    private static final EntityUid AGENT = EntityUid.of("Agent", "worker");
    private static final EntityUid READ = EntityUid.of("Action", "read");
    private static final long WELL = 1;

    private static final Map<String, String> FILES = Map.of("schema.cedarschema", """
            entity Agent; entity Site; entity Page;
            action read appliesTo { principal: Agent, resource: Page };
            """, "entities.json", "[]", "signals.yaml", """
            signals:
              health:
                about: Site
                value: Long
                source: monitor
                integrity: authenticated
                influence: widen
                fresh-for: 1h
                purposes: [ plain, behaving ]
                owner: group:platform
                description: How well a site is.
              load:
                about: Site
                value: { requests: Long }
                source: monitor
                integrity: authenticated
                influence: widen
                fresh-for: 24h
                purposes: [ plain, behaving ]
                owner: group:platform
                description: How much is asked of a site.
            """, "profiles/plain.yaml", profile(PLAIN, """
              forbid (principal, action, resource)
              when { signals has load && signals.load.requests > 2000000000 };
            """), "profiles/behaving.yaml", profile(BEHAVING, """
              forbid (principal, action, resource)
              when { signals has behaviour && signals.behaviour.action_in_hour > 2000000000 };
            """));

    private static String profile(String name, String more) {
        return """
                profile: %s
                purpose: Read the pages of one site while it is well.
                owner: group:platform
                pattern: just-in-time
                for: [ 'Agent::"worker"' ]
                inputs: { site: Site }
                lasts-while: signals.health == 1
                limits: { duration: 24h }
                allows: |
                  permit (principal, action == Action::"read", resource is Page) when { inputs.site != Site::"none" };
                """.formatted(name) + more;
    }

    static Watch in(Path directory) throws IOException, InvalidInput {
        for (var file : FILES.entrySet()) {
            var path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        return new Watch(ReleaseDirectory.load(directory));
    }

    static TaskId task(int number) {
        return new TaskId("t-" + number);
    }

    static EntityUid site(int number) {
        return EntityUid.of("Site", "site-" + number);
    }

    /// So many open tasks, each at the site that has its number, or all at one.
    void open(int tasks, boolean isOneSite, String profile, Instant now, Consumer<Event> happened) {
        for (var i = 0; i < tasks; i++) {
            var site = site(isOneSite ? 0 : i);
            happened.accept(new Event.TaskRequested(now, Opening.of(task(i), AGENT, profile, RecordValue.of(Map.of(
                    "site",
                    site))), "bench"));
            happened.accept(new Event.TaskOpened(now, task(i), now.plus(Duration.ofHours(24))));
        }
    }

    static Message says(EntityUid site, boolean isWell) {
        return new Message("monitor", Integrity.AUTHENTICATED, Optional.empty(), List.of(new Message.Said("health",
                site,
                Optional.of(LongValue.of(isWell ? WELL : 0)), Optional.empty())));
    }

    /// What a policy of the plain profile reads where the other reads how the task behaves.
    static Message saysLoad(EntityUid site) {
        return new Message("monitor", Integrity.AUTHENTICATED, Optional.empty(), List.of(new Message.Said("load", site,
                Optional.of(RecordValue.of(Map.of("requests", LongValue.of(WELL)))), Optional.empty())));
    }

    static Request reading(int task, Instant now) {
        return new Request(task(task), new Principal(AGENT, new Proof(Proof.Means.API_KEY, "bench", now, now.plus(
                Duration.ofHours(24)), Optional.empty(), Optional.empty())), READ, EntityUid.of("Page", "home"),
                RecordValue.EMPTY, "bench");
    }
}
