package dev.ambit.server.pap;

import dev.ambit.cedar.influence.Assumption;
import dev.ambit.cedar.influence.InfluenceAnalysis;
import dev.ambit.cedar.influence.OpenForbid;
import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.Findings;
import java.util.List;

/// What is allowed in a policy directory and yet doubtful.
public final class CedarLint {
    private CedarLint() {}

    /// The warnings of the directory, and one for each forbid that stops forbidding when an optional input is lost: whoever
    /// can keep the input away can switch it off. Takes time for every policy in every kind of request.
    public static List<Diagnostic> of(CedarDirectory directory) {
        var findings = new Findings();
        findings.addAll(directory.warnings());
        findings.addAll(openForbids(directory));
        return findings.inOrder();
    }

    private static List<Diagnostic> openForbids(CedarDirectory directory) {
        var inputs = new OptionalInputs(directory.schema());
        var analysis = InfluenceAnalysis.of(directory.schema(), directory.policies(), Assumption.TYPED_INPUTS);
        return analysis.openForbids().stream()
                .filter(open -> inputs.canBeAbsent(open.input()))
                .map(OpenForbid::diagnostic)
                .toList();
    }
}
