package dev.ambit.server.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.core.decision.Code;
import dev.ambit.core.decision.Decision;
import dev.ambit.core.decision.Request;
import dev.ambit.core.govern.Command;
import dev.ambit.core.identity.Principal;
import dev.ambit.core.identity.Proof;
import dev.ambit.core.identity.Proof.Means;
import dev.ambit.core.record.Replay;
import dev.ambit.core.task.Life;
import dev.ambit.core.task.Opening;
import dev.ambit.server.pap.ReleaseDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A clock that is set back or forward under a house at work. Its tasks last thirty minutes.
class ClockTest {
    private static final EntityUid AGENT = EntityUid.of("Agent", "month-end");
    private static final EntityUid CUSTOMER = EntityUid.of("Customer", "first");

    @TempDir
    private Path directory;
    @TempDir
    private Path policies;
    private volatile Instant now = Instant.parse("2030-01-01T12:00:00Z");

    @Test
    void a_clock_set_back_gives_no_task_more_time_and_no_record_an_earlier_one() throws Exception {
        try (var house = begun()) {
            var opened = now;
            var desk = house.desk();

            step(Duration.ofHours(-1));
            var decided = desk.decide(billing());
            assertThat(decided.decision()).isInstanceOf(Decision.Permit.class);
            assertThat(decided.at()).isEqualTo(opened);

            step(Duration.ofHours(1).plusMinutes(30));
            assertThat(code(desk)).isIn(Code.LIMIT_DURATION, Code.TASK_ENDED);
        }
    }

    @Test
    void a_clock_set_forward_ends_tasks_and_setting_it_back_does_not_bring_them_back() throws Exception {
        try (var house = begun()) {
            var desk = house.desk();

            step(Duration.ofDays(1));
            assertThat(code(desk)).isIn(Code.LIMIT_DURATION, Code.TASK_ENDED);
            awaitEnd(house);

            step(Duration.ofDays(-1));
            assertThat(code(desk)).isEqualTo(Code.TASK_ENDED);
        }
    }

    @Test
    void what_was_decided_under_such_a_clock_is_decided_again_the_same() throws Exception {
        try (var house = begun()) {
            var desk = house.desk();
            for (var minutes : new long[] {0, -90, 10, 95, -3_000, 4_000, -4_000}) {
                step(Duration.ofMinutes(minutes));
                desk.decide(billing());
            }

            var replay = new Replay();
            for (var position = 0L; position < house.records().size(); position++) {
                var bytes = house.records().log().entry(position).bytes();
                var release = house.releases().get(house.records().get(position).release());
                assertThat(replay.again(bytes, release).isSame()).isTrue();
            }
        }
    }

    private void step(Duration by) {
        now = now.plus(by);
    }

    private House begun() throws Exception {
        var house = House.open(directory, () -> now, (file, why) -> {
            throw new AssertionError("%s: %s".formatted(file, why));
        }, why -> {
            throw new AssertionError(why);
        }, mistake -> {
            throw new AssertionError(mistake);
        });
        var release = house.releases().keep(ReleaseDirectory.load(SmallRelease.writtenTo(policies)));
        done(house.registrar().load(release, "test").get(10, TimeUnit.SECONDS));
        done(house.registrar().carryOut(new Command.Open(Opening.of(SmallRelease.TASK, AGENT, "invoicing", RecordValue
                .of(Map.of("customer", CUSTOMER)))), "test").get(10, TimeUnit.SECONDS));
        return house;
    }

    private static void done(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
    }

    private Code code(Desk desk) {
        return desk.decide(billing()).decision().reasons().getFirst().code();
    }

    private static void awaitEnd(House house) throws InterruptedException {
        for (var tries = 0; tries < 500; tries++) {
            var task = house.registrar().state().task(SmallRelease.TASK);
            if (task != null && task.life() instanceof Life.Ended) {
                return;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("the task did not end");
    }

    private Request billing() {
        var proof = new Proof(Means.VOUCHED, "gateway", Instant.EPOCH, now.plus(Duration.ofDays(30)), Optional.empty(),
                Optional.empty());
        return new Request(SmallRelease.TASK, new Principal(AGENT, proof), EntityUid.of("Action", "call"),
                EntityUid.of("Api", "billing"), RecordValue.of(Map.of("customer", CUSTOMER)), "gateway");
    }
}
