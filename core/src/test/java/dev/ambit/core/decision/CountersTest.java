package dev.ambit.core.decision;

import static dev.ambit.core.Story.NOON;
import static dev.ambit.core.Story.TASK;
import static dev.ambit.core.Story.reading;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.core.Rulebook;
import dev.ambit.core.Story;
import dev.ambit.core.encoding.Corrupt;
import dev.ambit.core.record.Recorder;
import dev.ambit.core.record.Records;
import dev.ambit.core.state.Event;
import dev.ambit.core.task.TaskId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CountersTest {
    private static final TaskId BELOW = new TaskId("t2");

    @Test
    void of_many_threads_exactly_as_many_permits_come_as_the_limit_has() throws InterruptedException {
        var story = Story.begun(Rulebook.named("p").permittingAll().within(Rulebook.uses(1_000))).delegated("t2", TASK);
        var counters = new Counters();
        var permits = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var i = 0; i < 4; i++) {
                threads.execute(() -> {
                    var pdp = new Pdp(counters);
                    for (var j = 0; j < 1_000; j++) {
                        permits.addAndGet(pdp.decide(story.state(), reading(j % 2 == 0 ? TASK : BELOW), NOON).isPermit()
                                ? 1
                                : 0);
                    }
                });
            }
        }

        assertThat(permits).hasValue(1_000);
    }

    @Test
    void after_a_crash_the_records_bring_back_what_was_counted_in_any_order_and_twice() throws Corrupt {
        var story = Story.begun(Rulebook.named("p").permittingAll().within(Rulebook.uses(10))).delegated("t2", TASK);
        var pdp = new Pdp(new Counters());
        var written = new ArrayList<byte[]>();
        for (var i = 0; i < 7; i++) {
            pdp.decide(story.state(), reading(i % 2 == 0 ? TASK : BELOW), NOON.plusSeconds(i));
            written.add(new Recorder().write("d" + i, pdp.inquiry(), Duration.ZERO).toBytes());
        }
        written.addAll(written.reversed());

        var restored = new Counters();
        for (var bytes : written) {
            var record = Records.read(bytes);
            restored.restore(record.usageAfter(), record.approvalsAfter());
        }

        var task = story.state().task(TASK);
        assertThat(restored.of(task).uses()).isEqualTo(7);
        assertThat(restored.of(task).askedMillis()).isEqualTo(NOON.plusSeconds(6).toEpochMilli());
        assertThat(restored.of(story.state().task(BELOW)).uses()).isEqualTo(3);
    }

    @Test
    void what_was_counted_into_the_state_is_told_once() {
        var story = Story.begun(Rulebook.named("p").permittingAll());
        var counters = new Counters();
        new Pdp(counters).decide(story.state(), reading(TASK), NOON);

        var event = counters.uncounted(NOON, 1).orElseThrow();
        counters.counted(event);

        assertThat(counters.uncounted(NOON, 1)).isEmpty();
        assertThat(story.then(event).state().task(TASK).usage().uses()).isEqualTo(1);
        assertThat(story.then(event).state().recorded()).isEqualTo(1);
    }

    @Test
    void what_the_state_has_had_for_long_is_let_go_of_and_not_forgotten() {
        var story = Story.begun(Rulebook.named("p").permittingAll().within(Rulebook.uses(2)));
        var counters = new Counters();
        var pdp = new Pdp(counters);
        pdp.decide(story.state(), reading(TASK), NOON);
        var event = counters.uncounted(NOON, 0).orElseThrow();
        counters.counted(event);
        var later = new Story(story.then(event).state());
        counters.counted(new Event.UsageCounted(NOON.plus(Counters.OLDEST_STATE), Map.of(),
                Map.of(), 0));

        assertThat(counters.of(story.state().task(TASK)).uses()).as("nothing is kept").isZero();
        assertThat(pdp.decide(later.state(), reading(TASK), NOON).isPermit()).isTrue();
        assertThat(pdp.decide(later.state(), reading(TASK), NOON).isPermit()).isFalse();
    }

    @Test
    void asking_keeps_a_task_from_being_idle_and_being_denied_at_the_door_does_not() {
        var story = Story.begun(Rulebook.named("p").within(Rulebook.idleFor(Duration.ofSeconds(10))));
        var counters = new Counters();
        var pdp = new Pdp(counters);

        var first = pdp.decide(story.state(), reading(TASK), NOON.plusSeconds(9));
        var others = pdp.decide(story.state(), Story.request(TASK, Rulebook.BOB, Rulebook.READ), NOON.plusSeconds(15));
        var second = pdp.decide(story.state(), reading(TASK), NOON.plusSeconds(18));
        var late = pdp.decide(story.state(), reading(TASK), NOON.plusSeconds(28));

        assertThat(Story.codes(first)).containsExactly(Code.NOT_PERMITTED);
        assertThat(Story.codes(others)).containsExactly(Code.IDENTITY_MISMATCH);
        assertThat(Story.codes(second)).containsExactly(Code.NOT_PERMITTED);
        assertThat(Story.codes(late)).containsExactly(Code.LIMIT_IDLE);
    }
}
