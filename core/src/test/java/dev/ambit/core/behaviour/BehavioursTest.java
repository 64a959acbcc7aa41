package dev.ambit.core.behaviour;

import static dev.ambit.core.Rulebook.ADA;
import static dev.ambit.core.Rulebook.BOB;
import static dev.ambit.core.Rulebook.PUSH;
import static dev.ambit.core.Rulebook.READ;
import static dev.ambit.core.Rulebook.SITE;
import static dev.ambit.core.Story.NOON;
import static dev.ambit.core.Story.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.IpValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.core.Rulebook;
import dev.ambit.core.Story;
import dev.ambit.core.decision.Code;
import dev.ambit.core.decision.Counters;
import dev.ambit.core.decision.Pdp;
import dev.ambit.core.encoding.Corrupt;
import dev.ambit.core.govern.Governor;
import dev.ambit.core.policy.About;
import dev.ambit.core.policy.ReadSignal;
import dev.ambit.core.record.Recorder;
import dev.ambit.core.record.Replay;
import dev.ambit.core.signal.BuiltIn;
import dev.ambit.core.state.Event;
import dev.ambit.core.task.PauseCause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class BehavioursTest {
    private static final String[] ALL = BuiltIn.PARTS.toArray(String[]::new);

    private final Behaviours behaviours = new Behaviours();
    private final Story story = Story.begun(reading().permittingAll());

    /// A profile that reads how a task behaves.
    private static Rulebook reading() {
        var plain = Rulebook.named("p");
        var signals = List.of(new ReadSignal(BuiltIn.BEHAVIOUR, About.Itself.TASK));
        return plain.withSignals(signals);
    }

    private RecordValue asked(EntityUid action, EntityUid resource, String from, Instant now) {
        var task = story.state().task(TASK);
        return (RecordValue) behaviours.asked(task, action, resource, Optional.ofNullable(IpValue.parse(from)), now,
                ALL)
                .value().orElseThrow();
    }

    private RecordValue asked(Instant now) {
        return asked(READ, SITE, "10.0.0.7", now);
    }

    /// So many requests a second for so long, the first at `from`.
    private Instant steadily(int each, Duration stretch, Instant from) {
        var now = from;
        for (var i = 0; i < stretch.toSeconds() * each; i++) {
            now = from.plusMillis(i * 1_000L / each);
            var _ = asked(now);
        }
        return now;
    }

    private static String text(RecordValue said, String name) {
        return String.valueOf(said.get(name));
    }

    @Test
    void a_burst_is_told_in_numbers_against_what_was_usual() {
        var calm = steadily(2, Duration.ofMinutes(5), NOON);
        assertThat(text(asked(calm.plusMillis(500)), "level")).isEqualTo("\"usual\"");

        var said = RecordValue.EMPTY;
        for (var i = 0; i < 200; i++) {
            said = asked(calm.plusMillis(501 + i));
        }

        assertThat(text(said, "level")).isEqualTo("\"unusual\"");
        assertThat(text(said, "why")).matches("\"2\\d\\d in 10 s, usual (1|2)\\d\"");
    }

    @Test
    void what_is_much_from_the_beginning_becomes_usual_and_a_task_that_is_new_is_not_judged_by_its_own_rate() {
        assertThat(text(asked(steadily(30, Duration.ofSeconds(20), NOON)), "level")).isEqualTo("\"usual\"");
        assertThat(text(asked(steadily(30, Duration.ofMinutes(5), NOON.plusSeconds(21))), "level")).isEqualTo(
                "\"usual\"");
    }

    @Test
    void denials_in_a_row_are_unusual_until_a_permit_or_a_minute_without_one() {
        for (var i = 0; i < Track.DENIALS; i++) {
            var _ = asked(NOON.plusSeconds(i));
            behaviours.answered(TASK, false);
        }
        var said = asked(NOON.plusSeconds(20));
        assertThat(text(said, "why")).contains("10 denials in a row");
        assertThat(text(asked(NOON.plusSeconds(90)), "level")).isEqualTo("\"usual\"");
        behaviours.answered(TASK, true);
        assertThat(text(asked(NOON.plusSeconds(91)), "denials")).isEqualTo("0");
    }

    @Test
    void what_is_done_for_the_first_time_and_from_where_is_told() {
        var _ = asked(READ, SITE, "10.0.0.7", NOON);
        var same = asked(READ, SITE, "10.0.0.7", NOON.plusSeconds(1));
        var other = asked(PUSH, EntityUid.of("Repo", "other"), "192.0.2.1", NOON.plusSeconds(2));

        assertThat(text(same, "first_action")).isEqualTo("false");
        assertThat(text(other, "first_action")).isEqualTo("true");
        assertThat(text(other, "first_resource")).isEqualTo("true");
        assertThat(text(other, "new_network")).isEqualTo("true");
        assertThat(text(other, "two_places")).isEqualTo("true");
        assertThat(text(other, "level")).isEqualTo("\"unusual\"");
        assertThat(text(asked(PUSH, SITE, "192.0.2.1", NOON.plusSeconds(120)), "two_places")).isEqualTo("false");
    }

    @RepeatedTest(30) // the repetition is the seed
    void counts_of_windows_are_those_of_a_list_to_one_part_of_ten(RepetitionInfo run) {
        var random = new SplittableRandom(run.getCurrentRepetition());
        var windows = new Windows(60_000);
        var all = new ArrayList<Long>();
        var now = 1_000_000L;
        for (var i = 0; i < 2_000; i++) {
            now += random.nextInt(random.nextInt(20) == 0 ? 30_000 : 300);
            windows.add(now);
            all.add(now);
            var at = now;
            assertThat(windows.sum(now)).isBetween(all.stream().filter(each -> each > at - 54_000).count(), all.stream()
                    .filter(each -> each > at - 60_000).count());
        }
    }

    @Test
    void the_same_requests_at_the_same_times_always_come_to_the_same() {
        var random = new SplittableRandom(7);
        var again = new Behaviours();
        var task = story.state().task(TASK);
        var now = NOON;
        for (var i = 0; i < 5_000; i++) {
            now = now.plusMillis(random.nextInt(200));
            var said = behaviours.asked(task, READ, SITE, Optional.empty(), now, ALL);
            assertThat(again.asked(task, READ, SITE, Optional.empty(), now, ALL)).isEqualTo(said);
        }
    }

    // As a signal

    private static final String WATCHED = """
            forbid (principal, action, resource) when { context.signals.behaviour.denials >= 3 };""";

    @Test
    void a_policy_acts_on_it_with_the_very_next_request_and_the_record_is_decided_again() throws Corrupt {
        var watched = Story.begun(reading().with("read", "permit (principal, action == Action::\"read\", resource);")
                .with("watch", WATCHED));
        var pdp = new Pdp(new Counters());
        assertThat(pdp.decide(watched.state(), Story.reading(TASK), NOON).isPermit()).isTrue();
        for (var i = 0; i < 3; i++) {
            assertThat(pdp.decide(watched.state(), Story.request(TASK, ADA, PUSH), NOON).reasons().getFirst().code())
                    .isEqualTo(Code.NOT_PERMITTED);
        }

        var denied = pdp.decide(watched.state(), Story.reading(TASK), NOON);
        var bytes = new Recorder().write("d1", pdp.inquiry(), Duration.ZERO).toBytes();

        assertThat(denied.reasons().getFirst().code()).isEqualTo(Code.FORBIDDEN);
        var again = new Replay().again(bytes, watched.state().release());
        assertThat(again.isSame()).isTrue();
        assertThat(again.decision()).isEqualTo(denied);
    }

    @Test
    void nobody_makes_the_task_of_another_behave_unusually() {
        var counters = new Counters();
        var pdp = new Pdp(counters);
        for (var i = 0; i < 1_000; i++) {
            assertThat(pdp.decide(story.state(), Story.request(TASK, BOB, READ), NOON).isPermit()).isFalse();
        }

        assertThat(counters.behaviours().asked(story.state().task(TASK), READ, SITE, Optional.empty(), NOON, ALL)
                .value()
                .orElseThrow()).satisfies(said -> assertThat(((RecordValue) said).get("uses")).hasToString("1"));
    }

    @Test
    void a_task_that_turned_unusual_is_paused_by_the_governor_and_is_as_usual_a_minute_later() {
        var watched = Story.begun(reading().permittingAll().pausesWhen(
                "context.signals.behaviour.level == \"unusual\""));
        for (var i = 0; i <= Track.DENIALS; i++) {
            var _ = behaviours.asked(watched.state().task(TASK), READ, SITE, Optional.empty(), NOON, ALL);
            behaviours.answered(TASK, false);
        }
        var turned = behaviours.turned();
        assertThat(turned).hasSize(1);
        assertThat(behaviours.turned()).isEmpty();
        var event = new Event.SignalRead(NOON, turned.getFirst());

        var next = watched.then(event);

        assertThat(Governor.affected(next.state(), event)).containsExactly(new Event.TaskPaused(NOON, TASK,
                PauseCause.CONDITION, Governor.SELF));
        assertThat(next.asked(NOON.plusSeconds(1)).reasons().getFirst().code()).isEqualTo(Code.TASK_PAUSES);
        assertThat(next.asked(NOON.plusSeconds(61)).isPermit()).isTrue();
    }

    @Test
    void what_was_long_ago_is_forgotten() {
        var _ = asked(NOON);
        behaviours.forget(NOON.plus(Behaviours.FORGOTTEN).plusSeconds(1));

        assertThat(text(asked(NOON.plusSeconds(7_200)), "uses")).isEqualTo("1");
    }
}
