package dev.ambit.core.policy;

import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.Policy.Effect;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.text.Findings;
import dev.ambit.cedar.text.Passage;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.text.Spelling;
import dev.ambit.cedar.validate.Environment;
import dev.ambit.cedar.validate.Finding;
import dev.ambit.cedar.validate.Validator;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.signal.BuiltIn;
import dev.ambit.core.signal.Catalogue;
import dev.ambit.core.signal.Signal;
import dev.ambit.core.task.Limits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Type-checks one profile together with the guardrails, says what signals can do in it, and compiles it.
final class ProfileCompiler {
    private static final Expr ALWAYS = new Expr.Literal(BoolValue.TRUE, Span.NONE);

    private final ContextSchema schemas;
    private final Schema organisation;
    private final Catalogue catalogue;
    private final List<Policy> guardrails;
    private final Findings findings;

    /// @param guardrails already checked
    ProfileCompiler(Schema organisation, Catalogue catalogue, List<Policy> guardrails, Findings findings) {
        this.schemas = new ContextSchema(organisation, catalogue);
        this.organisation = organisation;
        this.catalogue = catalogue;
        this.guardrails = guardrails;
        this.findings = findings;
    }

    /// The profile; empty where it makes no sense, which has been told.
    Optional<Profile> compile(ReadProfile read) {
        checkOpeners(read);
        if (!read.knowsAllInputs()) {
            return Optional.empty();
        }
        var schema = schemas.forPolicies(read.inputs());
        var conditions = schemas.forConditions(read.inputs());
        if (!checkTypes(read, schema, conditions)) {
            return Optional.empty();
        }
        return signals(read).filter(_ -> read.isWhole()).map(signals -> {
            new ProfileLint(read, catalogue, findings).check(signals);
            return profile(read, signals, rules(read, schema, conditions), schemas.forRequests(read.inputs()));
        });
    }

    private static Profile profile(ReadProfile read, List<ReadSignal> signals, Rules rules, Schema schema) {
        var written = read.written();
        return new Profile(
                read.name(),
                written.purpose().map(Written::value).orElse(""),
                written.owner().map(Written::value).orElse(""),
                written.pattern(),
                read.openers().stream().map(Written::value).collect(Collectors.toSet()),
                read.inputs(),
                read.opensWhen().map(ProfileCompiler::compiled),
                read.lastsWhile().map(ProfileCompiler::compiled),
                read.pausesWhen().map(ProfileCompiler::compiled),
                limits(written.limits()),
                signals,
                rules,
                approvals(read),
                schema,
                written.isRecordedDurably(),
                read.breakGlass(),
                new Reauthorization(read.resumedBy(), read.resumesWhen().map(ProfileCompiler::compiled)));
    }

    private static Condition compiled(ReadProfile.Condition condition) {
        return Condition.of(condition.expr(), condition.at().source());
    }

    private void checkOpeners(ReadProfile read) {
        for (var opener : read.openers()) {
            var type = opener.value().type();
            var principals = schemas.principals();
            if (organisation.entityType(type).isEmpty()) {
                findings.add(opener.error("unknown-type", "entity type `%s` is not in the schema".formatted(type))
                        .help(Spelling.didYouMean(type, organisation.entityTypes().keySet()).orElse(
                                "Those who ask are of type `%s`".formatted(String.join("`, `", principals)))));
            } else if (principals.stream().noneMatch(principal -> organisation.mayBeIn(principal, type))) {
                findings.add(opener.error("no-principal", "`%s` is nobody who may ask for anything, and no group of "
                        .formatted(opener.value()) + "such").help("Those who ask are of type `%s`".formatted(String
                                .join("`, `", principals))));
            }
        }
    }

    /// @return whether all policies, approvals and conditions make sense
    private boolean checkTypes(ReadProfile read, Schema schema, Schema conditions) {
        var policies = new Validator(schema);
        var tasks = new Validator(conditions);
        var found = new ArrayList<Finding>();
        read.policies().stream().filter(policy -> !policy.isTemplate()).forEach(policy -> found.addAll(policies
                .validate(
                        policy).findings()));
        read.approvals().forEach(approval -> found.addAll(policies.validate(approval.asks()).findings()));
        read.conditions().forEach(condition -> found.addAll(tasks.validate(policy(Effect.PERMIT, condition))
                .findings()));
        found.forEach(finding -> findings.add(finding.diagnostic()));
        return found.stream().noneMatch(Finding::isError);
    }

    private static Policy policy(Effect effect, ReadProfile.Condition condition) {
        return Condition.policy(effect, condition.expr(), condition.at().source());
    }

    private static Limits limits(WrittenProfile.WrittenLimits written) {
        return new Limits(
                written.duration().map(Written::value),
                written.idle().map(Written::value),
                written.uses().map(uses -> OptionalLong.of(uses.value())).orElse(OptionalLong.empty()),
                written.rate().map(Written::value),
                written.networks(),
                written.environments().stream().map(Written::value).collect(Collectors.toSet()),
                written.delegation().map(hops -> hops.value().intValue()).orElse(0));
    }

    private static Map<String, ApprovalRule> approvals(ReadProfile read) {
        var rules = new LinkedHashMap<String, ApprovalRule>();
        for (var approval : read.approvals()) {
            var written = approval.written();
            rules.put(approval.asks().id(), new ApprovalRule(
                    approval.asks().id(),
                    approval.by(),
                    written.quorum().map(quorum -> quorum.value().intValue()).orElse(1),
                    written.uses().map(Written::value).orElse(1L),
                    written.within().map(Written::value).orElse(ProfileLint.LONGEST_APPROVAL),
                    written.remember().isPresent(),
                    written.waits().map(Written::value).orElse(ApprovalRule.USUAL_WAIT),
                    written.hides().stream().map(Written::value).collect(Collectors.toSet())));
        }
        return rules;
    }

    /// Whom each signal is about that a guardrail, a policy or a condition of the profile reads. A signal that only
    /// guardrails read may be about nobody here: it is left out, and unknown. Empty where one of the others is about nobody,
    /// which has been told.
    private Optional<List<ReadSignal>> signals(ReadProfile read) {
        var subjects = new Subjects(types(read), read.inputs(), schemas.resources());
        var inConditions = new TreeMap<String, Passage>();
        read.conditions().forEach(condition -> signals(ContextReads.of(condition)).forEach(inConditions::putIfAbsent));
        var own = new TreeMap<>(inConditions);
        signals(ContextReads.of(own(read))).forEach(own::putIfAbsent);
        var all = new TreeSet<>(own.keySet());
        all.addAll(signals(ContextReads.of(guardrails)).keySet());
        var found = new ArrayList<ReadSignal>();
        var missed = new TreeSet<>(own.keySet());
        for (var name : all) {
            var signal = catalogue.signal(name).orElseThrow();
            var isBeforeRequests = inConditions.containsKey(name);
            subjects.of(signal).filter(who -> who != About.Asked.RESOURCE || !isBeforeRequests).ifPresent(who -> {
                found.add(BuiltIn.is(signal) ? new ReadSignal(signal, who, parts(read)) : new ReadSignal(signal, who));
                missed.remove(name);
            });
        }
        missed.stream().map(name -> catalogue.signal(name).orElseThrow()).filter(this::isAboutSomething).forEach(
                signal -> findings.add(subjects.nobody(signal, Objects.requireNonNull(own.get(signal.name())))));
        return missed.isEmpty() ? Optional.of(found) : Optional.empty();
    }

    /// What of a task's behaviour is read; all of it where it is only asked whether there is any.
    private List<String> parts(ReadProfile read) {
        var group = List.of(ContextSchema.SIGNALS, BuiltIn.BEHAVIOUR.name());
        var parts = new TreeSet<>(ContextReads.of(guardrails).parts(group));
        parts.addAll(ContextReads.of(own(read)).parts(group));
        read.conditions().forEach(condition -> parts.addAll(ContextReads.of(condition).parts(group)));
        return parts.isEmpty() ? BuiltIn.PARTS : List.copyOf(parts);
    }

    private boolean isAboutSomething(Signal signal) {
        return organisation.entityType(signal.about()).isPresent();
    }

    /// What stands in the profile itself and is asked of requests.
    private static List<Policy> own(ReadProfile read) {
        return Stream.concat(read.policies().stream(), read.approvals().stream().map(ReadProfile.Approval::asks))
                .toList();
    }

    /// The types of those who may have a task under the profile.
    private Set<String> types(ReadProfile read) {
        return schemas.principals().stream()
                .filter(type -> read.openers().isEmpty() || read.openers().stream().anyMatch(opener -> organisation
                        .mayBeIn(type, opener.value()
                                .type())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Map<String, Passage> signals(ContextReads reads) {
        return reads.below(ContextSchema.TO_SIGNALS, catalogue.signals().keySet());
    }

    private List<Policy> policies(ReadProfile read) {
        return Stream.concat(guardrails.stream(), read.policies().stream().filter(policy -> !policy.isTemplate()))
                .toList();
    }

    private Rules rules(ReadProfile read, Schema schema, Schema conditions) {
        var all = PolicySet.of(policies(read), List.of());
        var asks = PolicySet.of(read.approvals().stream().map(ReadProfile.Approval::asks).toList(), List.of());
        return Rules.of(all, asks, mustKnow(read, all, schema,
                conditions));
    }

    private Map<EntityUid, Map<String, Set<String>>> mustKnow(
            ReadProfile read, PolicySet all, Schema schema, Schema conditions) {
        var inPolicies = signals(ContextReads.of(all.policies().values())).keySet();
        var influence = new SignalInfluence(schema, all);
        findings.addAll(influence.undeclared(known(inPolicies)));
        var lost = new HashMap<>(influence.mustKnow(inPolicies));
        var pausing = conditions(read, conditions);
        Environment.allOf(schema).forEach(kind -> lost.computeIfAbsent(kind.action(), _ -> new HashMap<>()).merge(kind
                .resource(), pausing, ProfileCompiler::both));
        checkFreshness(lost, signals(ContextReads.of(all.policies().values())));
        return lost;
    }

    /// That something is so no more may be lost like anything else: what could permit more by being lost must not be believed for
    /// ever, whatever it may do by being forged. What Ambit computes is never lost.
    private void checkFreshness(Map<EntityUid, Map<String, Set<String>>> lost, Map<String, Passage> read) {
        var names = lost.values().stream().flatMap(byType -> byType.values().stream()).flatMap(Set::stream).collect(
                Collectors.toSet());
        read.forEach((name, at) -> {
            if (names.contains(name) && catalogue.signal(name).filter(signal -> !BuiltIn.is(signal) && signal
                    .countsFor()
                    .isEmpty()).isPresent()) {
                findings.add(new Written<>(name, at).error("loss-without-freshness",
                        "losing signal `%s` could permit more, and it has no `fresh-for`".formatted(name)).help(
                                "Say in the catalogue how long a value counts, such as `fresh-for: 5m`"));
            }
        });
    }

    private static Set<String> both(Set<String> some, Set<String> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    /// Holds conditions to what signals may do.
    ///
    /// @return the signals whose loss could keep a task from being paused
    private Set<String> conditions(ReadProfile read, Schema schema) {
        Stream.of(read.opensWhen(), read.lastsWhile(), read.resumesWhen()).flatMap(Optional::stream).forEach(
                condition -> {
                    var influence = influence(Effect.PERMIT, condition, schema);
                    var signals = signals(ContextReads.of(condition)).keySet();
                    findings.addAll(influence.undeclared(known(signals)));
                    lost(influence, signals).forEach(signal -> findings.add(new Written<>(signal, condition.at()).error(
                            "condition-open-to-loss", "losing signal `%s` makes this true".formatted(signal)).help(
                                    "Ask for a value that is there when it is known: a task must not live on what is not")));
                });
        return read.pausesWhen().map(condition -> {
            var influence = influence(Effect.FORBID, condition, schema);
            var signals = signals(ContextReads.of(condition)).keySet();
            findings.addAll(influence.undeclared(known(signals)));
            return lost(influence, signals);
        }).orElse(Set.of());
    }

    private static SignalInfluence influence(Effect effect, ReadProfile.Condition condition, Schema schema) {
        var asked = policy(effect, condition);
        var set = effect == Effect.PERMIT
                ? PolicySet.of(asked)
                : PolicySet.of(asked, Condition.policy(Effect.PERMIT, ALWAYS, condition.at().source()).named("open"));
        return new SignalInfluence(schema, set);
    }

    private static Set<String> lost(SignalInfluence influence, Set<String> signals) {
        return influence.mustKnow(signals).values().stream()
                .flatMap(byType -> byType.values().stream().flatMap(Set::stream))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Collection<Signal> known(Set<String> names) {
        return names.stream().map(name -> catalogue.signal(name).orElseThrow()).toList();
    }
}
