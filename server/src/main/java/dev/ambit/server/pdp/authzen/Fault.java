package dev.ambit.server.pdp.authzen;

/// Why a request for access is not taken, as the profile for access requests names it.
public enum Fault {
    NOT_REQUESTABLE("not_requestable", 400, "The denial is not requestable"),
    EXPIRED_DENIAL("expired_denial", 410, "The requestable denial has expired"),
    INVALID_DENIAL_BINDING("invalid_denial_binding", 400, "The request is not bound to the denial"),
    DUPLICATE_REQUEST("duplicate_request", 409, "The idempotency key was used for another request"),
    UNKNOWN_TASK("unknown_task", 404, "There is no such task handle"),
    INVALID_TASK_STATE("invalid_task_state", 409, "The task is not pending");

    private static final String PREFIX = "urn:openid:authzen:access-request:error:";

    private final String word;
    private final int status;
    private final String title;

    Fault(String word, int status, String title) {
        this.word = word;
        this.status = status;
        this.title = title;
    }

    /// `type` of the problem.
    String type() {
        return PREFIX + word;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }
}
