package dev.ambit.cedar.influence;

import static dev.ambit.cedar.influence.Transitions.TRUE_AFTER;
import static dev.ambit.cedar.influence.Transitions.TRUE_BEFORE;

import dev.ambit.cedar.influence.Rulebook.Rule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Looks for a case in which the answer of a whole policy set turns.
///
/// A Deny becomes an Allow only if some permit turns on while every permit was off before and every forbid is off after,
/// or if some forbid turns off while every forbid is off after and some permit is on. (The other way round, before and
/// after change places.) For each policy by which it may happen, the search supposes one thing after another about what
/// stands where, and drops a supposition as soon as some policy can no longer come out as it would have to. Having gone
/// through all of them in vain, it has shown that the answer cannot turn by that policy.
///
/// When a policy stands in the way, only what was supposed about things it reads can be to blame: suppositions made in
/// between are not tried the other way (conflict-directed backjumping).
final class Search {
    private final List<Rule> rules;
    private final Readers readers;
    private final Case state;
    /// What each rule can still do, under what is supposed.
    private final int[] now;
    /// What each rule would have to do.
    private final int[] needed;
    private final Deque<Runnable> undo = new ArrayDeque<>();
    /// The places and atoms something is supposed about, in the order of the suppositions.
    private final List<Object> supposed = new ArrayList<>();
    /// After a failure: the numbers of the suppositions without which it might not have been one.
    private BitSet culprits = new BitSet();
    /// The rules that stood in the way at some time. Where a rule never did, nothing is found without it either.
    private final BitSet blockers = new BitSet();
    private int steps;

    /// What was found out about one policy.
    enum Found {
        /// The answer cannot turn by this policy.
        NOTHING,
        /// A case was found, and is what the search now supposes.
        CASE,
        /// The steps were used up.
        UNSETTLED
    }

    /// @param now what each rule can do under `state`
    Search(List<Rule> rules, Readers readers, Case state, int[] now) {
        this.rules = rules;
        this.readers = readers;
        this.state = state;
        this.now = now.clone();
        this.needed = new int[now.length];
    }

    /// Whether the answer can turn in `direction` by the rule of this number.
    /// What was supposed is kept until [#forget].
    ///
    /// @param limit most steps; each is a supposition with all that follows from it
    Found turn(int candidate, Direction direction, int limit) {
        steps = limit;
        var isWiden = direction == Direction.WIDEN;
        var onDeny = isWiden ? TRUE_BEFORE : TRUE_AFTER;
        var onAllow = isWiden ? TRUE_AFTER : TRUE_BEFORE;
        var turns = rules.get(candidate).isPermit() ? onAllow & ~onDeny : onDeny & ~onAllow;
        if ((now[candidate] & turns) == 0) {
            return Found.NOTHING;
        }
        return rules.get(candidate).isPermit()
                ? turnPermit(candidate, onDeny, onAllow)
                : turnForbid(candidate, onDeny, onAllow);
    }

    /// Whether the rule of this number can make one of `turns`, whatever other rules do.
    Found turnAlone(int candidate, int turns, int limit) {
        steps = limit;
        Arrays.fill(needed, Transitions.ALL);
        needed[candidate] = turns;
        return solve(candidate, candidate);
    }

    /// Supposes nothing any more.
    void forget() {
        undoTo(0);
        supposed.clear();
    }

    private Found turnPermit(int candidate, int onDeny, int onAllow) {
        for (var i = 0; i < needed.length; i++) {
            needed[i] = rules.get(i).isPermit() ? ~onDeny : ~onAllow;
        }
        needed[candidate] = onAllow & ~onDeny;
        return solve(candidate, candidate);
    }

    private Found turnForbid(int candidate, int onDeny, int onAllow) {
        for (var i = 0; i < needed.length; i++) {
            needed[i] = rules.get(i).isPermit() ? Transitions.ALL : ~onAllow;
        }
        needed[candidate] = onDeny & ~onAllow;
        if (blocked() >= 0) {
            return Found.NOTHING;
        }
        for (var permit = 0; permit < needed.length; permit++) {
            if (rules.get(permit).isPermit() && (now[permit] & onAllow) != 0) {
                needed[permit] = onAllow;
                blockers.clear();
                var found = solve(candidate, permit);
                if (found != Found.NOTHING || !blockers.get(permit)) {
                    return found;
                }
                needed[permit] = Transitions.ALL;
            }
        }
        return Found.NOTHING;
    }

    /// The number of a rule that can no longer do what is needed of it; -1 where there is none.
    private int blocked() {
        for (var i = 0; i < now.length; i++) {
            if ((now[i] & needed[i]) == 0) {
                return i;
            }
        }
        return -1;
    }

    /// Whether there is a case in which every rule does what is needed of it.
    ///
    /// @param one   a rule of which much is needed, and so is `other`
    private Found solve(int one, int other) {
        var blocked = blocked();
        if (blocked >= 0) {
            blockers.set(blocked);
            culprits = suppositionsOf(blocked);
            return Found.NOTHING;
        }
        var open = open(one, other);
        if (open < 0) {
            return Found.CASE;
        }
        var unknown = unknown(rules.get(open).clauses());
        // Where nothing is left to be told apart, what the rule can do is more than what it does: claim no case.
        return unknown == null ? Found.UNSETTLED : tryAll(unknown, open, one, other);
    }

    /// The numbers of the suppositions about anything `rule` reads.
    private BitSet suppositionsOf(int rule) {
        var numbers = new BitSet();
        for (var i = 0; i < supposed.size(); i++) {
            if (readers.of(supposed.get(i)).get(rule)) {
                numbers.set(i);
            }
        }
        return numbers;
    }

    /// The number of a rule that can still do other than it would have to: first those with an open scope of which much is
    /// needed, then the one of which least is open. -1 where there is none.
    private int open(int one, int other) {
        if (isOpen(one) && unknown(rules.get(one).scope()) != null) {
            return one;
        }
        if (isOpen(other) && unknown(rules.get(other).scope()) != null) {
            return other;
        }
        var found = -1;
        var least = Integer.MAX_VALUE;
        for (var i = 0; i < now.length; i++) {
            if (isOpen(i)) {
                var count = openClauses(rules.get(i));
                if (count < least) {
                    found = i;
                    least = count;
                }
            }
        }
        return found;
    }

    private boolean isOpen(int rule) {
        return (now[rule] & ~needed[rule]) != 0;
    }

    private int openClauses(Rule rule) {
        var count = 0;
        for (var clause : rule.clauses()) {
            if (!Transitions.isSingle(state.transitions(clause))) {
                count++;
            }
        }
        return count;
    }

    private @Nullable Unknown unknown(List<Term> clauses) {
        for (var clause : clauses) {
            var unknown = Unknown.in(clause, state);
            if (unknown != null) {
                return unknown;
            }
        }
        return null;
    }

    private Found tryAll(Unknown unknown, int open, int one, int other) {
        return switch (unknown) {
            case Unknown.At(var place, var parts) -> tryAll(place, parts, part -> {
                var before = state.shifts(place);
                undo.push(() -> state.suppose(place, before));
                state.suppose(place, part);
            }, open, one, other);
            case Unknown.Of(var atom, var parts) -> tryAll(atom, parts, part -> {
                var before = state.fixed(atom);
                undo.push(() -> state.suppose(atom, before));
                state.suppose(atom, part);
            }, open, one, other);
        };
    }

    private <T> Found tryAll(Object placeOrAtom, List<T> parts, Consumer<T> suppose, int open, int one, int other) {
        // The parts are all there are under what is supposed already about what the open rule reads.
        var blamed = suppositionsOf(open);
        var number = supposed.size();
        var mark = undo.size();
        supposed.add(placeOrAtom);
        for (var part : parts) {
            if (steps-- <= 0) {
                return Found.UNSETTLED;
            }
            suppose.accept(part);
            follow(placeOrAtom);
            var found = solve(one, other);
            if (found != Found.NOTHING) {
                return found;
            }
            undoTo(mark);
            if (!culprits.get(number)) {
                supposed.removeLast();
                return Found.NOTHING;
            }
            blamed.or(culprits);
        }
        supposed.removeLast();
        blamed.clear(number);
        culprits = blamed;
        return Found.NOTHING;
    }

    private void follow(Object placeOrAtom) {
        var affected = readers.of(placeOrAtom);
        for (var rule = affected.nextSetBit(0); rule >= 0; rule = affected.nextSetBit(rule + 1)) {
            var number = rule;
            var before = now[rule];
            undo.push(() -> now[number] = before);
            now[rule] = rules.get(rule).transitions(state);
        }
    }

    private void undoTo(int mark) {
        while (undo.size() > mark) {
            undo.pop().run();
        }
    }
}
