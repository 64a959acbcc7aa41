package dev.ambit.server.pdp.http;

import dev.ambit.server.pdp.http.Response.Problem;

/// Why something cannot be done at the moment: the log cannot be written, the node is replaying, too much is asked at once.
/// Whoever called is told so with status 503.
public final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String help;

    /// @param message what is wrong: subject in backticks, the rule, the value
    /// @param help    the way out, as a sentence; may be empty
    public Unavailable(String message, String help) {
        super(message, null, false, false);
        this.help = help;
    }

    Problem problem() {
        return new Problem(503, "unavailable", String.valueOf(getMessage()), help);
    }
}
