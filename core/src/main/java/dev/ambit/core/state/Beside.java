package dev.ambit.core.state;

import dev.ambit.core.control.Freezes;

/// What stands beside tasks, signals and approvals.
///
/// @param freezes what operators have stopped
record Beside(Freezes freezes) {
    static final Beside NONE = new Beside(Freezes.NONE);

    Beside with(Freezes other) {
        return new Beside(other);
    }
}
