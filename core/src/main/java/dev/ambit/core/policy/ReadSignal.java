package dev.ambit.core.policy;

import dev.ambit.core.signal.Signal;

/// A signal that a profile or a guardrail reads, as `context.signals.NAME`.
public record ReadSignal(Signal signal, About about) {
    public String name() {
        return signal.name();
    }
}
