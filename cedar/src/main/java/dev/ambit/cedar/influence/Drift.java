package dev.ambit.cedar.influence;

import static dev.ambit.cedar.influence.Transitions.ERROR;
import static dev.ambit.cedar.influence.Transitions.FALSE;
import static dev.ambit.cedar.influence.Transitions.TRUE;

/// Sets of ways in which the value of an expression may drift between before and after the move, as bits.
///
/// Where there is a value on both sides, the two are related: the same; larger or equal after, in the order of
/// [Move#INCREASE]; smaller or equal after; or in no way known. The others say on which side there is an error instead.
final class Drift {
    static final int SAME = 1;
    static final int UP = 1 << 1;
    static final int DOWN = 1 << 2;
    static final int OTHER = 1 << 3;
    /// A value before, an error after.
    static final int BREAKS = 1 << 4;
    /// An error before, a value after.
    static final int MENDS = 1 << 5;
    /// An error before and after.
    static final int FAILS = 1 << 6;

    static final int VALUES = SAME | UP | DOWN | OTHER;
    static final int ALL = (1 << 7) - 1;

    /// How the result of an operator follows one of its operands, the others being the same.
    enum Sign {
        /// The larger the operand, the larger the result.
        WITH,
        /// The larger the operand, the smaller the result.
        AGAINST,
        /// Neither.
        FREELY
    }

    private Drift() {}

    /// The bit for errors, or none, before and after; `value` where there are none.
    static int of(boolean valueBefore, boolean valueAfter, int value) {
        if (valueBefore) {
            return valueAfter ? value : BREAKS;
        }
        return valueAfter ? MENDS : FAILS;
    }

    static boolean hasValueBefore(int bit) {
        return (bit & (VALUES | BREAKS)) != 0;
    }

    static boolean hasValueAfter(int bit) {
        return (bit & (VALUES | MENDS)) != 0;
    }

    /// What `operand` does to a result that follows it by `sign`.
    static int through(int operand, Sign sign) {
        var kept = operand & ~(UP | DOWN);
        var ordered = operand & (UP | DOWN);
        return switch (sign) {
            case WITH -> operand;
            case AGAINST -> kept | (ordered & UP) << 1 | (ordered & DOWN) >> 1;
            case FREELY -> ordered == 0 ? operand : kept | OTHER;
        };
    }

    /// Both drifts at once, of an operator that needs both operands.
    static int both(int left, int right) {
        if (left == SAME) {
            return right;
        }
        var set = 0;
        for (var i = left; i != 0; i &= i - 1) {
            for (var j = right; j != 0; j &= j - 1) {
                set |= both1(Integer.lowestOneBit(i), Integer.lowestOneBit(j));
            }
        }
        return set;
    }

    private static int both1(int left, int right) {
        return of(hasValueBefore(left) && hasValueBefore(right), hasValueAfter(left) && hasValueAfter(right), relation(
                left, right));
    }

    private static int relation(int left, int right) {
        if (left == SAME) {
            return right;
        }
        return right == SAME || left == right ? left : OTHER;
    }

    /// The drift of a result that may be an error though the operands are not.
    ///
    /// @param byKind only the kinds of the operands decide whether it is, and where they drift up or down these stay
    static int fallible(int result, boolean byKind) {
        var set = result;
        if ((result & OTHER) != 0 || !byKind && (result & (UP | DOWN)) != 0) {
            set |= BREAKS | MENDS;
        }
        return result == 0 ? 0 : set | FAILS;
    }

    /// The drift of `if`, from the transitions of its condition and the drifts of its branches.
    static int choose(int condition, int then, int otherwise) {
        var set = 0;
        for (var i = condition; i != 0; i &= i - 1) {
            var index = Integer.numberOfTrailingZeros(i);
            set |= choose1(Transitions.before(index), Transitions.after(index), then, otherwise);
        }
        return set;
    }

    private static int choose1(int before, int after, int then, int otherwise) {
        if (before == after) {
            return before == ERROR ? FAILS : before == TRUE ? then : otherwise;
        }
        var set = 0;
        for (var i = before == ERROR ? FAILS : before == TRUE ? then : otherwise; i != 0; i &= i - 1) {
            for (var j = after == ERROR ? FAILS : after == TRUE ? then : otherwise; j != 0; j &= j - 1) {
                set |= of(hasValueBefore(Integer.lowestOneBit(i)), hasValueAfter(Integer.lowestOneBit(j)), OTHER);
            }
        }
        return set;
    }

    /// The drift of a condition used as a value.
    static int ofCondition(int transitions) {
        var set = 0;
        for (var i = transitions; i != 0; i &= i - 1) {
            var index = Integer.numberOfTrailingZeros(i);
            var before = Transitions.before(index);
            var after = Transitions.after(index);
            var value = before == after ? SAME : before == FALSE ? UP : DOWN;
            set |= of(before != ERROR, after != ERROR, value);
        }
        return set;
    }

    /// The transitions of a condition that is true where there is a value, and fails where there is none.
    static int whereThereIsAValue(int drift) {
        var set = Transitions.NONE;
        for (var i = drift; i != 0; i &= i - 1) {
            var bit = Integer.lowestOneBit(i);
            set |= Transitions.of(hasValueBefore(bit) ? TRUE : ERROR, hasValueAfter(bit) ? TRUE : ERROR);
        }
        return set;
    }

    /// The transitions of a value used as a condition.
    ///
    /// @param isBool whether the value is certainly a bool; where it is not, being none is an error
    static int asCondition(int drift, boolean isBool) {
        var known = isBool ? drift : fallible(drift, true);
        var bools = 1 << FALSE | 1 << TRUE;
        var error = 1 << ERROR;
        var set = 0;
        if ((known & (SAME | UP | DOWN)) != 0) {
            set |= Transitions.of(FALSE, FALSE) | Transitions.of(TRUE, TRUE);
        }
        if ((known & UP) != 0) {
            set |= Transitions.of(FALSE, TRUE);
        }
        if ((known & DOWN) != 0) {
            set |= Transitions.of(TRUE, FALSE);
        }
        if ((known & OTHER) != 0) {
            set |= Transitions.between(bools, bools);
        }
        if ((known & BREAKS) != 0) {
            set |= Transitions.between(bools, error);
        }
        if ((known & MENDS) != 0) {
            set |= Transitions.between(error, bools);
        }
        if ((known & FAILS) != 0) {
            set |= Transitions.between(error, error);
        }
        return set;
    }
}
