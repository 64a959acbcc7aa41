package dev.ambit.bench.core;

import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.entity.Entity;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.PolicyParser;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.core.task.Limits;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.IpValue;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.core.decision.Request;
import dev.ambit.core.identity.Principal;
import dev.ambit.core.identity.Proof;
import dev.ambit.core.policy.About;
import dev.ambit.core.policy.Profile;
import dev.ambit.core.policy.ReadSignal;
import dev.ambit.core.policy.Release;
import dev.ambit.core.policy.ReleaseId;
import dev.ambit.core.policy.Rules;
import dev.ambit.core.signal.Catalogue;
import dev.ambit.core.signal.Integrity;
import dev.ambit.core.signal.Reading;
import dev.ambit.core.signal.Signal;
import dev.ambit.core.state.Event;
import dev.ambit.core.state.State;
import dev.ambit.core.task.Opening;
import dev.ambit.core.task.Rate;
import dev.ambit.core.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// A fixed world: twenty profiles that share guardrails, each with a handful of policies and every limit there is; agents
/// that delegate to agents that delegate again; one signal that must be known.
final class Office {
    static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final int PROFILES = 20;
    private static final int AGENTS = 100;
    private static final int REPOS = 1_000;

    private static final String GUARDRAILS = """
            forbid (principal, action, resource) unless { context.signals has risk && context.signals.risk <= 70 };
            forbid (principal, action == Action::"push", resource) when { resource.archived };
            forbid (principal, action == Action::"push", resource)
            when { context has request && context.request.lines > 5000 };
            """;
    private static final String POLICIES = """
            permit (principal in Team::"platform", action in [Action::"read", Action::"comment"], resource)
            when { resource == context.task.inputs.repo };
            permit (principal in Team::"platform", action == Action::"push", resource)
            when { resource == context.task.inputs.repo && context.request.branch like "feature/*" };
            permit (principal, action == Action::"deploy", resource) when { context.signals.risk < 10 };
            forbid (principal, action == Action::"read", resource) when { resource.secret };
            """;

    private final Release release;

    Office() throws InvalidInput {
        var profiles = new HashMap<String, Profile>();
        for (var i = 0; i < PROFILES; i++) {
            profiles.put("profile-" + i, profile("profile-" + i));
        }
        release = new Release(new ReleaseId("ab".repeat(32)), Catalogue.EMPTY, entities(), profiles);
    }

    Release release() {
        return release;
    }

    private static Profile profile(String name) throws InvalidInput {
        var policies = new ArrayList<Policy>();
        for (var policy : PolicyParser.parse(Source.of(GUARDRAILS + POLICIES)).policies().values()) {
            policies.add(policy.named(name + "/" + policy.id()));
        }
        var mustKnow = new HashMap<EntityUid, Map<String, Set<String>>>();
        mustKnow.put(action("read"), Map.of("Repo", Set.of("risk")));
        var risk = new Signal("risk", "Agent", Type.Primitive.LONG, "edr", Integrity.SIGNED, Signal.Influence.WIDEN,
                Optional
                        .of(Duration.ofMinutes(5)), Optional.empty(), Optional.empty(), false, Set.of(), "security",
                "how risky an agent is");
        return new Profile(name, "benchmark", "team", Profile.Pattern.JUST_IN_TIME, Set.of(team()), Map.of("repo",
                new Type.Entity("Repo"), "pull", Type.Primitive.LONG), Optional.empty(), Optional.empty(), Optional
                        .empty(),
                limits(), List.of(new ReadSignal(risk, About.Asked.PRINCIPAL)), Rules.of(PolicySet.of(policies, List
                        .of()),
                        PolicySet.EMPTY, mustKnow), Map.of(), new Schema(Map.of(), Map.of()), false);
    }

    private static Limits limits() {
        return new Limits(Optional.of(Duration.ofHours(2)), Optional.of(Duration.ofMinutes(15)),
                OptionalLong.of(1_000_000_000_000L), Optional.of(new Rate(1_000_000_000, Duration.ofSeconds(1))), List
                        .of(
                                Objects.requireNonNull(IpValue.parse("10.0.0.0/8"))), Set.of("ci"), 2);
    }

    private static Entities entities() {
        var all = new ArrayList<Entity>();
        all.add(Entity.of(team(), RecordValue.EMPTY, Set.of(EntityUid.of("Team", "engineering"))));
        for (var i = 0; i < AGENTS; i++) {
            all.add(Entity.of(agent(i), RecordValue.of(Map.of("purpose", StringValue.of("works"))), Set.of(team())));
        }
        for (var i = 0; i < REPOS; i++) {
            all.add(Entity.of(repo(i), RecordValue.of(Map.of("archived", bool(false), "secret", bool(false))), Set
                    .of()));
        }
        for (var name : List.of("read", "push", "deploy", "comment")) {
            all.add(Entity.of(action(name), RecordValue.EMPTY, Set.of()));
        }
        return Entities.of(all);
    }

    private static BoolValue bool(boolean value) {
        return BoolValue.of(value);
    }

    private static EntityUid team() {
        return EntityUid.of("Team", "platform");
    }

    private static EntityUid agent(int number) {
        return EntityUid.of("Agent", "agent-" + number % AGENTS);
    }

    private static EntityUid repo(int number) {
        return EntityUid.of("Repo", "acme/repository-" + number % REPOS);
    }

    private static EntityUid action(String name) {
        return EntityUid.of("Action", name);
    }

    /// So many open tasks: the first third of their own, the second below them, the last below those.
    State state(int tasks) {
        var state = State.EMPTY.after(new Event.ReleaseLoaded(NOON, release, "bench"));
        for (var i = 0; i < AGENTS; i++) {
            state = state.after(new Event.SignalRead(NOON, new Reading("risk", agent(i), Optional.of(LongValue.of(3)),
                    NOON,
                    NOON, "edr", Integrity.SIGNED)));
        }
        for (var i = 0; i < tasks; i++) {
            state = state.after(new Event.TaskRequested(NOON, opening(i, tasks / 3), "bench"));
            state = state.after(new Event.TaskOpened(NOON, id(i), NOON.plusSeconds(3_600 + i % 3_600)));
        }
        return state;
    }

    private static Opening opening(int number, int third) {
        var inputs = RecordValue.of(Map.of("repo", repo(number % third), "pull", LongValue.of(number)));
        var opening = Opening.of(id(number), agent(number), "profile-" + number % PROFILES, inputs);
        return number < third ? opening : opening.below(id(number - third));
    }

    private static TaskId id(int number) {
        return new TaskId("task-%08x-%08x".formatted(number * 0x9e3779b9, number));
    }

    /// Requests in tasks two hops down, of a state with so many tasks.
    Request[] requests(int count, int tasks) {
        var third = tasks / 3;
        var requests = new Request[count];
        for (var i = 0; i < count; i++) {
            var task = 2 * third + (int) (i * 2_654_435_761L % third);
            var proof = new Proof(Proof.Means.VOUCHED, "gateway-1", NOON, NOON.plusSeconds(3_600), Optional.ofNullable(
                    IpValue
                            .parse("10.1.2.3")), Optional.of("ci"));
            var context = i % 2 == 0
                    ? RecordValue.EMPTY
                    : RecordValue.of(Map.of("branch", StringValue.of("feature/x"), "lines", LongValue.of(i % 1000)));
            requests[i] = new Request(id(task), new Principal(agent(task), proof), action(i % 2 == 0 ? "read" : "push"),
                    repo(task % third), context, "gateway-1");
        }
        return requests;
    }
}
