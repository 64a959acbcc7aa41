package dev.ambit.core.decision;

import static dev.ambit.core.Story.NOON;
import static dev.ambit.core.Story.TASK;
import static dev.ambit.core.Story.at;
import static dev.ambit.core.Story.codes;
import static dev.ambit.core.Story.reading;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.value.IpValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.core.Rulebook;
import dev.ambit.core.Story;
import dev.ambit.core.identity.Principal;
import dev.ambit.core.identity.Proof;
import dev.ambit.core.state.Event;
import dev.ambit.core.task.Limits;
import dev.ambit.core.task.Opening;
import dev.ambit.core.task.PauseCause;
import dev.ambit.core.task.TaskId;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bounds, each just before and just at it: all intervals are half-open.
class LimitsTest {

    @ParameterizedTest(name = "at {0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            12:00:00.000 | permitted
            13:59:59.999 | permitted
            14:00:00.000 | limit-duration
            15:00:00.000 | limit-duration
            """)
    void a_task_of_two_hours_lasts_until_just_before_two_hours_are_over(String time, String code) {
        var story = Story.begun(Rulebook.named("p").permittingAll().within(Rulebook.lasting(Duration.ofHours(2))));

        assertThat(story.asked(at(time)).reasons().getFirst().code().word()).isEqualTo(code);
    }

    @ParameterizedTest(name = "at {0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            12:14:59.999 | permitted
            12:15:00.000 | limit-idle
            """)
    void a_task_is_idle_once_the_time_is_over(String time, String code) {
        var story = Story.begun(Rulebook.named("p").permittingAll().within(Rulebook.idleFor(Duration.ofMinutes(15))));

        assertThat(story.asked(at(time)).reasons().getFirst().code().word()).isEqualTo(code);
    }

    @Test
    void being_resumed_keeps_a_task_from_being_idle() {
        var story = Story.begun(Rulebook.named("p").permittingAll().within(Rulebook.idleFor(Duration.ofMinutes(15))))
                .then(new Event.TaskPaused(at("12:01:00"), TASK, PauseCause.OPERATOR, "test"))
                .then(new Event.TaskResumed(at("13:00:00"), TASK, "test"));

        assertThat(codes(story.asked(at("13:14:59")))).containsExactly(Code.PERMITTED);
        assertThat(codes(story.asked(at("13:15:00")))).containsExactly(Code.LIMIT_IDLE);
    }

    @ParameterizedTest(name = "{0} per {1} ms, asked every {2} ms: {3} of 20")
    @CsvSource({"3, 1000, 1, 3", "3, 1000, 100, 8", "3, 1000, 334, 20", "1, 1000, 999, 10", "1, 1000, 1000, 20",
        "20, 1000, 0, 20", "19, 1000, 0, 19"})
    void a_rate_allows_one_stretch_at_once_and_then_an_even_pace(long permits, long per, long step, int permitted) {
        var story = Story.begun(Rulebook.named("p").permittingAll().within(Rulebook.pace(permits, Duration.ofMillis(
                per))));
        var pdp = new Pdp(new Counters());
        var count = 0;
        for (var i = 0; i < 20; i++) {
            var decision = pdp.decide(story.state(), reading(TASK), NOON.plusMillis(i * step));
            count += decision.isPermit() ? 1 : 0;
            assertThat(codes(decision)).containsAnyOf(Code.PERMITTED, Code.LIMIT_RATE);
        }

        assertThat(count).isEqualTo(permitted);
    }

    @ParameterizedTest(name = "from {0} in {1}: {2}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            10.1.2.3    | ci   | permitted
            10.0.0.0    | ci   | permitted
            11.0.0.0    | ci   | limit-network
            ::1         | ci   | limit-network
            -           | ci   | limit-network
            10.1.2.3    | prod | limit-environment
            10.1.2.3    | -    | limit-environment
            """)
    void a_request_must_come_from_where_the_limits_say(String address, String environment, String code) {
        var limits = new Limits(Optional.empty(), Optional.empty(), OptionalLong.empty(), Optional.empty(), List.of(ip(
                "10.0.0.0/8"), ip("192.168.0.0/16")), Set.of("ci", "staging"), 0);
        var story = Story.begun(Rulebook.named("p").permittingAll().within(limits));
        var proof = new Proof(Proof.Means.X509_SVID, "spiffe://acme", NOON, at("13:00:00"), Optional.ofNullable(address)
                .map(
                        LimitsTest::ip), Optional.ofNullable(environment));
        var request = new Request(TASK, new Principal(Rulebook.ADA, proof), Rulebook.READ, Rulebook.SITE,
                RecordValue.EMPTY,
                "gateway");

        assertThat(story.asked(request, NOON).reasons().getFirst().code().word()).isEqualTo(code);
    }

    private static IpValue ip(String text) {
        return Objects.requireNonNull(IpValue.parse(text));
    }

    @ParameterizedTest(name = "at {0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            12:59:59.999 | permitted
            13:00:00.000 | identity-expired
            """)
    void a_proof_holds_until_just_before_its_end(String time, String code) {
        var story = Story.begun(Rulebook.named("p").permittingAll());
        var proof = new Proof(Proof.Means.JWT_SVID, "spiffe://acme", NOON, at("13:00:00"), Optional.empty(), Optional
                .empty());
        var request = new Request(TASK, new Principal(Rulebook.ADA, proof), Rulebook.READ, Rulebook.SITE,
                RecordValue.EMPTY,
                "gateway");

        assertThat(story.asked(request, at(time)).reasons().getFirst().code().word()).isEqualTo(code);
    }

    @ParameterizedTest(name = "{0} hops below a task that allows {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            1 | 1 | permitted
            2 | 1 | above-not-permitted
            2 | 2 | permitted
            5 | 5 | permitted
            6 | 5 | above-not-permitted
            """)
    void a_task_is_worth_nothing_further_down_than_allowed(int hops, int allowed, String code) {
        var story = Story.of(Rulebook.release(1, Rulebook.named("p").permittingAll(), Rulebook.named("top")
                .permittingAll()
                .within(Rulebook.hops(allowed))))
                .opened(Opening.of(new TaskId("h0"), Rulebook.ADA, "top", RecordValue.EMPTY), NOON);
        for (var i = 1; i <= hops; i++) {
            story = story.delegated("h" + i, new TaskId("h" + (i - 1)));
        }

        var decision = story.asked(reading(new TaskId("h" + hops)), NOON);

        assertThat(decision.reasons().getFirst().code().word()).isEqualTo(code);
    }

    @Test
    void the_limits_of_a_task_hold_beside_those_of_its_profile() {
        var story = Story.of(Rulebook.release(1, Rulebook.named("p").permittingAll().within(Rulebook.uses(5))))
                .opened(Opening.of(TASK, Rulebook.ADA, "p", RecordValue.EMPTY).within(Rulebook.uses(2)), NOON);
        var pdp = new Pdp(new Counters());

        var permits = IntStream.range(0, 5).filter(_ -> pdp.decide(story.state(), reading(TASK), NOON)
                .isPermit()).count();

        assertThat(permits).isEqualTo(2);
    }

    @Test
    void a_lower_limit_of_a_new_release_holds_at_once_and_a_higher_one_does_not_reach_back() {
        var rules = Rulebook.named("p").permittingAll();
        var story = Story.of(Rulebook.release(1, rules.within(Rulebook.lasting(Duration.ofHours(1)))));
        story = story.then(new Event.TaskRequested(NOON, Opening.of(TASK, Rulebook.ADA, "p", RecordValue.EMPTY),
                "test"))
                .then(new Event.TaskOpened(NOON, TASK, at("13:00:00")));

        var lower = story.loaded(Rulebook.release(2, rules.within(Rulebook.lasting(Duration.ofMinutes(30)))), NOON);
        var higher = story.loaded(Rulebook.release(3, rules.within(Rulebook.lasting(Duration.ofHours(2)))), NOON);

        assertThat(codes(lower.asked(at("12:30:00")))).containsExactly(Code.LIMIT_DURATION);
        assertThat(codes(higher.asked(at("13:00:00")))).containsExactly(Code.LIMIT_DURATION);
    }

    @Test
    void every_code_has_its_own_word_and_number_and_tells_its_facts() {
        assertThat(Arrays.stream(Code.values()).map(Code::word)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(Code.values()).map(Code::number)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(Code.values()).map(Code::line)).isSorted();
        for (var code : Code.values()) {
            var facts = Collections.nCopies(code.facts(), "fact");
            assertThat(new Reason(code, facts).forOperator()).doesNotContain("%s");
            assertThat(code.agent()).doesNotContain("%s").doesNotContain("`");
        }
    }
}
