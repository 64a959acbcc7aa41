package dev.ambit.cedar.value;

/// Decimal digits, read without exceptions and without allocating.
/// Totals are gathered as negative numbers, of which 64 bits hold one more than of positive ones.
final class Digits {
    /// Stands for a total that does not fit. No total is positive, so it is not mistaken for one.
    static final long TOO_LARGE = 1;

    private Digits() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /// The number written by `count` digits at `start`, or -1 where `text` is shorter or holds something else there.
    static int read(String text, int start, int count) {
        if (start + count > text.length()) {
            return -1;
        }
        var number = 0;
        for (var i = start; i < start + count; i++) {
            if (!isDigit(text.charAt(i))) {
                return -1;
            }
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }

    /// `total` with one digit more at its end, or [#TOO_LARGE].
    static long append(long total, int digit) {
        return total == TOO_LARGE || total < (Long.MIN_VALUE + digit) / 10 ? TOO_LARGE : 10 * total - digit;
    }

    /// `total` and `quantity` times `unit`, or [#TOO_LARGE].
    static long add(long total, long quantity, long unit) {
        if (total == TOO_LARGE || quantity == TOO_LARGE || quantity < Long.MIN_VALUE / unit) {
            return TOO_LARGE;
        }
        var added = quantity * unit;
        return total < Long.MIN_VALUE - added ? TOO_LARGE : total + added;
    }
}
