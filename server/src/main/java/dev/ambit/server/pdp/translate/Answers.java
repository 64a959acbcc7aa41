package dev.ambit.server.pdp.translate;

import dev.ambit.core.decision.Decision;
import dev.ambit.core.decision.Reason;
import dev.ambit.server.pdp.authzen.Answer;
import dev.ambit.server.pdp.authzen.Answer.Approval;
import dev.ambit.server.pdp.authzen.Answer.Outcome;
import dev.ambit.server.pdp.authzen.Answer.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes answers of decisions.
public final class Answers {
    /// How long after a request was held people can be asked to approve it.
    public static final Duration REQUESTABLE_FOR = Duration.ofMinutes(10);

    private Answers() {}

    /// @param id       of the record of `decision`
    /// @param at       when it was decided
    /// @param remedies under which circumstances it would be a permit
    public static Answer of(String id, Instant at, Decision decision, List<String> remedies) {
        var reasons = new ArrayList<Why>(decision.reasons().size());
        for (var reason : decision.reasons()) {
            reasons.add(why(reason));
        }
        return switch (decision) {
            case Decision.Permit(var until, _) -> new Answer(id, Outcome.PERMIT, reasons, Optional.of(until)
                    .filter(Instant.MAX::isAfter), Optional.empty(), remedies);
            case Decision.Deny _ -> new Answer(id, Outcome.DENY, reasons, Optional.empty(), Optional.empty(), remedies);
            case Decision.Hold(var request, var rules, _) -> new Answer(id, Outcome.HOLD, reasons, Optional.empty(),
                    Optional.of(new Approval(request.toString(), rules, at, at.plus(REQUESTABLE_FOR))), remedies);
        };
    }

    private static Why why(Reason reason) {
        return new Why(reason.code().word(), reason.forOperator(), reason.forAgent());
    }
}
