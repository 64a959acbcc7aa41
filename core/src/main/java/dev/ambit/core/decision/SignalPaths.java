package dev.ambit.core.decision;

import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.syntax.Expr.Root;

/// Which inputs of a policy are signals: `context.signals.NAME`, and what is within.
public final class SignalPaths {
    private static final String SIGNALS = "signals";

    private SignalPaths() {}

    /// Whether `path` is a signal, something within one, or all signals.
    public static boolean isSignal(InputPath path) {
        var steps = path.steps();
        return path.root() == Root.CONTEXT && (steps.isEmpty() || steps.getFirst().name().equals(SIGNALS));
    }

    /// Whether `path`, which [is one][#isSignal], reads signal `name`; all signals read each.
    public static boolean reads(InputPath path, String name) {
        var steps = path.steps();
        return steps.size() < 2 || steps.get(1).name().equals(name);
    }
}
