package dev.ambit.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EffortTest {
    @Test
    void nothing_asks_for_the_full_effort_and_quick_for_less() {
        assertThat(Effort.of()).isEqualTo(Effort.FULL);
        assertThat(Effort.of("--quick")).isEqualTo(Effort.QUICK);
    }

    @Test
    void anything_else_is_refused() {
        assertThatThrownBy(() -> Effort.of("--quick", "--quiet"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected `--quick` or nothing, found `--quick --quiet`");
    }
}
