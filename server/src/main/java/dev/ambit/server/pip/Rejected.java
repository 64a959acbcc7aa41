package dev.ambit.server.pip;

/// A message that is not believed, and why. Its words are for operators and may name what was sent, never a secret.
public final class Rejected extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public Rejected(Reason reason, String words) {
        super(words, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /// What is wrong with it.
    public String words() {
        return String.valueOf(getMessage());
    }
}
