package dev.ambit.core.decision;

import dev.ambit.core.state.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The policy decision point. It answers one request as of `now`; the same state, request and time always give the same
/// answer, and so do the same uses where they are counted beside the state.
///
/// A Pdp is scratch space: it belongs to one thread, is cheap to keep, and remembers the last [#inquiry].
public final class Pdp {

    /// The combining rule: the first line that says something is the answer.
    private static final List<Line> RULE = List.of(
            Lines::nodeIsStale, //               1
            Lines::identityIsNotProven, //       2
            Lines::taskIsNotUnderWay, //         3
            Lines::limitIsExceeded, //           4
            Lines::policyForbids, //             5
            Lines::somethingIsInDoubt, //        6
            Lines::nothingPermits, //            7
            Lines::taskAboveIsNotPermitted, //   8
            Lines::approvalIsRequired, //        9
            Lines::permitted); //               10

    /// What of it is asked of a task above the one a request is made in: whether it would be permitted the same.
    static final List<Line> RULE_ABOVE = List.of(
            Lines::taskIsNotUnderWay, //         3
            Lines::limitIsExceeded, //           4
            Lines::policyForbids, //             5
            Lines::somethingIsInDoubt, //        6
            Lines::nothingPermits, //            7
            Lines::approvalIsRequired); //       9

    /// What of it is asked before there is a task to ask about.
    private static final List<Line> RULE_BEFORE_TASK = List.of(
            Lines::nodeIsStale, //               1
            Lines::identityIsNotProven); //      2

    /// One line of the combining rule.
    @FunctionalInterface
    interface Line {
        /// @return `null` where this line has nothing to say about `link`
        @Nullable
        Decision of(Inquiry inquiry, Link link);
    }

    private final Uses uses;
    private final Inquiry inquiry;

    /// Decides by what was counted when the state was made, and counts nothing.
    public Pdp() {
        this(Uses.AS_COUNTED);
    }

    /// Decides by what `uses` has counted, and counts there.
    public Pdp(Uses uses) {
        this.uses = uses;
        this.inquiry = new Inquiry(uses);
    }

    /// May it be done? A clock that was set back changes nothing: time is never before the latest event of `state`.
    public Decision decide(State state, Request request, Instant now) {
        inquiry.open(state, request, state.notBefore(now));
        var decision = firstOf(RULE, inquiry, inquiry.asked());
        inquiry.close(decision);
        if (inquiry.isAskedInTask()) {
            uses.answered(inquiry, !(decision instanceof Decision.Deny));
        }
        if (!decision.isPermit() && inquiry.isAskedInTask()) {
            uses.asked(inquiry.chain(), inquiry.now());
        }
        return decision;
    }

    /// Everything that stands between a request and a permit, line by line, of the task asked in and then of each above it,
    /// where [#decide] stops at the first. Empty exactly where that permits. Nothing is counted, and no record can be made
    /// of it.
    public List<Obstacle> obstacles(State state, Request request, Instant now) {
        inquiry.open(state, request, state.notBefore(now));
        var found = new ArrayList<Obstacle>();
        addTo(found, RULE_BEFORE_TASK, 0);
        for (var hops = 0; hops < inquiry.depth(); hops++) {
            var isInForce = inquiry.link(hops).foundProfile() != null;
            addTo(found, isInForce ? RULE_ABOVE : RULE_ABOVE.subList(0, 1), hops);
            if (hops > 0 && isInForce) {
                add(found, Lines.isTooFarBelow(inquiry, inquiry.link(hops), hops), hops);
            }
        }
        return found;
    }

    private void addTo(List<Obstacle> found, List<Line> rule, int hops) {
        for (var line : rule) {
            add(found, line.of(inquiry, inquiry.link(hops)), hops);
        }
    }

    private void add(List<Obstacle> found, @Nullable Decision answer, int hops) {
        if (answer != null) {
            var link = inquiry.link(hops);
            found.add(new Obstacle(link.id(), hops == 0 ? answer : Lines.above(inquiry, link, answer)));
        }
    }

    /// Decides once more by what has been used since. Uses only grow, so that what was exhausted still is, and what line of
    /// the rule says so is found.
    static Decision decideAgain(Inquiry inquiry) {
        inquiry.reopen();
        return firstOf(RULE, inquiry, inquiry.asked());
    }

    /// What was looked at for the last decision.
    public Inquiry inquiry() {
        return inquiry;
    }

    private static Decision firstOf(List<Line> rule, Inquiry inquiry, Link link) {
        for (var line : rule) {
            var decision = line.of(inquiry, link);
            if (decision != null) {
                return decision;
            }
        }
        throw new IllegalStateException("the last line always answers");
    }
}
