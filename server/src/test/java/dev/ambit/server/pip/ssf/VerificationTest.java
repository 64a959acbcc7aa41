package dev.ambit.server.pip.ssf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerificationTest {
    private static final Instant NOW = Instant.parse("2030-01-01T10:00:00Z");

    private final Verification verification = new Verification();

    @Test
    void it_is_due_at_once_and_then_as_often_as_it_has_to_be() {
        var stream = stream(Optional.empty(), Optional.empty());
        assertThat(verification.isDue(stream, NOW)).isTrue();
        verification.asked("s", NOW);
        assertThat(verification.isDue(stream, NOW.plus(Verification.EVERY).minusMillis(1))).isFalse();
        assertThat(verification.isDue(stream, NOW.plus(Verification.EVERY))).isTrue();
    }

    @Test
    void it_is_never_more_often_than_the_transmitter_allows_and_often_enough_to_show_that_we_are_there() {
        assertThat(Verification.interval(stream(Optional.of(Duration.ofHours(1)), Optional.empty()))).isEqualTo(Duration
                .ofHours(1));
        assertThat(Verification.interval(stream(Optional.empty(), Optional.of(Duration.ofMinutes(4))))).isEqualTo(
                Duration.ofMinutes(2));
        assertThat(Verification.interval(stream(Optional.of(Duration.ofMinutes(3)), Optional.of(Duration.ofMinutes(
                4))))).isEqualTo(Duration.ofMinutes(3));
        assertThat(Verification.interval(stream(Optional.of(Duration.ofSeconds(1)), Optional.of(Duration.ofDays(1)))))
                .isEqualTo(Verification.EVERY);
    }

    @Test
    void what_was_asked_for_counts_once_and_what_was_not_never() {
        verification.asked("one", NOW);
        assertThat(verification.came(Optional.of("guess"), NOW)).isFalse();
        assertThat(verification.lastVerified()).isEmpty();
        assertThat(verification.came(Optional.of("one"), NOW.plusSeconds(1))).isTrue();
        assertThat(verification.came(Optional.of("one"), NOW.plusSeconds(2))).isFalse();
        assertThat(verification.came(Optional.empty(), NOW.plusSeconds(3))).as("by itself").isTrue();
        assertThat(verification.lastVerified()).contains(NOW.plusSeconds(3));
    }

    @Test
    void an_answer_that_does_not_come_is_overdue_and_one_that_cannot_be_asked_for_is_not() {
        verification.asked("one", NOW);
        assertThat(verification.isOverdue(NOW.plus(Verification.WITHIN).minusMillis(1))).isFalse();
        assertThat(verification.isOverdue(NOW.plus(Verification.WITHIN))).isTrue();
        verification.put(NOW);
        assertThat(verification.isOverdue(NOW.plus(Verification.WITHIN))).isFalse();
        assertThat(verification.isDue(stream(Optional.empty(), Optional.empty()), NOW)).isFalse();
    }

    @Test
    void no_more_answers_are_waited_for_than_a_bound() {
        for (var i = 0; i < 100; i++) {
            verification.asked("s" + i, NOW);
        }
        assertThat(verification.came(Optional.of("s0"), NOW)).isFalse();
        assertThat(verification.came(Optional.of("s99"), NOW)).isTrue();
    }

    private static Stream stream(Optional<Duration> pause, Optional<Duration> inactivity) {
        return new Stream("s1", "https://t.example", List.of("us"), Stream.POLL, Optional.empty(), List.of(), List.of(),
                Optional.empty(), pause, inactivity);
    }
}
