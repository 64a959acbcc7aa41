package dev.ambit.core.grant;

import dev.ambit.cedar.value.EntityUid;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// What one person said to a request for approval.
///
/// @param comment in that person's words; may be empty
public record ApprovalAnswer(EntityUid person, boolean approves, String comment, Instant at) {
    public ApprovalAnswer {
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }
}
