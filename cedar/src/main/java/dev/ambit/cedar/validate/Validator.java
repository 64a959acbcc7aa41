package dev.ambit.cedar.validate;

import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.Diagnostic.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Checks policies against a schema by the strict rules of Cedar: in a request the schema allows, a policy without errors
/// fails to evaluate at most because a number overflows or an entity is not known.
///
/// Immutable and safe to share. The work for a policy grows with its size and with the number of environments that its
/// head lets through and its conditions can tell apart.
public final class Validator {
    private final Schema schema;

    public Validator(Schema schema) {
        this.schema = schema;
    }

    /// Everything there is to say about `policies`. A template is checked once, for whatever its slots will hold; a link,
    /// for what it puts there.
    public Report validate(PolicySet policies) {
        var vocabulary = new Vocabulary(schema);
        var findings = new ArrayList<Finding>();
        policies.policies().values().forEach(policy -> findings.addAll(check(policy, vocabulary)));
        policies.templates().values().forEach(template -> findings.addAll(check(template, vocabulary)));
        for (var policy : policies.effective()) {
            var link = policies.links().get(policy.id());
            if (link != null) {
                findings.addAll(new LinkCheck(vocabulary, link, policy).findings());
            }
        }
        return new Report(findings);
    }

    /// Everything there is to say about one policy or template.
    public Report validate(Policy policy) {
        return new Report(check(policy, new Vocabulary(schema)));
    }

    private static List<Finding> check(Policy policy, Vocabulary vocabulary) {
        var check = new PolicyCheck(vocabulary, policy);
        var findings = new ArrayList<Finding>();
        check.mistakes().forEach(mistake -> findings.add(finding(Severity.ERROR, policy, mistake)));
        check.doubts().forEach(doubt -> findings.add(finding(Severity.WARNING, policy, doubt)));
        findings.sort(Comparator.comparingInt(finding -> finding.diagnostic().span().start()));
        return findings;
    }

    static Finding finding(Severity severity, Policy policy, Mistake mistake) {
        return new Finding(policy.id(), new Diagnostic(
                severity, mistake.code(), policy.source(), mistake.span(), mistake.message(), mistake.help()));
    }
}
