package dev.ambit.core.govern;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.core.control.Freeze;
import dev.ambit.core.govern.Refusal.Code;
import dev.ambit.core.obligation.Obligation;
import dev.ambit.core.obligation.Settlement;
import dev.ambit.core.state.Event.ObligationOwed;
import dev.ambit.core.state.Event.ObligationRetried;
import dev.ambit.core.state.Event.ObligationSettled;
import dev.ambit.core.state.Event.ObligationTried;
import dev.ambit.core.state.State;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// What comes of commands about what is owed.
final class Duty {
    private Duty() {}

    /// To owe what is owed already is to have what one wants.
    static Answer owe(State state, Obligation owed, Instant now) {
        if (state.obligation(owed.id()) != null) {
            return Governor.accepted();
        }
        return state.obligationCount() >= Obligation.MOST
                ? Governor.refused(Code.TOO_MUCH_OWED, Obligation.MOST)
                : Governor.accepted(new ObligationOwed(now, owed));
    }

    static Answer tried(State state, Command.Tried tried, Instant now) {
        return known(state, tried.obligation(), owed -> Governor.accepted(new ObligationTried(now, owed.id(), tried
                .why(), tried.next())));
    }

    static Answer done(State state, Command.Done done, String by, Instant now) {
        return known(state, done.obligation(), owed -> Governor.accepted(new ObligationSettled(now, owed.id(),
                Settlement.DONE, done.note(), by)));
    }

    static Answer retry(State state, String id, String by, Instant now) {
        return known(state, id, owed -> isForPeople(owed)
                ? Governor.refused(Code.FOR_PEOPLE, id)
                : Governor.accepted(new ObligationRetried(now, id, by)));
    }

    /// What people have to do is not got rid of by saying that nobody need.
    static Answer abandon(State state, Command.Abandon abandoned, String by, Instant now) {
        return known(state, abandoned.obligation(), owed -> {
            if (isForPeople(owed)) {
                return Governor.refused(Code.FOR_PEOPLE, owed.id());
            }
            return Freeze.isReason(abandoned.reason())
                    ? Governor.accepted(new ObligationSettled(now, owed.id(), Settlement.ABANDONED, abandoned.reason(),
                            by))
                    : Governor.refused(Code.NO_REASON, Freeze.LONGEST_REASON);
        });
    }

    private static boolean isForPeople(Obligation owed) {
        return owed.kind().equals(State.REVIEW);
    }

    /// Whoever broke the glass, or had it broken, does not judge it.
    static Answer review(State state, Command.Review review, String by, Instant now) {
        var id = State.REVIEW + ":" + review.task();
        return known(state, id, owed -> {
            if (!Freeze.isReason(review.note())) {
                return Governor.refused(Code.NO_REASON, Freeze.LONGEST_REASON);
            }
            return isInvolved(owed, review.person(), by)
                    ? Governor.refused(Code.OWN_REVIEW, review.person().map(EntityUid::toString).orElse(by), review
                            .task())
                    : Governor.accepted(new ObligationSettled(now, id, Settlement.DONE, "%s: %s".formatted(review
                            .verdict().name().toLowerCase(Locale.ROOT), review.note()), by));
        });
    }

    private static boolean isInvolved(Obligation owed, Optional<EntityUid> person, String by) {
        var facts = owed.facts().attributes();
        return StringValue.of(by).equals(facts.get("by"))
                || person.isPresent() && (person.get().equals(facts.get("person")) || person.get().equals(facts.get(
                        "principal")));
    }

    private static Answer known(State state, String id, Function<Obligation, Answer> then) {
        var owed = state.obligation(id);
        return owed == null ? Governor.refused(Code.NOT_OWED, id) : then.apply(owed);
    }
}
