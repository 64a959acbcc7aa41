package dev.ambit.server.log.note;

/// A note, key or checkpoint that is not what it should be, or was not signed by whom it should.
public final class InvalidNote extends Exception {
    private static final long serialVersionUID = 1L;

    public InvalidNote(String message) {
        super(message);
    }
}
