package dev.ambit.core.scope;

import dev.ambit.cedar.partial.Case;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.Policy.Effect;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.Value;
import dev.ambit.core.decision.Consent;
import dev.ambit.core.decision.Obstacle;
import dev.ambit.core.decision.Reason;
import dev.ambit.core.decision.TaskQuestion;
import dev.ambit.core.decision.Uses;
import dev.ambit.core.grant.Approval;
import dev.ambit.core.policy.Condition;
import dev.ambit.core.policy.Profile;
import dev.ambit.core.signal.Standing;
import dev.ambit.core.task.Life;
import dev.ambit.core.task.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What could be otherwise for one obstacle to be gone, in the task it stands in. Each guess is several changes together,
/// and worth nothing before it was tried.
final class Guesses {
    /// Most cases of policies that are looked at for one obstacle.
    private static final int MOST_CASES = 16;
    /// Most entities that are looked at for people who may approve.
    private static final int MOST_PEOPLE = 1_000;
    private static final String SIGNALS = "signals";
    private static final String REQUEST = "request";

    private final Supposed world;
    private final Uses uses;
    private final Task task;
    private final Profile profile;
    private final Sight sight;

    private Guesses(Supposed world, Uses uses, Task task, Profile profile) {
        this.world = world;
        this.uses = uses;
        this.task = task;
        this.profile = profile;
        this.sight = Sight.of(world.state(), task, profile);
    }

    /// None where the obstacle is one that nothing takes away.
    static Stream<List<Change>> of(Supposed world, Uses uses, Obstacle obstacle) {
        var task = world.state().task(obstacle.task());
        var profile = task == null ? null : world.state().release().profiles().get(task.profile());
        if (task == null || profile == null) {
            return Stream.empty();
        }
        var guesses = new Guesses(world, uses, task, profile);
        return obstacle.answer().reasons().stream().flatMap(guesses::against);
    }

    private Stream<List<Change>> against(Reason reason) {
        return switch (reason.code()) {
            case TASK_NOT_BEGUN -> task.life() instanceof Life.Requested(var begins)
                    ? one(new Change.Begun(task.id(), begins))
                    : Stream.empty();
            case TASK_PAUSED -> one(new Change.Resumed(task.id()));
            case FROZEN_EVERYTHING, FROZEN_PROFILE, FROZEN_PRINCIPAL, FROZEN_TENANT -> Optional.ofNullable(world.state()
                    .freezes().on(task, world.state().release().entities())).stream().map(freeze -> List.of(
                            new Change.Lifted(freeze.id())));
            case TASK_LAPSED -> met(cases(profile.lastsWhile()));
            case TASK_PAUSES -> unmet(cases(profile.pausesWhen()));
            case LIMIT_RATE -> later();
            case LIMIT_NETWORK -> Stream.concat(profile.limits().networks().stream(), task.limits().networks().stream())
                    .map(network -> List.of(new Change.From(network)));
            case LIMIT_ENVIRONMENT -> Stream.concat(profile.limits().environments().stream(), task.limits()
                    .environments()
                    .stream()).sorted().distinct().map(environment -> List.of(new Change.Within(environment)));
            case FORBIDDEN, FORBID_FAILED -> unmet(policies(Effect.FORBID).filter(policy -> policy.id().equals(reason
                    .facts().getFirst())).flatMap(this::cases).toList());
            case SIGNAL_UNKNOWN -> changes(Map.of(List.of(SIGNALS, reason.facts().getFirst()), Optional.empty()))
                    .stream();
            case NOT_PERMITTED -> met(policies(Effect.PERMIT).flatMap(this::cases).limit(MOST_CASES).toList());
            case APPROVAL_REQUIRED -> approved(reason.facts().getFirst());
            case NODE_STALE, UNRECORDED, IDENTITY_UNPROVEN, IDENTITY_EXPIRED, IDENTITY_MISMATCH, TASK_UNKNOWN,
                    TASK_ENDED,
                    PROFILE_UNKNOWN, LIMIT_DURATION, LIMIT_IDLE, LIMIT_USES, PERMIT_FAILED, ABOVE_NOT_PERMITTED,
                    DELEGATED_TOO_DEEP, PERMITTED -> Stream.empty();
        };
    }

    private static Stream<List<Change>> one(Change change) {
        return Stream.of(List.of(change));
    }

    private Stream<List<Change>> later() {
        var rate = profile.rateOf(task);
        var then = rate == null ? Instant.MIN : uses.of(task).fitsFrom(rate);
        return then.isAfter(world.now()) ? one(new Change.Later(then)) : Stream.empty();
    }

    // What policies and conditions read.

    private Stream<Policy> policies(Effect effect) {
        return profile.rules().text().effective().stream().filter(policy -> policy.effect() == effect);
    }

    private Stream<Case> cases(Policy policy) {
        return sight.cases(policy, world.request().action(), world.request().resource()).stream();
    }

    private List<Case> cases(Optional<Condition> condition) {
        return condition.stream()
                .flatMap(found -> found.policies().effective().stream())
                .flatMap(policy -> sight.cases(policy, Condition.ACTION, Condition.resource(task.id())).stream())
                .toList();
    }

    /// That one of the cases is met.
    private Stream<List<Change>> met(List<Case> cases) {
        return cases.stream().limit(MOST_CASES).flatMap(found -> {
            var wish = new Wish();
            found.conditions().forEach(condition -> wish.that(condition, true));
            return wish.values().flatMap(this::changes).stream();
        });
    }

    /// That none of the cases is: in each one condition has to fail, the last or the first.
    private Stream<List<Change>> unmet(List<Case> cases) {
        if (cases.size() > MOST_CASES || cases.stream().anyMatch(Case::isAlways)) {
            return Stream.empty();
        }
        return Stream.of(true, false).flatMap(isLast -> {
            var wish = new Wish();
            cases.forEach(found -> wish.that(isLast ? found.conditions().getLast() : found.conditions().getFirst(),
                    false));
            return wish.values().flatMap(this::changes).stream();
        });
    }

    /// What has to change for the context to say `values`; empty where part of that is nothing that can.
    private Optional<List<Change>> changes(Map<List<String>, Optional<Value>> values) {
        var bySignal = new TreeMap<String, Map<List<String>, Optional<Value>>>();
        var ofCall = new HashMap<List<String>, Optional<Value>>();
        for (var entry : values.entrySet()) {
            var path = entry.getKey();
            switch (path.getFirst()) {
                case SIGNALS -> bySignal.computeIfAbsent(path.get(1), _ -> new HashMap<>()).put(path.subList(2, path
                        .size()), entry.getValue());
                case REQUEST -> ofCall.put(path.subList(1, path.size()), entry.getValue());
                default -> {
                    return Optional.empty();
                }
            }
        }
        var changes = new ArrayList<Change>();
        for (var entry : bySignal.entrySet()) {
            var says = says(entry.getKey(), entry.getValue());
            if (says.isEmpty()) {
                return Optional.empty();
            }
            changes.add(says.get());
        }
        if (!ofCall.isEmpty()) {
            changes.add(called(ofCall));
        }
        return Optional.of(changes);
    }

    private Optional<Change> says(String name, Map<List<String>, Optional<Value>> values) {
        for (var i = 0; i < profile.signals().size(); i++) {
            var read = profile.signals().get(i);
            if (read.name().equals(name)) {
                var subject = read.about().subject(task, world.request().resource());
                var type = read.signal().value();
                var parts = filled(values, type);
                return Optional.ofNullable(subject).map(about -> new Change.Says(read.signal(), about, whole(known(name)
                        .orElseGet(() -> Filler.of(type)), parts), named(name, parts)));
            }
        }
        return Optional.empty();
    }

    /// What the signal says now, where that is about the task and not about a resource.
    private Optional<Value> known(String name) {
        var question = new TaskQuestion(world.state(), task, profile, world.now());
        for (var i = 0; i < profile.signals().size(); i++) {
            if (profile.signals().get(i).name().equals(name) && question.standing(
                    i) instanceof Standing.Known(var value, _, _)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    private Change called(Map<List<String>, Optional<Value>> values) {
        var parts = filled(values, typeOfCall());
        return new Change.Called((RecordValue) whole(world.request().context(), parts), named("context.request",
                parts));
    }

    private Type typeOfCall() {
        return profile.schema().action(world.request().action())
                .map(action -> action.context().attributes().get(REQUEST))
                .<Type>map(Type.Attribute::type)
                .orElse(Type.RecordOf.EMPTY);
    }

    private static Map<List<String>, Value> filled(Map<List<String>, Optional<Value>> values, Type type) {
        return values.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                .orElseGet(
                        () -> Filler.at(entry.getKey(), type))));
    }

    /// The shortest paths first, so that what is within something is put into it.
    private static Value whole(Value before, Map<List<String>, Value> parts) {
        var whole = before;
        for (var path : parts.keySet().stream().sorted((one, other) -> Integer.compare(one.size(), other.size()))
                .toList()) {
            whole = Filler.with(whole, path, Objects.requireNonNull(parts.get(path)));
        }
        return whole;
    }

    /// What is there because something within it has to be need not be told.
    private static Map<String, Value> named(String name, Map<List<String>, Value> parts) {
        return parts.entrySet().stream()
                .filter(part -> parts.keySet().stream().noneMatch(other -> isWithin(other, part.getKey())))
                .collect(Collectors.toMap(part -> Stream.concat(Stream.of(name), part.getKey().stream()).collect(
                        Collectors
                                .joining(".")), Map.Entry::getValue));
    }

    private static boolean isWithin(List<String> path, List<String> outer) {
        return path.size() > outer.size() && path.subList(0, outer.size()).equals(outer);
    }

    // People.

    private Stream<List<Change>> approved(String name) {
        var rule = profile.approval(name);
        var people = world.state().release().entities().names().stream()
                .limit(MOST_PEOPLE)
                .filter(person -> Consent.isAmong(world.state(), rule, person) && !person.equals(rule.by()))
                .filter(person -> Consent.asks(world.state(), task, person) == null)
                .limit(rule.quorum())
                .collect(Collectors.<EntityUid>toSet());
        return people.size() < rule.quorum()
                ? Stream.empty()
                : one(new Change.Approved(rule, approval(name, people, rule
                        .latestEnd(world.now()))));
    }

    private Approval approval(String rule, Set<EntityUid> people, Instant until) {
        return new Approval("supposed", task.id(), world.request().digest(), rule, people, world.now(), until, 1);
    }
}
