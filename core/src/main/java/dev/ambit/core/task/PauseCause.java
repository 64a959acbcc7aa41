package dev.ambit.core.task;

/// Why a task stands still.
public enum PauseCause {
    OPERATOR("somebody paused it"), CONDITION("what its profile pauses on came true");

    private final String words;

    PauseCause(String words) {
        this.words = words;
    }

    /// The cause as the end of a sentence.
    public String words() {
        return words;
    }
}
