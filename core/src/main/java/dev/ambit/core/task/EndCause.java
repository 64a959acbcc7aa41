package dev.ambit.core.task;

/// Why a task is over.
public enum EndCause {
    COMPLETED("it was completed"),
    REVOKED("it was revoked"),
    DURATION("its time was up"),
    IDLE("nothing was asked in it for too long"),
    CONDITION("what its profile lasts while no longer held"),
    PARENT("the task above it ended"),
    PROFILE("its profile is no longer in force"),
    NOT_OPENED("it could not be opened when it was to begin");

    private final String words;

    EndCause(String words) {
        this.words = words;
    }

    /// The cause as the end of a sentence.
    public String words() {
        return words;
    }
}
