package dev.ambit.server.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.core.decision.Uses;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RemedyDeskTest {
    @Test
    void no_more_than_a_tenth_of_a_second_goes_to_remedies_in_any_one() {
        var nanos = new AtomicLong();
        var desk = new RemedyDesk(Uses.AS_COUNTED, nanos::get);

        desk.spend(RemedyDesk.MOST.minusNanos(1));
        assertThat(desk.hasTime()).isTrue();
        desk.spend(Duration.ofMillis(3));
        assertThat(desk.hasTime()).isFalse();
        nanos.addAndGet(Duration.ofMillis(999).toNanos());
        assertThat(desk.hasTime()).isFalse();
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(desk.hasTime()).isTrue();
    }
}
