package dev.ambit.core.state;

import dev.ambit.core.control.Freezes;

/// What stands beside tasks, signals and approvals.
///
/// @param freezes  what operators have stopped
/// @param messages which messages were heard, by source
record Beside(Freezes freezes, Trie<String, Remembered> messages) {
    static final Beside NONE = new Beside(Freezes.NONE, Trie.by(Remembered::source));

    Beside with(Freezes other) {
        return new Beside(other, messages);
    }

    Beside with(Remembered other) {
        return new Beside(freezes, messages.with(other));
    }
}
