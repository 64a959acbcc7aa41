package dev.ambit.core.policy;

import dev.ambit.core.signal.BuiltIn;
import dev.ambit.core.signal.Signal;
import java.util.List;

/// A signal that a profile or a guardrail reads, as `context.signals.NAME`.
///
/// @param parts what is read of one that Ambit computes, in order: no more of it is worked out; empty for others
public record ReadSignal(Signal signal, About about, List<String> parts) {
    public ReadSignal {
        parts = parts.stream().sorted().toList();
    }

    /// With all its parts.
    public ReadSignal(Signal signal, About about) {
        this(signal, about, BuiltIn.is(signal) ? BuiltIn.PARTS : List.of());
    }

    public String name() {
        return signal.name();
    }
}
