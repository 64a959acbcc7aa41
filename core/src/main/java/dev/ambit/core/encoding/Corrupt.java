package dev.ambit.core.encoding;

/// Bytes that are not what they should be: damaged, cut, or written by something newer.
public final class Corrupt extends Exception {
    private static final long serialVersionUID = 1L;

    /// @param message what is wrong, in words: lower case, no full stop
    public Corrupt(String message) {
        super(message);
    }
}
