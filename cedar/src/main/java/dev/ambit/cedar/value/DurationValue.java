package dev.ambit.cedar.value;

import static dev.ambit.cedar.value.Digits.TOO_LARGE;

import org.jspecify.annotations.Nullable;

/// A stretch of time, to the millisecond, negative where it runs backwards.
/// It knows no calendar: a day is 24 hours.
public record DurationValue(long millis) implements ExtensionValue {
    static final long SECOND = 1_000;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    /// The stretch `text` writes: an optional `-`, then at least one of days, hours, minutes, seconds and milliseconds,
    /// in this order, each at most once: `1d2h3m4s5ms`. A quantity may be larger than the next unit, as in `90m`.
    /// `null` where `text` is anything else or does not fit in 64 bits of milliseconds.
    public static @Nullable DurationValue parse(String text) {
        var negative = text.startsWith("-");
        var at = negative ? 1 : 0;
        if (at == text.length()) {
            return null;
        }
        var total = 0L;
        var before = Long.MAX_VALUE;
        while (at < text.length()) {
            var quantity = 0L;
            var start = at;
            for (; at < text.length() && Digits.isDigit(text.charAt(at)); at++) {
                quantity = Digits.append(quantity, text.charAt(at) - '0');
            }
            var unit = unit(text, at);
            if (at == start || unit == 0 || unit >= before) {
                return null;
            }
            total = Digits.add(total, quantity, unit);
            before = unit;
            at += unit == 1 ? 2 : 1;
        }
        return total == TOO_LARGE || !negative && total == Long.MIN_VALUE
                ? null
                : new DurationValue(negative ? total : -total);
    }

    /// The milliseconds in the unit named at `at`, or 0 where none is.
    private static long unit(String text, int at) {
        if (at == text.length()) {
            return 0;
        }
        return switch (text.charAt(at)) {
            case 'd' -> DAY;
            case 'h' -> HOUR;
            case 'm' -> text.startsWith("s", at + 1) ? 1 : MINUTE;
            case 's' -> SECOND;
            default -> 0;
        };
    }

    public long toMilliseconds() {
        return millis;
    }

    /// Whole seconds, rounded towards zero, as are the larger units.
    public long toSeconds() {
        return millis / SECOND;
    }

    public long toMinutes() {
        return millis / MINUTE;
    }

    public long toHours() {
        return millis / HOUR;
    }

    public long toDays() {
        return millis / DAY;
    }

    @Override
    public String kind() {
        return "duration";
    }

    @Override
    public String constructor() {
        return "duration";
    }

    @Override
    public String text() {
        return millis + "ms";
    }

    @Override
    public String toString() {
        return "duration(" + Quoted.string(text()) + ")";
    }
}
