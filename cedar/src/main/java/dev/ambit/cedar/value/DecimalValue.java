package dev.ambit.cedar.value;

import static dev.ambit.cedar.value.Digits.TOO_LARGE;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// A decimal number with four digits after the point, in 64 bits.
///
/// @param tenThousandths the number times 10,000
public record DecimalValue(long tenThousandths) implements ExtensionValue {
    private static final int SCALE = 4;

    /// The number `text` writes: an optional `-`, digits, a point, and one to four digits.
    /// `null` where `text` is anything else or lies outside -922337203685477.5808 to 922337203685477.5807.
    public static @Nullable DecimalValue parse(String text) {
        var begin = text.startsWith("-") ? 1 : 0;
        var point = text.indexOf('.');
        var fraction = text.length() - point - 1;
        if (point <= begin || fraction < 1 || fraction > SCALE) {
            return null;
        }
        var total = gather(text, point, text.length(), gather(text, begin, point, 0));
        for (var i = fraction; i < SCALE; i++) {
            total = Digits.append(total, 0);
        }
        return total == TOO_LARGE || begin == 0 && total == Long.MIN_VALUE
                ? null
                : new DecimalValue(begin == 0 ? -total : total);
    }

    /// The digits in `[start, end)`, a point at `start` left out. What is no digit counts as too large: neither can be read.
    private static long gather(String text, int start, int end, long before) {
        var total = before;
        for (var i = text.charAt(start) == '.' ? start + 1 : start; i < end; i++) {
            var c = text.charAt(i);
            total = Digits.isDigit(c) ? Digits.append(total, c - '0') : TOO_LARGE;
        }
        return total;
    }

    public boolean isLessThan(DecimalValue other) {
        return tenThousandths < other.tenThousandths;
    }

    public boolean isLessThanOrEqual(DecimalValue other) {
        return tenThousandths <= other.tenThousandths;
    }

    public boolean isGreaterThan(DecimalValue other) {
        return tenThousandths > other.tenThousandths;
    }

    public boolean isGreaterThanOrEqual(DecimalValue other) {
        return tenThousandths >= other.tenThousandths;
    }

    @Override
    public String kind() {
        return "decimal";
    }

    @Override
    public String constructor() {
        return "decimal";
    }

    /// Without trailing zeros, except the one that may stand right after the point.
    @Override
    public String text() {
        var shortest = BigDecimal.valueOf(tenThousandths, SCALE).stripTrailingZeros();
        return shortest.setScale(Math.max(1, shortest.scale())).toPlainString();
    }

    @Override
    public String toString() {
        return "decimal(" + Quoted.string(text()) + ")";
    }
}
