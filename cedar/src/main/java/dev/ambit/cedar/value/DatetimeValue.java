package dev.ambit.cedar.value;

import org.jspecify.annotations.Nullable;

/// An instant, to the millisecond.
///
/// @param epochMillis milliseconds since 1970-01-01T00:00:00Z, negative before; not every such instant can be written
///                    as a date, see [#hasText]
public record DatetimeValue(long epochMillis) implements ExtensionValue {
    /// Where offsets are counted from when an instant has no text of its own.
    public static final DatetimeValue EPOCH = new DatetimeValue(0);

    /// The instant `text` writes: `YYYY-MM-DD`, or that with `Thh:mm:ss`, perhaps `.SSS`, and `Z` or an offset from UTC
    /// of less than a day, `+hhmm` or `-hhmm`.
    /// `null` where `text` is anything else or names a day or time there is not; leap seconds are not.
    public static @Nullable DatetimeValue parse(String text) {
        return DatetimeText.parse(text);
    }

    /// This instant and `duration` later, or `null` where that does not fit in 64 bits.
    public @Nullable DatetimeValue offset(DurationValue duration) {
        var sum = epochMillis + duration.millis();
        var overflows = ((epochMillis ^ sum) & (duration.millis() ^ sum)) < 0;
        return overflows ? null : new DatetimeValue(sum);
    }

    /// How much later this is than `earlier`, or `null` where that does not fit in 64 bits.
    public @Nullable DurationValue durationSince(DatetimeValue earlier) {
        var difference = epochMillis - earlier.epochMillis;
        var overflows = ((epochMillis ^ earlier.epochMillis) & (epochMillis ^ difference)) < 0;
        return overflows ? null : new DurationValue(difference);
    }

    /// The midnight in UTC that is no later than this, or `null` where that does not fit in 64 bits.
    public @Nullable DatetimeValue toDate() {
        var day = Math.floorDiv(epochMillis, DurationValue.DAY);
        return day < Long.MIN_VALUE / DurationValue.DAY ? null : new DatetimeValue(day * DurationValue.DAY);
    }

    /// The time since the midnight in UTC that is no later than this: at least 0, less than a day.
    public DurationValue toTime() {
        return new DurationValue(Math.floorMod(epochMillis, DurationValue.DAY));
    }

    public boolean isBefore(DatetimeValue other) {
        return epochMillis < other.epochMillis;
    }

    /// Whether [#text] can be read back: the instant lies in the years 0 to 9999, by UTC.
    /// Others only arise from [#offset], and from texts less than a day beyond.
    public boolean hasText() {
        return epochMillis >= DatetimeText.EARLIEST && epochMillis <= DatetimeText.LATEST;
    }

    @Override
    public String kind() {
        return "datetime";
    }

    @Override
    public String constructor() {
        return "datetime";
    }

    /// For an instant that no text of Cedar's names, ISO 8601 with a signed year: good for people, refused by [#parse].
    @Override
    public String text() {
        return DatetimeText.print(epochMillis);
    }

    /// An instant that has no text is printed by its distance from [#EPOCH].
    @Override
    public String toString() {
        return hasText()
                ? "datetime(" + Quoted.string(text()) + ")"
                : "datetime(\"1970-01-01\").offset(" + new DurationValue(epochMillis) + ")";
    }
}
