package dev.ambit.core.grant;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A request for approval, and what has come of it.
///
/// @param asked   when
/// @param answers the last of each person, in the order given
/// @param settled when it stopped pending
/// @param good    until when the approvals given on it last at most; empty unless they were
public record ApprovalCase(
        ApprovalRequest request,
        Instant asked,
        List<ApprovalAnswer> answers,
        Status status,
        Optional<Instant> settled,
        Optional<Instant> good) {

    /// How long a settled case can still be looked at.
    public static final Duration REMEMBERED = Duration.ofHours(24);

    /// How a case stands. Only a pending one can become another.
    public enum Status {
        PENDING("pending"), APPROVED("approved"), DENIED("denied"), EXPIRED("expired"), CANCELLED("cancelled");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        /// As it stands in answers.
        public String word() {
            return word;
        }
    }

    public ApprovalCase {
        answers = List.copyOf(answers);
    }

    /// A case that nobody has answered yet.
    public static ApprovalCase of(ApprovalRequest request, Instant asked) {
        return new ApprovalCase(request, asked, List.of(), Status.PENDING, Optional.empty(), Optional.empty());
    }

    public boolean isPending() {
        return status == Status.PENDING;
    }

    /// With `answer`, in place of what the same person said before.
    public ApprovalCase with(ApprovalAnswer answer) {
        var all = new ArrayList<>(answers);
        all.removeIf(other -> other.person().equals(answer.person()));
        all.add(answer);
        return new ApprovalCase(request, asked, all, status, settled, good);
    }

    public ApprovalCase settled(Status as, Instant at, Optional<Instant> until) {
        return new ApprovalCase(request, asked, answers, as, Optional.of(at), until);
    }

    /// When time alone changes something for it: it expires, or is forgotten.
    public Instant due() {
        return settled.map(at -> at.plus(REMEMBERED)).orElse(request.expires());
    }
}
