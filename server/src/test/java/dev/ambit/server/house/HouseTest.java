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
import dev.ambit.core.state.Snapshot;
import dev.ambit.core.task.EndCause;
import dev.ambit.core.task.Life;
import dev.ambit.core.task.Opening;
import dev.ambit.core.task.TaskId;
import dev.ambit.server.pap.ReleaseDirectory;
import dev.ambit.server.record.RecordQuery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HouseTest {
    private static final TaskId INVOICES = SmallRelease.TASK;
    private static final EntityUid AGENT = EntityUid.of("Agent", "month-end");
    private static final EntityUid CUSTOMER = EntityUid.of("Customer", "first");

    @TempDir
    private Path directory;
    @TempDir
    private Path policies;

    @Test
    void a_task_opens_is_decided_in_and_ends_for_the_next_request() throws Exception {
        try (var house = open()) {
            load(house);
            var desk = house.desk();

            assertThat(carryOut(house, new Command.Open(invoices()))).isInstanceOf(Outcome.Done.class);
            assertThat(desk.decide(billing()).decision()).isInstanceOf(Decision.Permit.class);
            assertThat(carryOut(house, new Command.End(INVOICES, EndCause.COMPLETED))).isInstanceOf(Outcome.Done.class);

            assertThat(desk.decide(billing()).decision().reasons().getFirst().code()).isEqualTo(Code.TASK_ENDED);
        }
    }

    @Test
    void what_may_not_be_is_refused_with_every_reason_and_changes_nothing() throws Exception {
        try (var house = open()) {
            load(house);
            var before = Snapshot.hash(house.registrar().state());
            var wrong = Opening.of(INVOICES, EntityUid.of("Agent", "stranger"), "invoicing", RecordValue.EMPTY);

            var outcome = carryOut(house, new Command.Open(wrong));

            assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class,
                    refused -> assertThat(refused.refusals()).hasSizeGreaterThan(1));
            assertThat(Snapshot.hash(house.registrar().state())).isEqualTo(before);
        }
    }

    @Test
    void after_a_restart_everything_is_as_it_was_uses_included() throws Exception {
        String before;
        try (var house = open()) {
            load(house);
            carryOut(house, new Command.Open(invoices()));
            house.desk().decide(billing());
            before = Snapshot.hash(house.registrar().state());
        }

        try (var house = open()) {
            var task = house.registrar().state().task(INVOICES);
            assertThat(task).isNotNull();
            assertThat(task.life()).isInstanceOf(Life.Open.class);
            house.desk().decide(billing());
            assertThat(house.records().get(1).usageAfter().get(INVOICES).uses()).isEqualTo(2);
            assertThat(before).isNotEmpty();
        }
    }

    @Test
    void without_any_snapshot_the_journal_alone_gives_the_same_state() throws Exception {
        String kept;
        try (var house = open()) {
            load(house);
            carryOut(house, new Command.Open(invoices()));
            kept = Snapshot.hash(house.registrar().state());
        }
        try (var files = Files.list(directory.resolve("snapshots"))) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }

        try (var house = open()) {
            assertThat(Snapshot.hash(house.registrar().state())).isEqualTo(kept);
        }
    }

    @Test
    void a_recorded_decision_is_found_and_decided_again_to_the_last_bit() throws Exception {
        try (var house = open()) {
            load(house);
            carryOut(house, new Command.Open(invoices()));
            var decided = house.desk().decide(billing());

            var position = house.index().position(decided.id());
            assertThat(position).hasValue(0);
            var again = new Replay().again(house.records().log().entry(0).bytes(), house.releases().get(decided
                    .release()));
            assertThat(again.isSame()).isTrue();
            assertThat(house.index().positions(RecordQuery.ALL)).containsExactly(0L);
        }
    }

    private House open() throws Exception {
        return House.open(directory, InstantSource.system(), (file, why) -> {
            throw new AssertionError("%s: %s".formatted(file, why));
        }, why -> {
            throw new AssertionError(why);
        }, mistake -> {
            throw new AssertionError(mistake);
        });
    }

    private void load(House house) throws Exception {
        var release = house.releases().keep(ReleaseDirectory.load(SmallRelease.writtenTo(policies)));
        assertThat(house.registrar().load(release, "test").get(10, TimeUnit.SECONDS)).isInstanceOf(Outcome.Done.class);
    }

    private static Outcome carryOut(House house, Command command) throws Exception {
        return house.registrar().carryOut(command, "test").get(10, TimeUnit.SECONDS);
    }

    private static Opening invoices() {
        return Opening.of(INVOICES, AGENT, "invoicing", RecordValue.of(Map.of("customer", CUSTOMER)));
    }

    private static Request billing() {
        var now = Instant.now();
        var proof = new Proof(Means.VOUCHED, "gateway", now, now.plusSeconds(60), Optional.empty(), Optional.empty());
        return new Request(INVOICES, new Principal(AGENT, proof), EntityUid.of("Action", "call"),
                EntityUid.of("Api", "billing"), RecordValue.of(Map.of("customer", CUSTOMER)), "gateway");
    }
}
