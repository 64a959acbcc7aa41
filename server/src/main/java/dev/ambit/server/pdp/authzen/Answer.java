package dev.ambit.server.pdp.authzen;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What was decided, as a caller is told.
///
/// @param id       of the decision record, which has been written
/// @param until    when a permit runs out; empty where nothing it hangs on does, and for everything but a permit
/// @param approval where people can approve it
/// @param remedies under which circumstances it would be permitted, each as a clause
/// @param next     what to do where an approval was presented and does not let it through
public record Answer(
        String id,
        Outcome outcome,
        List<Why> reasons,
        Optional<Instant> until,
        Optional<Approval> approval,
        List<String> remedies,
        Optional<Next> next) {

    /// One of three.
    public enum Outcome {
        PERMIT("permit"), DENY("deny"), HOLD("hold");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        /// As it stands in answers.
        public String word() {
            return word;
        }
    }

    /// One reason.
    ///
    /// @param code     stable; programs match on it
    /// @param operator words for whoever runs Ambit
    /// @param agent    words that are safe for the agent
    public record Why(String code, String operator, String agent) {}

    /// What has to be approved.
    ///
    /// @param request digest of exactly this request
    /// @param rules   the rules of the profile that ask for it
    /// @param at      when it was held
    /// @param expires until when people can be asked to approve it, that instant excluded
    public record Approval(String request, List<String> rules, Instant at, Instant expires) {
        public Approval {
            rules = List.copyOf(rules);
        }
    }

    /// What an enforcement point that presented an approval is to do next, as the profile for access requests has it.
    public enum Next {
        /// It is over, used up or withdrawn.
        APPROVAL_EXPIRED("approval_expired", "request"),
        /// It was for something else.
        OUT_OF_SCOPE("out_of_scope", "request"),
        /// Nobody has settled it yet.
        GRANT_PENDING("grant_pending", "retry"),
        /// Something else stands against it, which no approval changes.
        POLICY_DENIED("policy_denied", "none"),
        /// There is none of that id.
        APPROVAL_UNVERIFIABLE("approval_unverifiable", "none");

        /// How long to wait before the same is asked again, in seconds.
        static final int RETRY_SECONDS = 5;

        private final String reason;
        private final String action;

        Next(String reason, String action) {
            this.reason = reason;
            this.action = action;
        }

        /// `next_action`.
        public String action() {
            return action;
        }

        /// `reason`.
        public String reason() {
            return reason;
        }
    }

    public Answer(String id, Outcome outcome, List<Why> reasons, Optional<Instant> until, Optional<Approval> approval,
            List<String> remedies) {
        this(id, outcome, reasons, until, approval, remedies, Optional.empty());
    }

    /// The same, with what to do next.
    public Answer with(Optional<Next> what) {
        return new Answer(id, outcome, reasons, until, approval, remedies, what);
    }

    public Answer {
        reasons = List.copyOf(reasons);
        remedies = List.copyOf(remedies);
    }

    public boolean isPermit() {
        return outcome == Outcome.PERMIT;
    }
}
