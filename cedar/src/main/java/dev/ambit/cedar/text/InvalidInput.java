package dev.ambit.cedar.text;

import java.util.List;
import java.util.stream.Collectors;

/// Input that was refused, with every mistake that was found in it.
/// The only exception a parser or validator of this module throws because of its input.
public final class InvalidInput extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> diagnostics;

    /// @param diagnostics at least one, in the order of the text
    public InvalidInput(List<Diagnostic> diagnostics) {
        super(diagnostics.stream().map(Diagnostic::toString).collect(Collectors.joining("\n")));
        if (diagnostics.isEmpty()) {
            throw new IllegalArgumentException("input is refused for at least one reason");
        }
        this.diagnostics = List.copyOf(diagnostics);
    }

    public InvalidInput(Diagnostic diagnostic) {
        this(List.of(diagnostic));
    }

    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
