package dev.ambit.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllocationTest {
    private Object kept = "";

    @Test
    void a_call_that_makes_an_array_of_a_thousand_bytes_allocates_that_and_its_header() {
        assertThat(Allocation.bytes(this::makeArray, 100, 1_000)).isBetween(1_008.0, 1_032.0);
    }

    @Test
    void a_call_that_makes_nothing_allocates_nothing() {
        assertThat(Allocation.bytes(input -> input > 50, 100, 1_000)).isLessThan(1);
    }

    private boolean makeArray(int input) {
        kept = new byte[1_000];
        return kept.hashCode() == input;
    }
}
