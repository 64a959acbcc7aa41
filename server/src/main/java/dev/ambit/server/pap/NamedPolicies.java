package dev.ambit.server.pap;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.PolicyJson;
import dev.ambit.cedar.syntax.PolicyParser;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.syntax.TemplateLink;
import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.Findings;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Source;
import dev.ambit.core.policy.PolicyIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;

/// The policies of a directory, gathered file by file, each under an id of its own.
final class NamedPolicies {
    private final PolicyIds ids;
    private final Findings findings;
    private final List<Policy> policies = new ArrayList<>();
    private final List<TemplateLink> links = new ArrayList<>();

    NamedPolicies(Findings findings) {
        this.findings = findings;
        this.ids = new PolicyIds(findings);
    }

    /// Adds what stands in one file.
    ///
    /// @param file the way to it from the root of the directory
    /// @throws InvalidInput with every mistake in the file
    void add(Source source, String file) throws InvalidInput {
        if (file.endsWith(".json")) {
            addJson(source, file);
        } else {
            addAll(PolicyParser.parseAll(source, Limits.DEFAULT), file);
        }
    }

    private void addAll(List<Policy> read, String file) {
        for (var i = 0; i < read.size(); i++) {
            ids.name(read.get(i), file, String.valueOf(i + 1)).ifPresent(policies::add);
        }
    }

    /// One policy, which has an effect, or else a policy set.
    private void addJson(Source source, String file) throws InvalidInput {
        if (JsonReader.read(source) instanceof Json.Obj object && object.get("effect") != null) {
            addAll(List.of(PolicyJson.readPolicy("policy", source, Limits.DEFAULT)), file);
        } else {
            addSet(PolicyJson.read(source), file);
        }
    }

    private void addSet(PolicySet set, String file) {
        set.policies().forEach((name, policy) -> ids.name(policy, file, name).ifPresent(policies::add));
        var templates = new HashMap<String, Policy>();
        set.templates().forEach((name, template) -> ids.name(template, file, name).ifPresent(named -> {
            policies.add(named);
            templates.put(name, named);
        }));
        for (var link : set.links().values()) {
            var template = templates.get(link.template());
            if (template != null) {
                ids.name(link, template, file).ifPresent(links::add);
            }
        }
    }

    int size() {
        return policies.size() + links.size();
    }

    /// All of them; what could not be named is left out. A template without a link is warned of.
    PolicySet set() {
        var linked = new HashSet<String>();
        links.forEach(link -> linked.add(link.template()));
        policies.stream().filter(policy -> policy.isTemplate() && !linked.contains(policy.id()))
                .forEach(template -> findings.add(Diagnostic.warning("unlinked-template", template.source(), PolicyIds
                        .place(template), "template `%s` decides nothing: no link fills its slots"
                                .formatted(template.id()))
                        .help("Links stand in the `templateLinks` of a `*.cedar.json` file, beside the template")));
        return PolicySet.of(policies, links);
    }
}
