package dev.ambit.bench.core;

import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.IpValue;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.core.decision.Request;
import dev.ambit.core.identity.Principal;
import dev.ambit.core.identity.Proof;
import dev.ambit.core.policy.Release;
import dev.ambit.core.signal.Integrity;
import dev.ambit.core.signal.Reading;
import dev.ambit.core.state.Event;
import dev.ambit.core.state.State;
import dev.ambit.core.task.Opening;
import dev.ambit.core.task.TaskId;
import dev.ambit.server.pap.ReleaseDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A fixed world: a policy directory of twenty profiles that share guardrails, each with a handful of policies and every limit
/// there is; agents that delegate to agents that delegate again; one signal that must be known.
///
/// @param directory the policy directory
/// @param noon      when everything in it happens
public record Office(Path directory, ReleaseDirectory read, Instant noon) {
    private static final int PROFILES = 20;
    private static final int AGENTS = 100;
    private static final int REPOS = 1_000;

    private static final String SCHEMA = """
            entity Team in [Team];
            entity Agent in [Team] = { purpose: String };
            entity Repo = { archived: Bool, secret: Bool };
            type Asked = { request?: { branch?: String, lines?: Long } };
            action read, push, deploy, comment appliesTo { principal: [Agent], resource: [Repo], context: Asked };
            """;
    private static final String SIGNALS = """
            signals:
              risk:
                about: Agent
                value: Long
                source: edr
                integrity: signed
                influence: widen
                fresh-for: 1h
                purposes: [ benchmark ]
                owner: security
                description: How risky an agent is.
            """;
    private static final String GUARDRAILS = """
            @id("risk")
            forbid (principal, action, resource) unless { context.signals has risk && context.signals.risk <= 70 };
            @id("archived")
            forbid (principal, action == Action::"push", resource) when { resource.archived };
            @id("large")
            forbid (principal, action == Action::"push", resource)
            when { context has request.lines && context.request.lines > 5000 };
            """;

    /// Writes the policies to `directory`, which is empty.
    public static Office in(Path directory, Instant noon) throws IOException, InvalidInput {
        Files.createDirectories(directory.resolve("profiles"));
        Files.createDirectories(directory.resolve("guardrails"));
        Files.writeString(directory.resolve("schema.cedarschema"), SCHEMA);
        Files.writeString(directory.resolve("signals.yaml"), SIGNALS);
        Files.writeString(directory.resolve("guardrails/office.cedar"), GUARDRAILS);
        Files.writeString(directory.resolve("entities.json"), entities());
        for (var i = 0; i < PROFILES; i++) {
            Files.writeString(directory.resolve("profiles/profile-%d.yaml".formatted(i)), profile(i));
        }
        return new Office(directory, ReleaseDirectory.load(directory), noon);
    }

    private static String profile(int number) {
        return """
                profile: profile-%d
                purpose: Work on one repository.
                purposes: [ benchmark ]
                owner: team
                pattern: just-in-time
                for: [ 'Team::"platform"' ]
                inputs: { repo: Repo, pull: Long }
                limits: { duration: 2h, idle: 1h, uses: 1000000000000, rate: 999999999/s, networks: [ 10.0.0.0/8 ],
                  environments: [ ci ], delegation: 2 }
                allows: |
                  permit (principal in Team::"platform", action == Action::"read", resource)
                  when { resource == inputs.repo };
                  permit (principal in Team::"platform", action == Action::"comment", resource)
                  when { resource == inputs.repo && inputs.pull >= 0 };
                  permit (principal in Team::"platform", action == Action::"push", resource)
                  when { resource == inputs.repo && context has request.branch && context.request.branch like "feature/*" };
                  permit (principal, action == Action::"deploy", resource)
                  when { context.signals has risk && context.signals.risk < 10 };
                  forbid (principal, action == Action::"read", resource) when { resource.secret };
                """.formatted(number);
    }

    private static String entities() {
        var teams = Stream.of("""
                { "uid": { "type": "Team", "id": "platform" }, "attrs": {},
                  "parents": [ { "type": "Team", "id": "engineering" } ] }""", """
                { "uid": { "type": "Team", "id": "engineering" }, "attrs": {}, "parents": [] }""");
        var agents = IntStream.range(0, AGENTS).mapToObj("""
                { "uid": { "type": "Agent", "id": "agent-%d" }, "attrs": { "purpose": "works" },
                  "parents": [ { "type": "Team", "id": "platform" } ] }"""::formatted);
        var repos = IntStream.range(0, REPOS).mapToObj("""
                { "uid": { "type": "Repo", "id": "acme/repository-%d" }, "parents": [],
                  "attrs": { "archived": false, "secret": false } }"""::formatted);
        return Stream.of(teams, agents, repos).flatMap(each -> each).collect(Collectors.joining(",", "[", "]"));
    }

    public Release release() {
        return read.release();
    }

    private static EntityUid agent(int number) {
        return EntityUid.of("Agent", "agent-" + number % AGENTS);
    }

    private static EntityUid repo(int number) {
        return EntityUid.of("Repo", "acme/repository-" + number % REPOS);
    }

    /// Everything that leads to so many open tasks: the first third of their own, the second below them, the last below those.
    public void events(int tasks, Consumer<Event> happened) {
        begin(happened);
        for (var i = 0; i < tasks; i++) {
            open(opening(i, tasks / 3), i, happened);
        }
    }

    /// Everything that leads to families of tasks: one above, and all others of the family right below it. They are numbered from
    /// 0 on, family after family, the one above first.
    public void families(int count, int size, Consumer<Event> happened) {
        begin(happened);
        for (var i = 0; i < count * size; i++) {
            var above = i - i % size;
            open(i == above ? opening(i, repo(i)) : opening(i, repo(above)).below(id(above)), i, happened);
        }
    }

    private void begin(Consumer<Event> happened) {
        happened.accept(new Event.ReleaseLoaded(noon, release(), "bench"));
        for (var i = 0; i < AGENTS; i++) {
            happened.accept(new Event.SignalRead(noon, new Reading("risk", agent(i), Optional.of(LongValue.of(3)), noon,
                    noon, "edr", Integrity.SIGNED)));
        }
    }

    private void open(Opening opening, int number, Consumer<Event> happened) {
        happened.accept(new Event.TaskRequested(noon, opening, "bench"));
        happened.accept(new Event.TaskOpened(noon, opening.id(), noon.plusSeconds(3_600 + number % 3_600)));
    }

    /// As an enforcement point asks: may the agent of task `number` read the repository of task `above`?
    public static String question(int number, int above) {
        return """
                {"subject":{"type":"Agent","id":"%s"},"action":{"name":"read"},"resource":{"type":"Repo","id":"%s"},
                "context":{"task":"%s","origin":{"address":"10.1.2.3","environment":"ci"}}}""".formatted(
                agent(number).id(), repo(above).id(), id(number).text());
    }

    /// What all of that comes to.
    State state(int tasks) {
        var states = new State[] {State.EMPTY};
        events(tasks, event -> states[0] = states[0].after(event));
        return states[0];
    }

    private static Opening opening(int number, int third) {
        var opening = opening(number, repo(number % third));
        return number < third ? opening : opening.below(id(number - third));
    }

    private static Opening opening(int number, EntityUid repo) {
        var inputs = RecordValue.of(Map.of("repo", repo, "pull", LongValue.of(number)));
        return Opening.of(id(number), agent(number), "profile-" + number % PROFILES, inputs);
    }

    /// The task of that number.
    public static TaskId id(int number) {
        return new TaskId("task-%08x-%08x".formatted(number * 0x9e3779b9, number));
    }

    /// Requests in tasks two hops down, of a state with so many tasks.
    public Request[] requests(int count, int tasks) {
        var third = tasks / 3;
        var requests = new Request[count];
        for (var i = 0; i < count; i++) {
            requests[i] = request(2 * third + (int) (i * 2_654_435_761L % third), third, i);
        }
        return requests;
    }

    /// Half of them read, half push; who pushes tells of the branch and how many lines.
    private Request request(int task, int third, int number) {
        var proof = new Proof(Proof.Means.VOUCHED, "gateway-1", noon, noon.plusSeconds(3_600), Optional.ofNullable(
                IpValue.parse("10.1.2.3")), Optional.of("ci"));
        var reads = number % 2 == 0;
        var context = reads
                ? RecordValue.EMPTY
                : RecordValue.of(Map.of("branch", StringValue.of("feature/x"), "lines", LongValue.of(number % 1000)));
        return new Request(id(task), new Principal(agent(task), proof), EntityUid.of("Action", reads ? "read" : "push"),
                repo(task % third), context, "gateway-1");
    }
}
