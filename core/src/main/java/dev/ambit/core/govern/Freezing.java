package dev.ambit.core.govern;

import dev.ambit.core.control.Control;
import dev.ambit.core.control.Freeze;
import dev.ambit.core.govern.Answer.Accepted;
import dev.ambit.core.govern.Answer.Refused;
import dev.ambit.core.govern.Refusal.Code;
import dev.ambit.core.state.Event.FreezeAsked;
import dev.ambit.core.state.Event.FreezeConfirmed;
import dev.ambit.core.state.Event.LiftAsked;
import dev.ambit.core.state.Event;
import dev.ambit.core.state.State;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/// Emergency controls: what comes of stopping something, and of letting it go on.
final class Freezing {
    private Freezing() {}

    static Answer freeze(State state, Command.Freeze wanted, String by, Instant now) {
        if (state.freezes().get(wanted.id()) != null) {
            return refused(Code.FREEZE_EXISTS, wanted.id());
        }
        if (!Freeze.isReason(wanted.reason())) {
            return refused(Code.NO_REASON, Freeze.LONGEST_REASON);
        }
        if (state.freezes().all().size() >= Freeze.MOST) {
            return refused(Code.TOO_MANY_FREEZES, Freeze.MOST);
        }
        var control = wanted.target().control();
        return accepted(new FreezeAsked(now, Freeze.of(wanted.id(), wanted.target(), wanted.reason(), now, by,
                needsTwo(state, control, wanted.byTwo()))));
    }

    /// Whoever asked cannot be the second who confirms it.
    static Answer confirm(State state, String id, String by, Instant now) {
        return known(state, id, freeze -> {
            var first = freeze.waitsAfter();
            if (first.isEmpty()) {
                return refused(Code.NOTHING_TO_CONFIRM, id);
            }
            return first.get().equals(by)
                    ? refused(Code.SAME_OPERATOR, by, id)
                    : accepted(new FreezeConfirmed(now, id, by));
        });
    }

    static Answer lift(State state, Command.Lift wanted, String by, Instant now) {
        return known(state, wanted.freeze(), freeze -> {
            if (!Freeze.isReason(wanted.reason())) {
                return refused(Code.NO_REASON, Freeze.LONGEST_REASON);
            }
            if (freeze.standing() == Freeze.Standing.LIFT_ASKED) {
                return refused(Code.LIFT_WAITS, freeze.id());
            }
            return accepted(new LiftAsked(now, freeze.id(), wanted.reason(), by, freeze.isInForce() && needsTwo(state,
                    Control.LIFT, wanted.byTwo())));
        });
    }

    private static boolean needsTwo(State state, Control control, boolean asked) {
        return asked || state.release().controls().needsTwo(control);
    }

    private static Answer known(State state, String id, Function<Freeze, Answer> then) {
        var freeze = state.freezes().get(id);
        return freeze == null ? refused(Code.FREEZE_UNKNOWN, id) : then.apply(freeze);
    }

    private static Answer accepted(Event event) {
        return new Accepted(List.of(event));
    }

    private static Answer refused(Code code, Object... facts) {
        return new Refused(List.of(Refusal.of(code, facts)));
    }
}
