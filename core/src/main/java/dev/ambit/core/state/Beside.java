package dev.ambit.core.state;

import dev.ambit.core.control.Freezes;

/// What stands beside tasks, signals and approvals.
///
/// @param freezes  what operators have stopped
/// @param messages which messages were heard, by source
/// @param owed     what has to be done
record Beside(Freezes freezes, Trie<String, Remembered> messages, Obligations owed) {
    static final Beside NONE = new Beside(Freezes.NONE, Trie.by(Remembered::source), Obligations.NONE);

    Beside with(Freezes other) {
        return new Beside(other, messages, owed);
    }

    Beside with(Remembered other) {
        return new Beside(freezes, messages.with(other), owed);
    }

    Beside with(Obligations other) {
        return new Beside(freezes, messages, other);
    }
}
