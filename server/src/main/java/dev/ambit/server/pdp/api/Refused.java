package dev.ambit.server.pdp.api;

import dev.ambit.server.pdp.http.Response.Problem;

/// Why the house will not do something.
///
/// @param code    stable, in kebab-case
/// @param message subject in backticks, the rule, the value
/// @param help    the way out, as a sentence; may be empty
public record Refused(Kind kind, String code, String message, String help) {

    /// What kind of refusal, and its status in HTTP.
    public enum Kind {
        /// What was asked for makes no sense whatever the state of things.
        INVALID(400),
        /// The caller may not.
        NOT_ALLOWED(403),
        /// There is no such thing.
        UNKNOWN(404),
        /// Not as things stand.
        CONFLICT(409),
        /// Not before something has recovered: nothing can be written, or the node is still replaying.
        UNAVAILABLE(503);

        private final int status;

        Kind(int status) {
            this.status = status;
        }
    }

    /// As callers are told.
    public Problem problem() {
        return new Problem(kind.status, code, message, help);
    }
}
