package dev.ambit.server.pap;

import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.entity.Entity;
import dev.ambit.cedar.exchange.EntityJson;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Passage;
import dev.ambit.cedar.text.Spelling;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.IpValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.Value;
import dev.ambit.core.decision.Request;
import dev.ambit.core.identity.Principal;
import dev.ambit.core.identity.Proof;
import dev.ambit.core.policy.About;
import dev.ambit.core.policy.Profile;
import dev.ambit.core.policy.ReadSignal;
import dev.ambit.core.policy.Release;
import dev.ambit.core.policy.Written;
import dev.ambit.core.signal.Reading;
import dev.ambit.core.task.Opening;
import dev.ambit.core.task.TaskId;
import dev.ambit.server.pap.PolicyTest.Given;
import dev.ambit.server.pap.PolicyTest.Opened;
import dev.ambit.server.yaml.Page;
import dev.ambit.server.yaml.Yaml;
import dev.ambit.server.yaml.YamlJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/// Finds out what the values in policy tests are, under the release that they are about.
public final class TestCases {
    private static final TaskId TASK = new TaskId("test");
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private final Release release;
    private final PolicyTest test;
    private final Given given;
    private final Page page;
    private boolean isWhole = true;

    private TestCases(Release release, PolicyTest test, Consumer<Diagnostic> mistakes) {
        this.release = release;
        this.test = test;
        this.given = test.given();
        this.page = new Page(test.page().source(), mistake -> {
            isWhole = false;
            mistakes.accept(mistake);
        });
    }

    /// The test with every value known.
    ///
    /// @param mistakes told of everything in it that makes no sense under `release`
    public static Optional<TestCase> of(Release release, PolicyTest test, Consumer<Diagnostic> mistakes) {
        return new TestCases(release, test, mistakes).testCase();
    }

    private Optional<TestCase> testCase() {
        var profile = profile();
        var principal = given.principal().or(() -> missing("principal", "Say who asks, as `principal: "
                + "'Agent::\"code-reviewer\"'`")).flatMap(at -> ValueForm.uid(at, page));
        if (profile.isEmpty() || principal.isEmpty()) {
            return Optional.empty();
        }
        return testCase(profile.get(), principal.get());
    }

    private Optional<Profile> profile() {
        var name = given.profile();
        if (name.isEmpty()) {
            return missing("profile", "Say under which the task is, as `profile: deploy`");
        }
        var profile = release.profile(name.get().value());
        if (profile.isEmpty()) {
            tell(name.get().error("unknown-profile", "there is no profile `%s`".formatted(name.get().value())), name
                    .get().value(), release.profiles().keySet());
        }
        return profile;
    }

    private Optional<TestCase> testCase(Profile profile, EntityUid principal) {
        var now = given.time().orElse(NOON);
        var opened = given.opened().orElse(Opened.NOW);
        var openedAt = now.minus(opened.ago());
        var inputs = inputs(profile);
        var request = request(profile, principal, now);
        var resource = request.map(Request::resource);
        var heard = new Heard(profile, principal, inputs, resource);
        var before = new LinkedHashMap<>(given.signals());
        before.putAll(opened.signals());
        var found = new TestCase(test, release(profile), Opening.of(TASK, principal, profile.name(), inputs), openedAt,
                readings(heard, before.values(), openedAt), readings(heard, given.signals().values(), now), now.minus(
                        opened.idle()), opened.used(), request, now);
        return isWhole ? Optional.of(found) : Optional.empty();
    }

    /// What decides whom a signal is about.
    private record Heard(Profile profile, EntityUid principal, RecordValue inputs, Optional<EntityUid> resource) {

        /// Whom the signal is about; empty where no value that is given says so.
        Optional<EntityUid> subject(ReadSignal signal) {
            return switch (signal.about()) {
                case About.AnInput(var name) -> Optional.ofNullable(inputs.get(name)).filter(
                        EntityUid.class::isInstance)
                        .map(EntityUid.class::cast);
                case About.Asked.PRINCIPAL -> Optional.of(principal);
                case About.Asked.RESOURCE -> resource;
                case About.Itself.TASK -> Optional.empty();
            };
        }
    }

    private RecordValue inputs(Profile profile) {
        var values = new LinkedHashMap<String, Value>();
        given.inputs().forEach((name, entry) -> {
            var type = Optional.ofNullable(profile.inputs().get(name));
            if (type.isEmpty()) {
                unknown(entry, "profile `%s` has no input `%s`".formatted(profile.name(), name), name, profile.inputs()
                        .keySet());
            }
            type.flatMap(known -> new ValueForm(known).read(entry.value(), page)).ifPresent(value -> values.put(name,
                    value));
        });
        return RecordValue.of(values);
    }

    private List<Reading> readings(Heard heard, Collection<Yaml.Entry> signals, Instant at) {
        var found = new ArrayList<Reading>();
        signals.forEach(entry -> reading(heard, entry, at).ifPresent(found::add));
        return found;
    }

    private Optional<Reading> reading(Heard heard, Yaml.Entry entry, Instant at) {
        var name = entry.key().text();
        var signal = heard.profile().signals().stream().filter(each -> each.name().equals(name)).findFirst();
        if (signal.isEmpty()) {
            var known = heard.profile().signals().stream().map(ReadSignal::name).toList();
            unknown(entry, "no task of profile `%s` reads a signal `%s`".formatted(heard.profile().name(), name), name,
                    known);
            return Optional.empty();
        }
        var defined = signal.get().signal();
        var isAbsent = entry.value() instanceof Yaml.Scalar scalar && scalar.isNothing();
        var value = isAbsent
                ? Optional.<Value>empty()
                : new ValueForm(defined.value()).read(entry.value(), page);
        return heard.subject(signal.get()).filter(subject -> subject.type().equals(defined.about())).map(
                subject -> new Reading(name, subject, value, at, at, defined.source(), defined.integrity()));
    }

    private Optional<Request> request(Profile profile, EntityUid principal, Instant now) {
        if (test.action().isEmpty() || test.resource().isEmpty()) {
            return Optional.empty();
        }
        var action = action(profile, test.action().get());
        var resource = ValueForm.uid(test.resource().get(), page);
        if (action.isEmpty() || resource.isEmpty()) {
            return Optional.empty();
        }
        if (!action.get().resources().contains(resource.get().type())) {
            page.mistakes().accept(at(test.resource().get(), "wrong-resource", "`%s` is not asked of a `%s`".formatted(
                    action.get().uid(), resource.get().type())).help("It is asked of `%s`".formatted(String.join("`, `",
                            action.get().resources()))));
        }
        var context = given.request().flatMap(yaml -> new ValueForm(context(action.get())).read(yaml, page)).map(
                RecordValue.class::cast).orElse(RecordValue.EMPTY);
        return Optional.of(new Request(TASK, principal(principal, now), action.get().uid(), resource.get(), context,
                "test"));
    }

    private Optional<Schema.Action> action(Profile profile, Written<String> written) {
        var known = profile.schema().actions();
        var found = known.values().stream().filter(action -> action.uid().toString().equals(written.value()) || action
                .uid().id().equals(written.value())).findFirst();
        if (found.isEmpty()) {
            tell(written.error("unknown-action", "action `%s` is not in the schema".formatted(written.value())), written
                    .value(), known.keySet().stream().map(EntityUid::id).toList());
        }
        return found;
    }

    private static Type context(Schema.Action action) {
        return Optional.ofNullable(action.context().attributes().get("request")).map(Type.Attribute::type).orElse(
                Type.RecordOf.EMPTY);
    }

    private Principal principal(EntityUid uid, Instant now) {
        var address = given.address().flatMap(written -> {
            var parsed = Optional.ofNullable(IpValue.parse(written.value()));
            if (parsed.isEmpty()) {
                page.mistakes().accept(written.error("bad-value", "`%s` is no address".formatted(written.value())));
            }
            return parsed;
        });
        return new Principal(uid, new Proof(Proof.Means.MUTUAL_TLS, "test", now.minus(DAY), now.plus(DAY), address,
                given.environment().map(Written::value)));
    }

    /// The release, with the entities that the test gives in place of those of the same names.
    private Release release(Profile profile) {
        return given.entities().map(yaml -> {
            try {
                var more = EntityJson.read(YamlJson.of(yaml), page.source(), profile.schema());
                return new Release(release.id(), release.catalogue(), with(release.entities(), more, yaml), release
                        .profiles());
            } catch (InvalidInput input) {
                input.diagnostics().forEach(page.mistakes());
                return release;
            }
        }).orElse(release);
    }

    private Entities with(Entities known, Entities more, Yaml place) {
        var all = new LinkedHashMap<EntityUid, Entity>();
        known.all().forEach(entity -> all.put(entity.uid(), entity));
        more.names().stream().filter(uid -> !uid.isAction()).forEach(uid -> all.put(uid, Objects.requireNonNull(more
                .find(uid)).entity()));
        if (Entities.circles(all.values()).isEmpty()) {
            return Entities.of(all.values());
        }
        page.tell("entity-circle", place, "with these, an entity is in itself", "");
        return known;
    }

    private <T> Optional<T> missing(String key, String help) {
        page.mistakes().accept(test.name().error("missing-key", "the test has no `%s`".formatted(key)).help(help));
        return Optional.empty();
    }

    private void unknown(Yaml.Entry entry, String message, String name, Collection<String> known) {
        tell(at(page.passage(entry.key()), "unknown-name", message), name, known);
    }

    private static Diagnostic at(Passage at, String code, String message) {
        return Diagnostic.error(code, at.source(), at.span(), message);
    }

    private void tell(Diagnostic mistake, String name, Collection<String> known) {
        page.mistakes().accept(mistake.help(Spelling.didYouMean(name, known).orElse(known.isEmpty()
                ? "There is none"
                : "There is `%s`".formatted(String.join("`, `", known)))));
    }

    /// All of `tests`, and every mistake in them.
    static List<TestCase> all(Release release, List<PolicyTest> tests, Consumer<Diagnostic> mistakes) {
        return tests.stream().flatMap(test -> of(release, test, mistakes).stream()).toList();
    }
}
