package dev.ambit.core.state;

/// The ids of the last messages of one source, in two generations: once the younger is full the older is forgotten, so that
/// at least [#MOST] are known again and at most twice as many are kept. Immutable.
record Remembered(String source, Trie<String, String> younger, Trie<String, String> older) {
    /// How many of the last messages of a source are known again.
    static final int MOST = 10_000;

    static Remembered none(String source) {
        return new Remembered(source, none(), none());
    }

    private static Trie<String, String> none() {
        return Trie.by(id -> id);
    }

    boolean has(String id) {
        return younger.get(id) != null || older.get(id) != null;
    }

    Remembered with(String id) {
        if (has(id)) {
            return this;
        }
        return younger.size() < MOST
                ? new Remembered(source, younger.with(id), older)
                : new Remembered(source, none().with(id), younger);
    }

    /// As a snapshot tells it, one id after another.
    Remembered with(String id, boolean isYounger) {
        return isYounger
                ? new Remembered(source, younger.with(id), older)
                : new Remembered(source, younger, older.with(id));
    }
}
