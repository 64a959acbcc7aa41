package dev.ambit.server.trial;

import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.PolicyPrinter;
import dev.ambit.core.policy.Condition;
import dev.ambit.core.policy.Profile;
import dev.ambit.core.policy.Release;
import dev.ambit.core.signal.Signal;
import dev.ambit.server.pap.PolicyTest;
import dev.ambit.server.pap.ReleaseDirectory;
import dev.ambit.server.pap.TestCase;
import dev.ambit.server.pap.TestCases;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What one release says otherwise than another.
///
/// @param changes of profiles, policies and signals, in the order of their names
/// @param answers to the tests of both
public record ReleaseDiff(Release before, Release after, List<Change> changes, List<Answer> answers) {

    /// Something that comes, goes, or is written otherwise.
    ///
    /// @param what   such as `profile deploy, duration`
    /// @param before empty where it comes
    /// @param after  empty where it goes
    public record Change(String what, Optional<String> before, Optional<String> after) {}

    /// A question that is answered otherwise; an answer is empty where the question makes no sense under the release.
    public record Answer(PolicyTest test, Optional<String> before, Optional<String> after) {}

    public ReleaseDiff {
        changes = List.copyOf(changes);
        answers = List.copyOf(answers);
    }

    /// What `after` says otherwise than `before`.
    public static ReleaseDiff between(ReleaseDirectory before, ReleaseDirectory after) {
        var changes = new ArrayList<Change>();
        changes.addAll(changes(facets(before.release()), facets(after.release())));
        return new ReleaseDiff(before.release(), after.release(), changes, answers(before, after));
    }

    /// Whether both say the same, comments aside.
    public boolean isEmpty() {
        return changes.isEmpty() && answers.isEmpty();
    }

    private static List<Change> changes(Map<String, String> before, Map<String, String> after) {
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        return names.stream()
                .map(name -> new Change(name, Optional.ofNullable(before.get(name)), Optional.ofNullable(after.get(
                        name))))
                .filter(change -> !change.before().equals(change.after()))
                .toList();
    }

    /// Everything a release says, in small pieces, by what each is called.
    private static Map<String, String> facets(Release release) {
        var facets = new TreeMap<String, String>();
        release.profiles().values().forEach(profile -> facets(profile).forEach((name, text) -> facets.put(
                "profile %s, %s".formatted(profile.name(), name), text)));
        Trials.policies(release).forEach((id, policy) -> facets.put("policy " + id, text(policy)));
        release.catalogue().signals().forEach((name, signal) -> facets.put("signal " + name, text(signal)));
        release.entities().all().stream().filter(entity -> !entity.uid().isAction()).forEach(entity -> facets.put(
                "entity " + entity.uid(), "%s in %s".formatted(entity.attributes(), entity.parents())));
        return facets;
    }

    private static Map<String, String> facets(Profile profile) {
        var limits = profile.limits();
        var facets = new LinkedHashMap<String, Object>();
        facets.put("purpose", profile.purpose());
        facets.put("owner", profile.owner());
        facets.put("pattern", profile.pattern().word());
        facets.put("for", profile.openers());
        facets.put("inputs", profile.inputs());
        facets.put("opens-when", profile.opensWhen().map(Condition::text));
        facets.put("lasts-while", profile.lastsWhile().map(Condition::text));
        facets.put("pauses-when", profile.pausesWhen().map(Condition::text));
        facets.put("duration", limits.duration());
        facets.put("idle", limits.idle());
        facets.put("uses", limits.uses().isPresent() ? limits.uses().getAsLong() : Optional.empty());
        facets.put("rate", limits.rate());
        facets.put("networks", limits.networks().stream().map(Object::toString).toList());
        facets.put("environments", limits.environments());
        facets.put("delegation", limits.delegation());
        facets.put("policies", profile.rules().text().policies().keySet());
        facets.put("approvals", profile.approvals().values());
        var texts = new LinkedHashMap<String, String>();
        facets.forEach((name, value) -> texts.put(name, value instanceof Optional<?> optional
                ? optional.map(Object::toString).orElse("none")
                : value.toString()));
        return texts;
    }

    private static String text(Policy policy) {
        return PolicyPrinter.print(policy).strip();
    }

    private static String text(Signal signal) {
        return "%s about %s from %s, %s, %s, fresh for %s, held for %s".formatted(signal.value(), signal.about(), signal
                .source(), signal.integrity().word(), signal.influence(), signal.freshFor().map(Object::toString)
                        .orElse("ever"), signal.holdFor().map(Object::toString).orElse("no longer"));
    }

    /// The answers to the tests of both that differ; a test that stands in both is asked once.
    private static List<Answer> answers(ReleaseDirectory before, ReleaseDirectory after) {
        var tests = new LinkedHashMap<String, PolicyTest>();
        Stream.concat(after.tests().stream(), before.tests().stream()).map(TestCase::test).forEach(test -> tests
                .putIfAbsent(key(test), test));
        return tests.values().stream()
                .map(test -> new Answer(test, answer(test, before.release()), answer(test, after.release())))
                .filter(answer -> !Objects.equals(answer.before(), answer.after()))
                .toList();
    }

    private static String key(PolicyTest test) {
        var file = test.page().source().name();
        return file.substring(file.lastIndexOf('/') + 1) + "\n" + test.name().value();
    }

    private static Optional<String> answer(PolicyTest test, Release release) {
        return TestCases.of(release, test, _ -> {}).map(asked -> Trial.of(asked).answer().word());
    }
}
