package dev.ambit.server.cli.policy;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.server.cli.frame.Numbered;
import dev.ambit.server.pap.CedarDirectory;
import dev.ambit.server.pap.ReleaseDirectory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// How much of what a policy directory holds.
///
/// @param counts by what is counted, in the singular, in the order to tell it
record Contents(Map<String, Long> counts) {

    static Contents of(CedarDirectory directory) {
        var counts = new LinkedHashMap<String, Long>();
        var policies = directory.policies().policies().values();
        counts.put("permit", policies.stream().filter(policy -> policy.effect() == Policy.Effect.PERMIT).count());
        counts.put("forbid", policies.stream().filter(policy -> policy.effect() == Policy.Effect.FORBID).count());
        counts.put("template", (long) directory.policies().templates().size());
        counts.put("link", (long) directory.policies().links().size());
        counts.put("entity type", (long) directory.schema().entityTypes().size());
        counts.put("action", (long) directory.schema().actions().size());
        counts.put("entity", (long) directory.entities().size() - directory.schema().actions().size());
        return new Contents(counts);
    }

    static Contents of(ReleaseDirectory directory) {
        var release = directory.release();
        var profiles = release.profiles().values();
        var policies = new LinkedHashMap<String, Policy>();
        profiles.forEach(profile -> policies.putAll(profile.rules().text().policies()));
        var counts = new LinkedHashMap<String, Long>();
        counts.put("profile", (long) profiles.size());
        counts.put("permit", policies.values().stream().filter(policy -> policy.effect() == Policy.Effect.PERMIT)
                .count());
        counts.put("forbid", policies.values().stream().filter(policy -> policy.effect() == Policy.Effect.FORBID)
                .count());
        counts.put("signal", (long) release.catalogue().signals().size());
        counts.put("entity", release.entities().all().stream().filter(entity -> !entity.uid().isAction()).count());
        counts.put("test", (long) directory.tests().size());
        return new Contents(counts);
    }

    /// `7 permits, 1 forbid, 9 entity types`: what there is none of is left out, but for the policies.
    String text() {
        return counts.entrySet().stream()
                .filter(count -> count.getValue() > 0 || count.getKey().matches("permit|forbid"))
                .map(count -> Numbered.of(count.getValue(), count.getKey()))
                .collect(Collectors.joining(", "));
    }

    /// The same for programs: every count, by names such as `entityTypes`.
    Json json() {
        var fields = new LinkedHashMap<String, Json>();
        counts.forEach((name, count) -> fields.put(Numbered.plural(name).replace(" t", "T"), Json.of(count)));
        return Json.object(fields);
    }
}
