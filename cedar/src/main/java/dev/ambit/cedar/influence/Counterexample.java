package dev.ambit.cedar.influence;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.influence.ExactInfluence.Claim;
import dev.ambit.cedar.influence.ExactInfluence.Confirmed;
import dev.ambit.cedar.influence.ExactInfluence.Situation;
import dev.ambit.cedar.partial.Outcome;
import dev.ambit.cedar.partial.Reference;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks at what a solver confirmed, without believing it: are these two situations of the kind the claim is about, alike
/// but for the move, and does the answer turn?
/// Whether their values are of the declared types is not looked at.
final class Counterexample {
    private final Claim claim;
    private final Confirmed found;

    Counterexample(Claim claim, Confirmed found) {
        this.claim = claim;
        this.found = found;
    }

    boolean holds() {
        var isWiden = claim.direction() == Direction.WIDEN;
        return isOfKind(found.before().request())
                && isOfKind(found.after().request())
                && isAllowed(found.before()) != isWiden
                && isAllowed(found.after()) == isWiden
                && differsByTheMoveAlone();
    }

    /// Whether `policy` is satisfied in one of the two situations and not in the other.
    boolean turns(Policy policy) {
        return isSatisfied(policy, found.before()) != isSatisfied(policy, found.after());
    }

    private static boolean isSatisfied(Policy policy, Situation in) {
        return Reference.evaluate(policy, in.request(), in.entities()).equals(new Outcome.Of(BoolValue.TRUE));
    }

    private boolean isAllowed(Situation in) {
        return Reference.decide(PolicySet.of(claim.policies(), List.of()), in.request(), in.entities()).isAllowed();
    }

    private boolean isOfKind(Request request) {
        var environment = claim.environment();
        return request.principal().type().equals(environment.principal())
                && request.action().equals(environment.action())
                && request.resource().type().equals(environment.resource());
    }

    private boolean differsByTheMoveAlone() {
        var before = new Contents(found.before());
        var after = new Contents(found.after());
        return fits(before.take(claim.input()), after.take(claim.input())) && before.equals(after);
    }

    private boolean fits(@Nullable Value before, @Nullable Value after) {
        return switch (claim.move()) {
            case APPEAR -> before == null && after != null;
            case DISAPPEAR -> before != null && after == null;
            case INCREASE -> before != null && after != null && Growth.leads(before, after);
            case CHANGE -> before != null && after != null;
            case ANY -> true;
        };
    }
}
