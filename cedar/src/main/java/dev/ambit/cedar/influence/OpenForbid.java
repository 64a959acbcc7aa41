package dev.ambit.cedar.influence;

import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.text.Diagnostic;
import java.util.Optional;

/// A forbid that no longer applies when an input is lost: whoever can suppress the input can switch it off.
///
/// @param witness    how the forbid turns off
/// @param suggestion conditions under which the forbid holds on when the input is lost, and where the input is there
///                   forbids the same. They have been put through the analysis; empty where none were found
public record OpenForbid(InputPath input, Witness witness, Optional<String> suggestion) {

    /// The rule this breaks, as the code of a [Diagnostic].
    public static final String CODE = "forbid-open-to-loss";

    /// The finding and its way out, as a warning.
    public Diagnostic diagnostic() {
        var policy = witness.policy();
        var diagnostic = Diagnostic.warning(CODE, policy.source(), witness.span(), witness.reason());
        return suggestion
                .map(conditions -> diagnostic.help("To forbid without `%s` too, write `%s`".formatted(input,
                        conditions)))
                .orElse(diagnostic);
    }
}
