package dev.ambit.server.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.value.RecordValue;
import dev.ambit.core.govern.Answer;
import dev.ambit.core.govern.Command;
import dev.ambit.core.govern.Governor;
import dev.ambit.core.obligation.Obligation;
import dev.ambit.core.state.State;
import dev.ambit.server.effect.Effect.Came;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class EffectsTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

    private final AtomicReference<State> state = new AtomicReference<>(State.EMPTY);
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final Queue<Instant> tries = new ConcurrentLinkedQueue<>();

    private interface Deed {
        Came next(int tries) throws Exception;
    }

    private Effect effect(Deed deed) {
        return new Effect() {
            @Override
            public String kind() {
                return "revoke";
            }

            @Override
            public Duration patience() {
                return Duration.ofMillis(200);
            }

            @Override
            public Came carryOut(Obligation owed) throws Exception {
                tries.add(now.get());
                return deed.next(tries.size());
            }
        };
    }

    private Effects effects(Deed deed) {
        var effects = new Effects(List.of(effect(deed)), state::get, this::carryOut, now::get, new SplittableRandom(1));
        effects.start();
        return effects;
    }

    private CompletableFuture<?> carryOut(Command command, String by) {
        state.updateAndGet(known -> {
            var next = known;
            if (Governor.answer(known, command, by, now.get()) instanceof Answer.Accepted(var events)) {
                for (var event : events) {
                    next = next.after(event);
                }
            }
            return next;
        });
        return CompletableFuture.completedFuture(null);
    }

    private void owe(String kind, String rest) {
        var _ = carryOut(new Command.Owe(Obligation.of(kind, rest, Optional.empty(), RecordValue.EMPTY, NOON, NOON
                .plusSeconds(
                        60))), "test");
    }

    private static void await(BooleanSupplier what) throws InterruptedException {
        for (var waited = 0; !what.getAsBoolean(); waited++) {
            assertThat(waited).as("waited too long").isLessThan(1_000);
            Thread.sleep(10);
        }
    }

    @Test
    void what_is_done_is_owed_no_longer_and_done_once() throws Exception {
        owe("revoke", "l-1");
        try (var _ = effects(_ -> new Came.Done("gone"))) {
            await(() -> state.get().obligationCount() == 0);
        }
        assertThat(tries).hasSize(1);
    }

    @Test
    void what_fails_is_tried_again_once_its_wait_is_over() throws Exception {
        owe("revoke", "l-1");
        try (var _ = effects(tried -> {
            if (tried < 3) {
                throw new IOException("no route to host");
            }
            return new Came.Done("");
        })) {
            await(() -> attempts() == 1);
            assertThat(state.get().obligation("revoke:l-1").failure().orElseThrow().why()).contains(
                    "no route to host");
            assertThat(state.get().nextToTry()).hasValueSatisfying(next -> assertThat(next).isBetween(NOON.plusMillis(
                    500), NOON.plusMillis(1_000)));
            now.set(NOON.plusSeconds(1));
            await(() -> attempts() == 2);
            now.set(NOON.plusSeconds(10));
            await(() -> state.get().obligationCount() == 0);
        }
        assertThat(tries).hasSize(3);
    }

    private int attempts() {
        var owed = state.get().obligation("revoke:l-1");
        return owed == null ? 0 : owed.attempts();
    }

    @Test
    void what_takes_too_long_has_come_to_nothing() throws Exception {
        owe("revoke", "l-1");
        try (var _ = effects(_ -> {
            Thread.sleep(60_000);
            return new Came.Done("");
        })) {
            await(() -> attempts() == 1);
        }
        assertThat(state.get().obligation("revoke:l-1").failure().orElseThrow().why()).contains("no answer within");
    }

    @Test
    void what_is_hopeless_waits_for_an_operator() throws Exception {
        owe("revoke", "l-1");
        try (var _ = effects(tried -> tried == 1 ? new Came.Hopeless("gone for good") : new Came.Done(""))) {
            await(() -> attempts() == 1);
            now.set(NOON.plus(Duration.ofDays(30)));
            Thread.sleep(150);
            assertThat(tries).hasSize(1);
            assertThat(state.get().obligation("revoke:l-1").hasFailed()).isTrue();

            var _ = carryOut(new Command.Retry("revoke:l-1"), "ann");
            await(() -> state.get().obligationCount() == 0);
        }
    }

    @Test
    void what_nobody_knows_how_to_do_stays_owed_and_becomes_late() throws Exception {
        owe("dance", "once");
        owe("revoke", "l-1");
        try (var _ = effects(_ -> new Came.Done(""))) {
            await(() -> state.get().obligationCount() == 1);
        }
        var late = Governor.due(state.get(), NOON.plusSeconds(60));

        assertThat(state.get().after(late.getFirst()).obligation("dance:once").isLate()).isTrue();
    }

    @Test
    void waits_double_up_to_their_bound_and_are_never_all_alike() {
        var random = new SplittableRandom(7);

        assertThat(Backoff.DEFAULT.after(0, random)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(Backoff.DEFAULT.after(3, random)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
        assertThat(Backoff.DEFAULT.after(1_000_000, random)).isBetween(Duration.ofMinutes(2), Duration.ofMinutes(5));
        assertThat(Backoff.DEFAULT.after(9, random)).isNotEqualTo(Backoff.DEFAULT.after(9, random));
    }
}
