package dev.ambit.server.pdp.translate;

import dev.ambit.core.decision.Decision;
import dev.ambit.core.decision.Reason;
import dev.ambit.server.pdp.authzen.Answer;
import dev.ambit.server.pdp.authzen.Answer.Approval;
import dev.ambit.server.pdp.authzen.Answer.Outcome;
import dev.ambit.server.pdp.authzen.Answer.Why;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes answers of decisions.
public final class Answers {
    private Answers() {}

    /// @param id       of the record of `decision`
    /// @param remedies under which circumstances it would be a permit
    public static Answer of(String id, Decision decision, List<String> remedies) {
        var reasons = new ArrayList<Why>(decision.reasons().size());
        for (var reason : decision.reasons()) {
            reasons.add(why(reason));
        }
        return switch (decision) {
            case Decision.Permit(var until, _) -> new Answer(id, Outcome.PERMIT, reasons, Optional.of(until)
                    .filter(Instant.MAX::isAfter), Optional.empty(), remedies);
            case Decision.Deny _ -> new Answer(id, Outcome.DENY, reasons, Optional.empty(), Optional.empty(), remedies);
            case Decision.Hold(var request, var rules, _) -> new Answer(id, Outcome.HOLD, reasons, Optional.empty(),
                    Optional.of(new Approval(request.toString(), rules)), remedies);
        };
    }

    private static Why why(Reason reason) {
        return new Why(reason.code().word(), reason.forOperator(), reason.forAgent());
    }
}
