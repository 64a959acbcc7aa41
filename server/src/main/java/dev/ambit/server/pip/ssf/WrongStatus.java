package dev.ambit.server.pip.ssf;

import java.io.IOException;

/// A transmitter answered with a status that says no.
final class WrongStatus extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    WrongStatus(String what, int status) {
        super("`%s` is answered with status %d".formatted(what, status));
        this.status = status;
    }

    /// There is no such stream, or none any more.
    boolean isUnknown() {
        return status == 404;
    }

    /// There is one already.
    boolean isTaken() {
        return status == 409;
    }

    /// It is asked too often.
    boolean isTooOften() {
        return status == 429;
    }

    /// It does not do that.
    boolean isNotOffered() {
        return status == 405 || status == 501;
    }
}
