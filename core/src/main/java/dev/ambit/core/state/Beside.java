package dev.ambit.core.state;

import dev.ambit.core.control.Freezes;

/// What stands beside tasks, signals and approvals.
///
/// @param freezes  what operators have stopped
/// @param messages which messages were heard, by source
/// @param owed     what has to be done
/// @param fresh    when readings stop counting
record Beside(Freezes freezes, Trie<String, Remembered> messages, Obligations owed, Freshness fresh) {
    static final Beside NONE = new Beside(Freezes.NONE, Trie.by(Remembered::source), Obligations.NONE,
            Freshness.NONE);

    Beside with(Freezes other) {
        return new Beside(other, messages, owed, fresh);
    }

    Beside with(Remembered other) {
        return new Beside(freezes, messages.with(other), owed, fresh);
    }

    Beside with(Obligations other) {
        return new Beside(freezes, messages, other, fresh);
    }

    Beside with(Freshness other) {
        return new Beside(freezes, messages, owed, other);
    }
}
