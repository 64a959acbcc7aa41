package dev.ambit.cedar.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatetimeValueTest {
    private static final long DAY = 86_400_000;

    @ParameterizedTest
    @CsvSource(textBlock = """
            1970-01-01,                     0,                1970-01-01
            1970-01-01T00:00:00Z,           0,                1970-01-01
            1970-01-01T00:00:00.001Z,       1,                1970-01-01T00:00:00.001Z
            1969-12-31T23:59:59.999Z,       -1,               1969-12-31T23:59:59.999Z
            1970-01-01T00:00:01Z,           1000,             1970-01-01T00:00:01Z
            1970-01-01T01:00:00+0100,       0,                1970-01-01
            1969-12-31T23:00:00-0100,       0,                1970-01-01
            1970-01-01T00:00:00.010+0000,   10,               1970-01-01T00:00:00.010Z
            1970-01-01T00:00:00-0000,       0,                1970-01-01
            1970-01-01T00:00:00-2359,       86340000,         1970-01-01T23:59:00Z
            1970-01-01T00:00:00+2359,       -86340000,        1969-12-31T00:01:00Z
            2024-10-15T11:38:02.101+1134,   1728950642101,    2024-10-15T00:04:02.101Z
            2024-02-29,                     1709164800000,    2024-02-29
            2000-02-29,                     951782400000,     2000-02-29
            0000-01-01,                     -62167219200000,  0000-01-01
            0000-02-29,                     -62162121600000,  0000-02-29
            0001-01-01,                     -62135596800000,  0001-01-01
            9999-12-31T23:59:59.999Z,       253402300799999,  9999-12-31T23:59:59.999Z
            """)
    void a_datetime_is_read_and_printed(String text, long epochMillis, String printed) {
        assertThat(DatetimeValue.parse(text)).isEqualTo(new DatetimeValue(epochMillis));
        assertThat(new DatetimeValue(epochMillis).text()).isEqualTo(printed);
        assertThat(DatetimeValue.parse(printed)).isEqualTo(new DatetimeValue(epochMillis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1970", "1970-01", "1970-1-01", "1970-01-1", "1970-01-01T", "1970-01-01Z", "197-001-01",
        "1970/01/01", "1970-01/01", "1970-00-01", "1970-13-01", "1970-01-00", "1970-01-32", "1970-04-31",
        "1970-02-29", "1900-02-29", "2023-02-29", "10000-01-01", "-001-01-01", "+1970-01-01", " 1970-01-01",
        "1970-01-01 ", "1970-01-01\n", "1970-01-01T00:00", "1970-01-01T00:00Z", "1970-01-01T00:00:00",
        "1970-01-01T24:00:00Z", "1970-01-01T00:60:00Z", "1970-01-01T00:00:60Z", "2016-12-31T23:59:60Z",
        "1970-01-01t00:00:00Z", "1970-01-01 00:00:00Z", "1970-01-01T00:00:00z", "1970-01-01T00:00:00ZZ",
        "1970-01-01T00-00:00Z", "1970-01-01T00:00-00Z", "1970-01-01T0:00:00Z", "1970-01-01T00:00:00.Z",
        "1970-01-01T00:00:00.0Z", "1970-01-01T00:00:00.00Z", "1970-01-01T00:00:00.0000Z", "1970-01-01T00:00:00.000",
        "1970-01-01T00:00:00,000Z", "1970-01-01T00:00:00+01", "1970-01-01T00:00:00+01:00",
        "1970-01-01T00:00:00+00000", "1970-01-01T00:00:00+2400", "1970-01-01T00:00:00-2400",
        "1970-01-01T00:00:00+0060", "1970-01-01T00:00:00~0000", "1970-01-01T00:00:00Z+0000",
        "1970-01-01T00:00:00\u27950000", "\u0661970-01-01", "1970-01-01T\u0660\u0660:00:00Z"})
    void what_is_no_datetime_is_refused(String text) {
        assertThat(DatetimeValue.parse(text)).isNull();
    }

    @Test
    void every_prefix_of_a_datetime_but_the_date_is_refused() {
        var text = "2024-10-15T11:38:02.101+1134";

        for (var end = 0; end < text.length(); end++) {
            var read = DatetimeValue.parse(text.substring(0, end));
            assertThat(read != null).as(text.substring(0, end)).isEqualTo(end == 10);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            0,                    0,                    0
            1,                    0,                    1
            86399999,             0,                    86399999
            86400000,             86400000,             0
            -1,                   -86400000,            86399999
            -86400000,            -86400000,            0
            -86400001,            -172800000,           86399999
            9223372036854775807,  9223372036828800000,  25975807
            -9223372036828800000, -9223372036828800000, 0
            -9223372036828800001,                     , 86399999
            -9223372036854775808,                     , 60424192
            """)
    void a_datetime_is_its_date_and_its_time(long epochMillis, Long date, long time) {
        var datetime = new DatetimeValue(epochMillis);

        assertThat(datetime.toDate()).isEqualTo(date == null ? null : new DatetimeValue(date));
        assertThat(datetime.toTime()).isEqualTo(new DurationValue(time));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            0,                    5,                    5
            0,                    -5,                   -5
            9223372036854775807,  0,                    9223372036854775807
            9223372036854775807,  1,
            9223372036854775807,  -9223372036854775808, -1
            -9223372036854775808, -1,
            -9223372036854775808, 9223372036854775807,  -1
            -1,                   -9223372036854775808,
            """)
    void an_offset_that_does_not_fit_is_none(long epochMillis, long millis, Long sum) {
        assertThat(new DatetimeValue(epochMillis).offset(new DurationValue(millis)))
                .isEqualTo(sum == null ? null : new DatetimeValue(sum));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            5,                    3,                    2
            3,                    5,                    -2
            -1,                   9223372036854775807,  -9223372036854775808
            -2,                   9223372036854775807,
            0,                    -9223372036854775808,
            -1,                   -9223372036854775808, 9223372036854775807
            -9223372036854775808, -9223372036854775808, 0
            """)
    void a_difference_that_does_not_fit_is_none(long later, long earlier, Long millis) {
        assertThat(new DatetimeValue(later).durationSince(new DatetimeValue(earlier)))
                .isEqualTo(millis == null ? null : new DurationValue(millis));
    }

    @Test
    void an_instant_without_a_text_prints_by_its_distance_from_the_epoch() {
        var last = DatetimeValue.parse("9999-12-31T23:59:59.999Z");
        var beyond = DatetimeValue.parse("9999-12-31T23:59:59.999-0001");

        assertThat(last).isNotNull().satisfies(value -> assertThat(value.hasText()).isTrue());
        assertThat(beyond).isNotNull().satisfies(value -> assertThat(value.hasText()).isFalse());
        assertThat(last).hasToString("datetime(\"9999-12-31T23:59:59.999Z\")");
        assertThat(beyond).hasToString("datetime(\"1970-01-01\").offset(duration(\"253402300859999ms\"))");
        assertThat(new DatetimeValue(Long.MIN_VALUE))
                .hasToString("datetime(\"1970-01-01\").offset(duration(\"-9223372036854775808ms\"))");
    }

    @Test
    void the_text_of_any_instant_that_has_one_is_read_back() {
        var random = new SplittableRandom(7);
        for (var i = 0; i < 10_000; i++) {
            var days = random.nextLong(DatetimeText.EARLIEST / DAY, DatetimeText.LATEST / DAY + 1);
            var time = random.nextBoolean() ? 0 : random.nextLong(DAY) / 1000 * 1000 + random.nextInt(2);
            var datetime = new DatetimeValue(days * DAY + time);

            assertThat(DatetimeValue.parse(datetime.text())).as(datetime.text()).isEqualTo(datetime);
        }
    }
}
