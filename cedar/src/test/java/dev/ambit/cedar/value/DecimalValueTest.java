package dev.ambit.cedar.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalValueTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            0.0,                    0,                    0.0
            -0.0,                   0,                    0.0
            0.5,                    5000,                 0.5
            -0.5,                   -5000,                -0.5
            1.0000,                 10000,                1.0
            0.0001,                 1,                    0.0001
            -0.0001,                -1,                   -0.0001
            00012.340,              123400,               12.34
            10.01,                  100100,               10.01
            922337203685477.5807,   9223372036854775807,  922337203685477.5807
            -922337203685477.5808,  -9223372036854775808, -922337203685477.5808
            0000000000000000000000000000000000000001.0, 10000, 1.0
            """)
    void a_decimal_is_read_and_printed(String text, long tenThousandths, String printed) {
        assertThat(DecimalValue.parse(text)).isEqualTo(new DecimalValue(tenThousandths));
        assertThat(new DecimalValue(tenThousandths).text()).isEqualTo(printed);
        assertThat(DecimalValue.parse(printed)).isEqualTo(new DecimalValue(tenThousandths));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", ".", "1", "1.", ".1", "-.1", "-1.", "1.2.3", "1..2", "1.00000", "+1.0", "--1.0",
        "-1.-0", "1.-5", "1,0", "1e1", "1.0e1", " 1.0", "1.0 ", "1. 0", "0x1.0", "\u0661.0", "1.\u0661", "1.0\n",
        "922337203685477.5808", "-922337203685477.5809", "922337203685478.0", "9999999999999999.0",
        "99999999999999999999999.9999"})
    void what_is_no_decimal_is_refused(String text) {
        assertThat(DecimalValue.parse(text)).isNull();
    }

    @Test
    void decimals_are_compared_as_numbers() {
        var small = new DecimalValue(-10_000);
        var large = new DecimalValue(1);

        assertThat(small.isLessThan(large)).isTrue();
        assertThat(small.isLessThan(small)).isFalse();
        assertThat(large.isLessThan(small)).isFalse();
        assertThat(small.isLessThanOrEqual(small)).isTrue();
        assertThat(large.isLessThanOrEqual(small)).isFalse();
        assertThat(large.isGreaterThan(small)).isTrue();
        assertThat(large.isGreaterThan(large)).isFalse();
        assertThat(large.isGreaterThanOrEqual(large)).isTrue();
        assertThat(small.isGreaterThanOrEqual(large)).isFalse();
    }

    @Test
    void a_decimal_prints_as_the_expression_that_makes_it() {
        assertThat(new DecimalValue(12_500)).hasToString("decimal(\"1.25\")");
    }
}
