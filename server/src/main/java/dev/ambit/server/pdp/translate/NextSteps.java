package dev.ambit.server.pdp.translate;

import dev.ambit.core.decision.Decision;
import dev.ambit.core.grant.ApprovalCase;
import dev.ambit.core.grant.RequestDigest;
import dev.ambit.core.state.State;
import dev.ambit.server.pdp.authzen.Answer.Next;
import dev.ambit.server.pdp.authzen.Question;
import java.util.Optional;

/// What to tell whoever presented an approval and was not permitted. The approval itself decided nothing: what was given is in
/// the state, and was looked at with the rest.
public final class NextSteps {
    private NextSteps() {}

    /// @param approval the id that was presented
    public static Optional<Next> of(State state, String approval, Question question, Decision decision) {
        var known = state.approvalCase(approval);
        return switch (decision) {
            case Decision.Permit _ -> Optional.empty();
            case Decision.Deny _ -> Optional.of(known == null ? Next.APPROVAL_UNVERIFIABLE : Next.POLICY_DENIED);
            case Decision.Hold(var request, _, _) -> Optional.of(known == null
                    ? Next.APPROVAL_UNVERIFIABLE
                    : held(known, request, question));
        };
    }

    private static Next held(ApprovalCase known, RequestDigest held, Question question) {
        var request = known.request();
        var isSame = request.request().equals(held) && request.principal().equals(question.subject())
                && question.task().filter(task -> !task.equals(request.task())).isEmpty();
        if (!isSame) {
            return Next.OUT_OF_SCOPE;
        }
        return switch (known.status()) {
            case PENDING -> Next.GRANT_PENDING;
            case DENIED -> Next.POLICY_DENIED;
            case APPROVED, EXPIRED, CANCELLED -> Next.APPROVAL_EXPIRED;
        };
    }
}
