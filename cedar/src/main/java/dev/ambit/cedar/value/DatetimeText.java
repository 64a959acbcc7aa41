package dev.ambit.cedar.value;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import org.jspecify.annotations.Nullable;

/// How an instant is written: `2024-10-15`, `2024-10-15T11:35:00Z`, `2024-10-15T11:35:00.123+0100`.
/// The calendar is the proleptic Gregorian one, with a year 0 and without leap seconds.
final class DatetimeText {
    /// 0000-01-01T00:00:00.000Z
    static final long EARLIEST = -62_167_219_200_000L;
    /// 9999-12-31T23:59:59.999Z
    static final long LATEST = 253_402_300_799_999L;

    private static final int DATE_LENGTH = 10;
    private static final int TIME_LENGTH = 9;

    private DatetimeText() {}

    static @Nullable DatetimeValue parse(String text) {
        var year = Digits.read(text, 0, 4);
        var month = Digits.read(text, 5, 2);
        var day = Digits.read(text, 8, 2);
        if (!isDate(year, month, day) || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return null;
        }
        var midnight = LocalDate.of(year, month, day).toEpochDay() * DurationValue.DAY;
        return text.length() == DATE_LENGTH ? new DatetimeValue(midnight) : withTime(text, midnight);
    }

    private static boolean isDate(int year, int month, int day) {
        return year >= 0
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= Month.of(month).length(Year.isLeap(year));
    }

    private static @Nullable DatetimeValue withTime(String text, long midnight) {
        var hour = Digits.read(text, DATE_LENGTH + 1, 2);
        var minute = Digits.read(text, DATE_LENGTH + 4, 2);
        var second = Digits.read(text, DATE_LENGTH + 7, 2);
        var punctuated = text.startsWith("T", DATE_LENGTH)
                && text.startsWith(":", DATE_LENGTH + 3)
                && text.startsWith(":", DATE_LENGTH + 6);
        if (!punctuated || !isTime(hour, minute) || second < 0 || second > 59) {
            return null;
        }
        var whole = midnight + hour * DurationValue.HOUR + minute * DurationValue.MINUTE + second
                * DurationValue.SECOND;
        return withFraction(text, whole);
    }

    private static boolean isTime(int hour, int minute) {
        return hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59;
    }

    private static @Nullable DatetimeValue withFraction(String text, long whole) {
        var at = DATE_LENGTH + TIME_LENGTH;
        if (!text.startsWith(".", at)) {
            return withZone(text, at, whole);
        }
        var millis = Digits.read(text, at + 1, 3);
        return millis < 0 ? null : withZone(text, at + 4, whole + millis);
    }

    private static @Nullable DatetimeValue withZone(String text, int at, long local) {
        if (text.length() == at + 1 && text.charAt(at) == 'Z') {
            return new DatetimeValue(local);
        }
        var ahead = text.startsWith("+", at);
        var hour = Digits.read(text, at + 1, 2);
        var minute = Digits.read(text, at + 3, 2);
        if (text.length() != at + 5 || !ahead && text.charAt(at) != '-' || !isTime(hour, minute)) {
            return null;
        }
        var offset = hour * DurationValue.HOUR + minute * DurationValue.MINUTE;
        return new DatetimeValue(ahead ? local - offset : local + offset);
    }

    /// As short as it can be: only the date at midnight, no fraction on a full second.
    static String print(long epochMillis) {
        var instant = Instant.ofEpochMilli(epochMillis).toString();
        var midnight = instant.indexOf("T00:00:00Z");
        return midnight < 0 ? instant : instant.substring(0, midnight);
    }
}
