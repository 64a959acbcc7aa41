package dev.ambit.core;

import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.entity.Entity;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.PolicyParser;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.core.policy.About;
import dev.ambit.core.policy.ApprovalRule;
import dev.ambit.core.policy.Condition;
import dev.ambit.core.policy.Profile;
import dev.ambit.core.policy.ReadSignal;
import dev.ambit.core.policy.Release;
import dev.ambit.core.policy.ReleaseId;
import dev.ambit.core.policy.Rules;
import dev.ambit.core.signal.Catalogue;
import dev.ambit.core.signal.Integrity;
import dev.ambit.core.signal.Signal;
import dev.ambit.core.task.Limits;
import dev.ambit.core.task.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Profiles and releases for tests, made of Cedar text. Each method gives another; nothing is checked against a schema.
public record Rulebook(
        String name,
        List<Policy> policies,
        List<Policy> approvalsFor,
        Map<String, ApprovalRule> approvals,
        Limits limits,
        List<ReadSignal> signals,
        Set<String> mustKnow,
        Optional<Condition> opensWhen,
        Optional<Condition> lastsWhile,
        Optional<Condition> pausesWhen,
        Map<String, Type> inputs,
        Schema schema) {

    public static final EntityUid ADA = EntityUid.of("Agent", "ada");
    public static final EntityUid BOB = EntityUid.of("Agent", "bob");
    public static final EntityUid READ = EntityUid.of("Action", "read");
    public static final EntityUid PUSH = EntityUid.of("Action", "push");
    public static final EntityUid SITE = EntityUid.of("Repo", "site");
    public static final EntityUid SHOP = EntityUid.of("Repo", "shop");
    public static final EntityUid TEAM = EntityUid.of("Group", "team");
    public static final EntityUid ANN = EntityUid.of("Person", "ann");
    public static final EntityUid BEN = EntityUid.of("Person", "ben");
    public static final EntityUid EVE = EntityUid.of("Person", "eve");
    /// Everybody of the team, and the repositories.
    public static final Entities KNOWN = Entities.of(Stream.concat(Stream.of(ANN, BEN, EVE)
            .map(person -> Entity.of(person, RecordValue.EMPTY, Set.of(TEAM))), Stream.of(SITE, SHOP)
                    .map(repo -> Entity.of(repo, RecordValue.EMPTY, Set.of()))).toList());
    private static final Schema SCHEMA = schema("""
            entity Agent;
            entity Repo;
            action read, push appliesTo { principal: Agent, resource: Repo, context: { request?: { lines?: Long },
                signals: { risk?: Long, mood?: Long }, task: { inputs: { n?: Long } } } };
            """);
    public static final String ANYTHING = "permit (principal, action, resource);";

    /// A profile under which nothing is permitted, without limits and with any depth of delegation.
    public static Rulebook named(String name) {
        return new Rulebook(name, List.of(), List.of(), Map.of(), Limits.NONE, List.of(), Set.of(),
                Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), SCHEMA);
    }

    /// With one more policy.
    public Rulebook with(String id, String cedar) {
        var more = new ArrayList<>(policies);
        more.add(parse(cedar).named(id));
        return new Rulebook(name, more, approvalsFor, approvals, limits, signals, mustKnow, opensWhen, lastsWhile,
                pausesWhen, inputs, schema);
    }

    /// Under which everything is permitted that nothing else stands against.
    public Rulebook permittingAll() {
        return with("all", ANYTHING);
    }

    /// With people to be asked, two of the team, where `condition` is true.
    public Rulebook askingFor(String rule, String condition) {
        var more = new ArrayList<>(approvalsFor);
        more.add(parse("permit (principal, action, resource) when { " + condition + " };").named(rule));
        var rules = new TreeMap<>(approvals);
        rules.put(rule, new ApprovalRule(rule, TEAM, 2, 1, Duration.ofMinutes(10)));
        return new Rulebook(name, policies, more, rules, limits, signals, mustKnow, opensWhen, lastsWhile, pausesWhen,
                inputs, schema);
    }

    /// With leave by two of the team for everything, remembered until the task ends.
    public Rulebook rememberingLeave(String rule) {
        var asking = askingFor(rule, "true");
        var rules = Map.of(rule, new ApprovalRule(rule, TEAM, 2, 1, Duration.ofMinutes(10), true,
                ApprovalRule.USUAL_WAIT, Set.of()));
        return new Rulebook(name, policies, asking.approvalsFor, rules, limits, signals, mustKnow, opensWhen,
                lastsWhile, pausesWhen, inputs, schema);
    }

    public Rulebook within(Limits other) {
        return new Rulebook(name, policies, approvalsFor, approvals, other, signals, mustKnow, opensWhen, lastsWhile,
                pausesWhen, inputs, schema);
    }

    /// Reading a signal of the principal, a number, which counts for a minute.
    public Rulebook reading(String signal) {
        return reading(signal, About.Asked.PRINCIPAL);
    }

    public Rulebook reading(String signal, About about) {
        var more = new ArrayList<>(signals);
        more.add(new ReadSignal(signal(signal), about));
        return new Rulebook(name, policies, approvalsFor, approvals, limits, more, mustKnow, opensWhen, lastsWhile,
                pausesWhen, inputs, schema);
    }

    /// Reading a signal of the principal that is sensitive.
    public Rulebook readingSensitive(String signal) {
        var known = signal(signal);
        var more = new ArrayList<>(signals);
        more.add(new ReadSignal(new Signal(known.name(), known.about(), known.value(), known.source(), known
                .integrity(), known
                        .influence(), known.freshFor(), known.holdFor(), known.heartbeat(), true, known.purposes(),
                known
                        .owner(), known.description()), About.Asked.PRINCIPAL));
        return new Rulebook(name, policies, approvalsFor, approvals, limits, more, mustKnow, opensWhen, lastsWhile,
                pausesWhen, inputs, schema);
    }

    /// Reading a signal of the principal whose source promises to be heard every ten seconds.
    public Rulebook readingAlive(String signal) {
        var more = new ArrayList<>(signals);
        more.add(new ReadSignal(alive(signal), About.Asked.PRINCIPAL));
        return new Rulebook(name, policies, approvalsFor, approvals, limits, more, mustKnow, opensWhen, lastsWhile,
                pausesWhen, inputs, schema);
    }

    /// Like [#signal], its source promising to be heard every ten seconds.
    public static Signal alive(String name) {
        return new Signal(name, "Agent", Type.Primitive.LONG, "sensor", Integrity.AUTHENTICATED, Signal.Influence.WIDEN,
                Optional.of(Duration.ofMinutes(1)), Optional.empty(), Optional.of(Duration.ofSeconds(10)), false, Set
                        .of(),
                "team", "for tests");
    }

    /// Reading these and no others.
    public Rulebook withSignals(List<ReadSignal> others) {
        return new Rulebook(name, policies, approvalsFor, approvals, limits, others, mustKnow, opensWhen, lastsWhile,
                pausesWhen, inputs, schema);
    }

    public static Signal signal(String name) {
        return new Signal(name, "Agent", Type.Primitive.LONG, "sensor", Integrity.AUTHENTICATED, Signal.Influence.WIDEN,
                Optional.of(Duration.ofMinutes(1)), Optional.empty(), Optional.empty(), false, Set.of(), "team",
                "for tests");
    }

    /// With signals whose loss could widen what is asked in tests: reading the site.
    public Rulebook mustKnow(String... names) {
        return new Rulebook(name, policies, approvalsFor, approvals, limits, signals, Set.of(names), opensWhen,
                lastsWhile,
                pausesWhen, inputs, schema);
    }

    public Rulebook opensWhen(String condition) {
        return new Rulebook(name, policies, approvalsFor, approvals, limits, signals, mustKnow, condition(condition),
                lastsWhile, pausesWhen, inputs, schema);
    }

    public Rulebook lastsWhile(String condition) {
        return new Rulebook(name, policies, approvalsFor, approvals, limits, signals, mustKnow, opensWhen,
                condition(condition), pausesWhen, inputs, schema);
    }

    public Rulebook pausesWhen(String condition) {
        return new Rulebook(name, policies, approvalsFor, approvals, limits, signals, mustKnow, opensWhen, lastsWhile,
                condition(condition), inputs, schema);
    }

    private static Optional<Condition> condition(String text) {
        try {
            return Optional.of(Condition.parse(new Source("condition", text)));
        } catch (InvalidInput wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    private static Schema schema(String text) {
        try {
            return Schema.parse(Source.of(text));
        } catch (InvalidInput wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    private static Policy parse(String cedar) {
        try {
            return PolicyParser.parse(Source.of(cedar)).policies().values().iterator().next();
        } catch (InvalidInput wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    public Profile profile() {
        var lost = new HashMap<EntityUid, Map<String, Set<String>>>();
        if (!mustKnow.isEmpty()) {
            lost.put(READ, Map.of("Repo", mustKnow));
        }
        return new Profile(name, "tests", "team", Profile.Pattern.JUST_IN_TIME, Set.of(ADA, BOB), inputs, opensWhen,
                lastsWhile, pausesWhen, limits, signals, Rules.of(PolicySet.of(policies, List.of()), PolicySet.of(
                        approvalsFor, List.of()), lost), approvals, schema, false);
    }

    /// A release of these profiles, its number in place of a hash.
    public static Release release(int number, Rulebook... books) {
        var profiles = new HashMap<String, Profile>();
        var signals = new HashMap<String, Signal>();
        for (var book : books) {
            profiles.put(book.name(), book.profile());
            book.signals().forEach(read -> signals.put(read.name(), read.signal()));
        }
        return new Release(new ReleaseId("%064x".formatted(number)), new Catalogue(signals), KNOWN, profiles);
    }

    // Limits of one kind.

    public static Limits lasting(Duration duration) {
        return limits(Optional.of(duration), Optional.empty(), OptionalLong.empty(), Optional.empty());
    }

    public static Limits idleFor(Duration idle) {
        return limits(Optional.empty(), Optional.of(idle), OptionalLong.empty(), Optional.empty());
    }

    public static Limits uses(long uses) {
        return limits(Optional.empty(), Optional.empty(), OptionalLong.of(uses), Optional.empty());
    }

    public static Limits pace(long permits, Duration per) {
        return limits(Optional.empty(), Optional.empty(), OptionalLong.empty(), Optional.of(new Rate(permits, per)));
    }

    private static Limits limits(Optional<Duration> duration, Optional<Duration> idle,
            OptionalLong uses, Optional<Rate> rate) {
        return new Limits(duration, idle, uses, rate, List.of(), Set.of(),
                Limits.MOST_HOPS);
    }

    public static Limits hops(int delegation) {
        return new Limits(Optional.empty(), Optional.empty(), OptionalLong.empty(), Optional.empty(),
                List.of(), Set.of(), delegation);
    }
}
