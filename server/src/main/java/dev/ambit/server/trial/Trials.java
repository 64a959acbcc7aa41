package dev.ambit.server.trial;

import dev.ambit.cedar.syntax.Policy;
import dev.ambit.core.policy.Release;
import dev.ambit.server.pap.ReleaseDirectory;
import dev.ambit.server.trial.Trial.Outcome;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What came of all tests of a directory.
///
/// @param outcomes  in the order of files and of tests in them
/// @param policies  every policy of the release, by id
/// @param undecided those that determined no answer in any test, by id
public record Trials(List<Outcome> outcomes, Map<String, Policy> policies, Map<String, Policy> undecided) {

    public Trials {
        outcomes = List.copyOf(outcomes);
        policies = Collections.unmodifiableMap(new TreeMap<>(policies));
        undecided = Collections.unmodifiableMap(new TreeMap<>(undecided));
    }

    /// Plays all tests of `directory`.
    public static Trials of(ReleaseDirectory directory) {
        var outcomes = directory.tests().stream().map(Trial::of).toList();
        var decided = new HashSet<String>();
        outcomes.forEach(outcome -> decided.addAll(outcome.policies()));
        var policies = policies(directory.release());
        var undecided = new TreeMap<>(policies);
        undecided.keySet().removeAll(decided);
        return new Trials(outcomes, policies, undecided);
    }

    /// Every policy of `release`, guardrails and those of all profiles, by id.
    public static Map<String, Policy> policies(Release release) {
        var all = new TreeMap<String, Policy>();
        release.profiles().values().forEach(profile -> all.putAll(profile.rules().text().policies()));
        return all;
    }

    /// Those that did not come out as expected.
    public List<Outcome> failures() {
        return outcomes.stream().filter(outcome -> !outcome.isAsExpected()).toList();
    }
}
