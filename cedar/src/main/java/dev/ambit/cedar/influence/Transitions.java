package dev.ambit.cedar.influence;

/// Sets of transitions of a condition, as bits: how it may have come out before the move, and how after it.
///
/// A condition comes out false, true, or as an error. One transition is a pair of these; there are nine, and a set of
/// them is a number of nine bits. For operators, the set of the result is the image of the sets of the operands under
/// Cedar's own table, short circuits and errors included: no transition a real evaluation can make is lost.
final class Transitions {
    /// The three ways a condition can come out. As bits, `1 << FALSE` and so on make sets of them.
    static final int FALSE = 0;
    static final int TRUE = 1;
    static final int ERROR = 2;

    static final int OUTCOMES = 3;
    static final int COUNT = OUTCOMES * OUTCOMES;

    static final int NONE = 0;
    /// The condition is true before and after.
    static final int ALWAYS = of(TRUE, TRUE);
    static final int ALL = (1 << COUNT) - 1;

    /// The condition comes out the same, whichever way.
    static final int STEADY = of(FALSE, FALSE) | of(TRUE, TRUE) | of(ERROR, ERROR);
    /// The condition is true before the move.
    static final int TRUE_BEFORE = of(TRUE, FALSE) | of(TRUE, TRUE) | of(TRUE, ERROR);
    /// The condition is true after the move.
    static final int TRUE_AFTER = of(FALSE, TRUE) | of(TRUE, TRUE) | of(ERROR, TRUE);
    static final int TURNS_ON = TRUE_AFTER & ~TRUE_BEFORE;
    static final int TURNS_OFF = TRUE_BEFORE & ~TRUE_AFTER;

    private static final int[] BETWEEN = between();

    private Transitions() {}

    /// The set of this one transition.
    static int of(int before, int after) {
        return 1 << (before * OUTCOMES + after);
    }

    /// How the condition came out before transition number `index`.
    static int before(int index) {
        return index / OUTCOMES;
    }

    /// How the condition comes out after transition number `index`.
    static int after(int index) {
        return index % OUTCOMES;
    }

    static boolean isSingle(int set) {
        return Integer.bitCount(set) == 1;
    }

    /// All transitions from one of the outcomes `before` to one of `after`, both sets of three bits.
    static int between(int before, int after) {
        return BETWEEN[before << OUTCOMES | after];
    }

    private static int[] between() {
        var table = new int[1 << 2 * OUTCOMES];
        for (var sets = 0; sets < table.length; sets++) {
            for (var index = 0; index < COUNT; index++) {
                table[sets] |= (sets >> OUTCOMES + before(index) & sets >> after(index) & 1) << index;
            }
        }
        return table;
    }

    static int not(int operand) {
        var set = NONE;
        for (var rest = operand; rest != 0; rest &= rest - 1) {
            var index = Integer.numberOfTrailingZeros(rest);
            set |= of(not1(before(index)), not1(after(index)));
        }
        return set;
    }

    static int and(int left, int right) {
        if (left == ALWAYS) {
            return right;
        }
        var set = NONE;
        for (var i = left; i != 0; i &= i - 1) {
            var l = Integer.numberOfTrailingZeros(i);
            for (var j = right; j != 0; j &= j - 1) {
                var r = Integer.numberOfTrailingZeros(j);
                set |= of(and1(before(l), before(r)), and1(after(l), after(r)));
            }
        }
        return set;
    }

    static int or(int left, int right) {
        return not(and(not(left), not(right)));
    }

    /// `==` between two conditions.
    static int same(int left, int right) {
        var set = NONE;
        for (var i = left; i != 0; i &= i - 1) {
            var l = Integer.numberOfTrailingZeros(i);
            for (var j = right; j != 0; j &= j - 1) {
                var r = Integer.numberOfTrailingZeros(j);
                set |= of(same1(before(l), before(r)), same1(after(l), after(r)));
            }
        }
        return set;
    }

    /// `if condition then … else …`.
    static int choose(int condition, int then, int otherwise) {
        var set = NONE;
        for (var i = condition; i != 0; i &= i - 1) {
            var c = Integer.numberOfTrailingZeros(i);
            for (var j = then; j != 0; j &= j - 1) {
                var t = Integer.numberOfTrailingZeros(j);
                for (var k = otherwise; k != 0; k &= k - 1) {
                    var o = Integer.numberOfTrailingZeros(k);
                    set |= of(choose1(before(c), before(t), before(o)), choose1(after(c), after(t), after(o)));
                }
            }
        }
        return set;
    }

    private static int not1(int operand) {
        return operand == ERROR ? ERROR : TRUE - operand;
    }

    private static int and1(int left, int right) {
        return left == TRUE ? right : left;
    }

    private static int same1(int left, int right) {
        if (left == ERROR || right == ERROR) {
            return ERROR;
        }
        return left == right ? TRUE : FALSE;
    }

    private static int choose1(int condition, int then, int otherwise) {
        return switch (condition) {
            case TRUE -> then;
            case FALSE -> otherwise;
            default -> ERROR;
        };
    }
}
