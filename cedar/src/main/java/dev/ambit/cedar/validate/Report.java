package dev.ambit.cedar.validate;

import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.InvalidInput;
import java.util.List;
import java.util.stream.Stream;

/// Everything validation has to say about a policy set.
///
/// @param findings policy by policy in the order of the set, templates and links last; those of one policy in the order
///                 of its text
public record Report(List<Finding> findings) {
    public Report {
        findings = List.copyOf(findings);
    }

    /// Whether there is no error. Warnings do not count.
    public boolean isValid() {
        return findings.stream().noneMatch(Finding::isError);
    }

    public List<Finding> errors() {
        return findings.stream().filter(Finding::isError).toList();
    }

    public List<Finding> warnings() {
        return findings.stream().filter(finding -> !finding.isError()).toList();
    }

    /// What is said about the policy, template or link of this id.
    public Report of(String policy) {
        return new Report(findings.stream().filter(finding -> finding.policy().equals(policy)).toList());
    }

    /// Refuses the policy set if there is any error.
    ///
    /// @throws InvalidInput with all errors, without the warnings
    public void refuse() throws InvalidInput {
        if (!isValid()) {
            throw new InvalidInput(diagnostics(errors()).toList());
        }
    }

    private static Stream<Diagnostic> diagnostics(List<Finding> findings) {
        return findings.stream().map(Finding::diagnostic);
    }
}
