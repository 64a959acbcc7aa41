package dev.ambit.cedar.influence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The claim everything rests on: what the analysis says cannot turn an answer does not turn one.
/// Seeds are the numbers of the runs; a failure names its own.
class SoundnessTest {
    private static final int FEW = 400;
    private static final int SOME = 1_500;
    private static final int MANY = 30_000;
    private static final int MOST = 60_000;

    @Test
    void what_cannot_turn_an_answer_turns_none_in_any_state_of_a_small_world_under_realistic_policies() {
        var precision = new Precision();
        assertThat(firstFailure(FEW, seed -> new Attack(seed, precision).goThrough(SignalSets::realistic))).isEmpty();
        assertThat(precision.seen()).isPositive();
        assertThat(precision.share()).as("of claims are so").isGreaterThan(0.999);
    }

    @Test
    void what_cannot_turn_an_answer_turns_none_in_any_state_of_a_small_world_under_any_policies() {
        var precision = new Precision();
        assertThat(firstFailure(FEW, seed -> new Attack(seed, precision).goThrough(SignalSets::adversarial))).isEmpty();
        assertThat(precision.seen()).isPositive();
    }

    @Test
    void what_cannot_turn_an_answer_turns_none_in_random_worlds() {
        var precision = new Precision();
        assertThat(firstFailure(SOME, seed -> new Attack(seed, precision).search())).isEmpty();
        assertThat(precision.seen()).isPositive();
    }

    @Test
    @Tag("slow")
    void many_realistic_policy_sets() {
        attackMany(MANY, "realistic, all states of a small world", SignalSets::realistic);
    }

    @Test
    @Tag("slow")
    void many_adversarial_policy_sets() {
        attackMany(MANY, "adversarial, all states of a small world", SignalSets::adversarial);
    }

    @Test
    @Tag("slow")
    void many_random_worlds() {
        var precision = new Precision();
        assertThat(firstFailure(MOST, seed -> new Attack(1_000_000 + seed, precision).search())).isEmpty();
        System.out.println(precision.table("random worlds (tried, not gone through)"));
    }

    private static void attackMany(int sets, String title, Function<SignalSets, String> write) {
        var precision = new Precision();
        assertThat(firstFailure(sets, seed -> new Attack(1_000_000 + seed, precision).goThrough(write))).isEmpty();
        System.out.println(precision.table(title));
    }

    private static Optional<String> firstFailure(int sets, LongFunction<Optional<String>> attack) {
        return LongStream.range(0, sets).parallel().mapToObj(attack).flatMap(Optional::stream).findAny();
    }
}
