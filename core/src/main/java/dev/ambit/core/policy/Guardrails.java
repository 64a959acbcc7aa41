package dev.ambit.core.policy;

import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.Policy.Effect;
import dev.ambit.cedar.syntax.PolicyJson;
import dev.ambit.cedar.syntax.PolicyParser;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.Findings;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.validate.Validator;
import dev.ambit.core.signal.BuiltIn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Reads the policies that hold for every task: they may forbid and nothing else.
final class Guardrails {
    private final PolicyIds ids;
    private final Findings findings;
    private final List<Policy> policies = new ArrayList<>();

    Guardrails(PolicyIds ids, Findings findings) {
        this.ids = ids;
        this.findings = findings;
    }

    /// The guardrails in these files, those left out that are none.
    List<Policy> read(Map<String, Source> files) {
        files.forEach((file, source) -> {
            try {
                add(file, parse(file, source));
            } catch (InvalidInput input) {
                findings.addAll(input.diagnostics());
            }
        });
        return policies;
    }

    private static List<Policy> parse(String file, Source source) throws InvalidInput {
        return file.endsWith(".json")
                ? PolicyJson.read(source).effective()
                : PolicyParser.parseAll(source, Limits.DEFAULT);
    }

    private void add(String file, List<Policy> parsed) {
        var number = 0;
        for (var policy : parsed) {
            number++;
            if (policy.effect() == Effect.PERMIT) {
                refuse("permit-in-guardrail", policy, "a guardrail permits, for every task and for ever",
                        "A guardrail only forbids. What is permitted stands in a profile, under `allows`");
            } else if (policy.isTemplate()) {
                refuse("template", policy, "a template decides nothing among guardrails", "Write out what it is for");
            } else {
                ids.name(policy, file, String.valueOf(number)).ifPresent(policies::add);
            }
        }
    }

    private void refuse(String code, Policy policy, String message, String help) {
        findings.add(Diagnostic.error(code, policy.source(), PolicyIds.place(policy), message).help(help));
    }

    /// Type-checks the guardrails for tasks with whatever inputs, and says which of them the loss of a signal turns off.
    void check(Schema schema, Collection<String> signals) {
        var set = PolicySet.of(policies, List.of());
        new Validator(schema).validate(set).findings().forEach(finding -> findings.add(finding.diagnostic()));
        findings.addAll(new SignalInfluence(schema, set).openForbids(signals.stream().filter(
                name -> !name.equals(BuiltIn.BEHAVIOUR.name())).toList()));
    }
}
