package dev.ambit.cedar.influence;

import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.text.Span;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// One policy by which an answer can turn, and how.
///
/// @param policy     the policy that turns on or off
/// @param span       in the source of the policy, the innermost condition that turns
/// @param certainty  how far it has been checked that this can happen
/// @param before     how the policy comes out before the move
/// @param after      how it comes out after
/// @param steps      from a whole condition of the policy inwards to the one at `span`; each turns because the next does
/// @param principals the types of principal with whom it can happen, in order
/// @param reason     the whole of it in words
/// @param example    two situations between which it happens, where it is confirmed
public record Witness(
        Policy policy,
        Span span,
        Certainty certainty,
        Outcome before,
        Outcome after,
        List<Step> steps,
        Set<String> principals,
        String reason,
        Optional<ExactInfluence.Confirmed> example) {

    /// How far a claim has been checked.
    public enum Certainty {
        /// The search for a case stopped at its bound, without having shown that there is none.
        UNSETTLED,
        /// The conditions of all policies can come out so that the answer turns, if conditions whose connection the
        /// analysis does not follow are independent of each other.
        FOUND,
        /// A solver gave two requests between which the answer turns, and it does.
        CONFIRMED
    }

    /// How a condition comes out.
    public enum Outcome {
        FALSE("false"), TRUE("true"), ERROR("an error");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        /// The outcome as a sentence says it: *is true before and an error after*.
        public String word() {
            return word;
        }
    }

    /// A condition on the way.
    ///
    /// @param text the condition as it was written
    public record Step(Span span, String text, Outcome before, Outcome after) {
        @Override
        public String toString() {
            return "`%s` is %s before and %s after".formatted(text, before.word(), after.word());
        }
    }

    public Witness {
        steps = List.copyOf(steps);
        principals = Collections.unmodifiableSet(new TreeSet<>(principals));
    }

    /// The line in the policy's source, counted from 1.
    public int line() {
        return policy.source().line(span.start());
    }

    /// The column in that line, counted from 1.
    public int column() {
        return policy.source().column(span.start());
    }

    /// The more certain of this witness and `other`, for the types of principal of both.
    Witness or(Witness other) {
        var all = new TreeSet<>(principals);
        all.addAll(other.principals);
        var surer = other.certainty.compareTo(certainty) > 0 ? other : this;
        return new Witness(policy, surer.span, surer.certainty, surer.before, surer.after, surer.steps, all,
                surer.reason,
                surer.example);
    }

    /// This witness, confirmed by `found`.
    Witness confirmed(ExactInfluence.Confirmed found) {
        return new Witness(policy, span, Certainty.CONFIRMED, before, after, steps, principals, reason, Optional.of(
                found));
    }

    /// `file:line:column: reason`.
    @Override
    public String toString() {
        return "%s:%d:%d: %s".formatted(policy.source().name(), line(), column(), reason);
    }
}
