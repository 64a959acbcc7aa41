package dev.ambit.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void the_first_column_stands_left_and_numbers_right_with_three_digits() {
        var table = new Table("engine", "ns").row("Ambit", 1_234.6).row("an empty call", 5.678);

        assertThat(table).hasToString("""
                  engine            ns
                  Ambit          1,235
                  an empty call   5.68
                """);
    }
}
