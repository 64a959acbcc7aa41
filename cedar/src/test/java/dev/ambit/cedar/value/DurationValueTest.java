package dev.ambit.cedar.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationValueTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            0ms,                              0
            -0ms,                             0
            1ms,                              1
            1s,                               1000
            1m,                               60000
            1h,                               3600000
            1d,                               86400000
            1d2h3m4s5ms,                      93784005
            -1d2h3m4s5ms,                     -93784005
            1d5ms,                            86400005
            1m1ms,                            60001
            1m1s,                             61000
            90m,                              5400000
            0d0h0m0s0ms,                      0
            000000000000000000000000000001s,  1000
            9223372036854775807ms,            9223372036854775807
            -9223372036854775808ms,           -9223372036854775808
            9223372036854775s807ms,           9223372036854775807
            -9223372036854775s808ms,          -9223372036854775808
            106751991167d7h12m55s807ms,       9223372036854775807
            -106751991167d7h12m55s808ms,      -9223372036854775808
            """)
    void a_duration_is_read(String text, long millis) {
        assertThat(DurationValue.parse(text)).isEqualTo(new DurationValue(millis));
        assertThat(DurationValue.parse(new DurationValue(millis).text())).isEqualTo(new DurationValue(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "1", "d", "ms", "-ms", "+1d", "--1d", "1d-1h", "1.5d", "1h1d", "1d1d", "1ms1s",
        "1s1m", "1ms1m", "1D", "1w", "1 d", " 1d", "1d ", "1d\n", "1dx", "1mss", "1mm", "\u0661d", "1d2",
        "9223372036854775808ms", "-9223372036854775809ms", "9223372036854775s808ms", "-9223372036854775s809ms",
        "106751991168d", "-106751991168d", "18446744073709551616ms", "99999999999999999999999999999d",
        "9223372036854775807ms1ms", "106751991167d7h12m55s808ms", "106751991167d8h"})
    void what_is_no_duration_is_refused(String text) {
        assertThat(DurationValue.parse(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            999,                  0,                 0,               0,             0
            -999,                 0,                 0,               0,             0
            59999,                59,                0,               0,             0
            -60000,               -60,               -1,              0,             0
            3599999,              3599,              59,              0,             0
            86399999,             86399,             1439,            23,            0
            86400000,             86400,             1440,            24,            1
            -86400001,            -86400,            -1440,           -24,           -1
            9223372036854775807,  9223372036854775,  153722867280912, 2562047788015, 106751991167
            -9223372036854775808, -9223372036854775, -153722867280912, -2562047788015, -106751991167
            """)
    void units_are_rounded_towards_zero(long millis, long seconds, long minutes, long hours, long days) {
        var duration = new DurationValue(millis);

        assertThat(duration.toMilliseconds()).isEqualTo(millis);
        assertThat(duration.toSeconds()).isEqualTo(seconds);
        assertThat(duration.toMinutes()).isEqualTo(minutes);
        assertThat(duration.toHours()).isEqualTo(hours);
        assertThat(duration.toDays()).isEqualTo(days);
    }

    @Test
    void a_duration_prints_as_the_expression_that_makes_it() {
        assertThat(new DurationValue(-1500)).hasToString("duration(\"-1500ms\")");
    }
}
