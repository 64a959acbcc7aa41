package dev.ambit.server.house;

import dev.ambit.core.govern.Refusal;
import dev.ambit.server.pdp.api.Refused.Kind;
import dev.ambit.server.pdp.api.Refused;
import java.util.List;
import java.util.stream.Collectors;

/// What callers are told of commands that are not carried out.
final class Refusals {
    private Refusals() {}

    /// @param refusals at least one; the first says of what kind it is
    static Refused of(List<Refusal> refusals) {
        var first = refusals.getFirst().code();
        return new Refused(kind(first), first.word(), refusals.stream().map(Refusal::words).collect(Collectors.joining(
                "; ")), help(first));
    }

    static Refused notKept(String why) {
        return new Refused(Kind.UNAVAILABLE, "not-kept", "the change could not be kept: " + why,
                "Nothing was promised. Try again once that is over");
    }

    private static Kind kind(Refusal.Code code) {
        return switch (code) {
            case TASK_UNKNOWN, REQUEST_UNKNOWN, FREEZE_UNKNOWN, NOT_OWED -> Kind.UNKNOWN;
            case APPROVER_NOT_ALLOWED, APPROVER_ASKS, PRINCIPAL_NOT_ALLOWED, SAME_OPERATOR, BREAKER_NOT_ALLOWED,
                    OWN_REVIEW, REAUTHORIZER_NOT_ALLOWED -> Kind.NOT_ALLOWED;
            case PROFILE_UNKNOWN, INPUT_MISSING, INPUT_UNKNOWN, INPUT_INVALID, TOO_LATE, ALREADY_OVER, RULE_UNKNOWN,
                    TOO_FEW_APPROVERS, APPROVAL_TOO_WIDE, REQUESTS_UNLIKE, NO_REASON, NO_BREAK_GLASS, BEGINS_AT_ONCE,
                    FOR_PEOPLE -> Kind.INVALID;
            case TASK_EXISTS, TASK_OVER, TASK_NOT_OPEN, TASK_NOT_PAUSED, DOES_NOT_OPEN, DOES_NOT_LAST, STILL_PAUSES,
                    PARENT_NOT_OPEN, TOO_DEEP, REQUEST_SETTLED, REQUEST_PENDING, KEY_REUSED, TOO_MANY_ASKED, FROZEN,
                    FREEZE_EXISTS, TOO_MANY_FREEZES, NOTHING_TO_CONFIRM, LIFT_WAITS, REVIEW_OWED, TOO_MUCH_OWED ->
                Kind.CONFLICT;
        };
    }

    private static String help(Refusal.Code code) {
        return code == Refusal.Code.PRINCIPAL_NOT_ALLOWED
                ? "The profile names under `for` who may open tasks under it"
                : "";
    }
}
