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
public record Answer(
        String id,
        Outcome outcome,
        List<Why> reasons,
        Optional<Instant> until,
        Optional<Approval> approval,
        List<String> remedies) {

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
    public record Approval(String request, List<String> rules) {
        public Approval {
            rules = List.copyOf(rules);
        }
    }

    public Answer {
        reasons = List.copyOf(reasons);
        remedies = List.copyOf(remedies);
    }

    public boolean isPermit() {
        return outcome == Outcome.PERMIT;
    }
}
