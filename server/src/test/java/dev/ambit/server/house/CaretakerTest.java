package dev.ambit.server.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.core.decision.Request;
import dev.ambit.core.govern.Command;
import dev.ambit.core.identity.Principal;
import dev.ambit.core.identity.Proof;
import dev.ambit.core.identity.Proof.Means;
import dev.ambit.core.state.Snapshot;
import dev.ambit.core.task.Opening;
import dev.ambit.core.task.TaskId;
import dev.ambit.server.log.Checkpoints;
import dev.ambit.server.log.LogVerifier;
import dev.ambit.server.log.Verdict;
import dev.ambit.server.log.note.KeyFile;
import dev.ambit.server.metrics.Sheet;
import dev.ambit.server.pap.ReleaseDirectory;
import dev.ambit.server.record.RecordQuery;
import dev.ambit.server.settings.Said;
import dev.ambit.server.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a house does by itself while it works: states are kept, old things are let go of, a broken index is made anew.
class CaretakerTest {
    private static final EntityUid AGENT = EntityUid.of("Agent", "month-end");
    private static final EntityUid CUSTOMER = EntityUid.of("Customer", "first");

    @TempDir
    private Path data;
    @TempDir
    private Path policies;

    @Test
    void the_state_is_kept_while_the_server_works_and_three_of_them_stay() throws Exception {
        try (var house = open("storage.snapshots.events=3")) {
            load(house);
            for (var i = 0; i < 5; i++) {
                begin(house, 10 * i, 4);
                var seen = house.registrar().state().events();
                await(() -> snapshots().stream().anyMatch(file -> file.equals(seen + ".snapshot")));
            }
            assertThat(snapshots()).hasSize(3);
        }
    }

    @Test
    void what_changed_little_is_kept_after_a_time() throws Exception {
        try (var house = open("storage.snapshots.every=1s")) {
            load(house);

            await(() -> snapshots().contains(house.registrar().state().events() + ".snapshot"));
        }
    }

    @Test
    void of_too_many_records_the_oldest_go_and_what_is_left_is_proven_to_be_part_of_all() throws Exception {
        var key = new KeyFile(data.resolve("log.key")).create("acme");
        try (var house = open("storage.record.segment=128KiB", "retention.records.size=1MiB")) {
            load(house);
            begin(house, 1, 1);
            var desk = house.desk();
            var first = desk.decide(billing(1)).id();
            for (var i = 0; i < 4_000; i++) {
                desk.decide(billing(1));
            }
            var last = desk.decide(billing(1)).id();
            await(() -> house.registrar().state().recorded() >= 3_000);

            house.caretaker().tidy();

            var kept = house.records().log().firstRetained();
            assertThat(kept).isPositive();
            assertThat(bytes(data.resolve("record"))).isLessThan((1 << 20) + 3 * (128 << 10));
            assertThat(house.decision(last)).isPresent();
            assertThat(house.decision(first)).isEmpty();
            await(() -> house.index().positionsFrom(0, RecordQuery.ALL).getFirst() >= kept);
            Checkpoints.of(house.records().log(), key).publish();
        }

        assertThat(LogVerifier.verify(data.resolve("record"), key.verifier())).isInstanceOfSatisfying(
                Verdict.Intact.class,
                intact -> assertThat(intact.first()).isPositive());
        try (var house = open()) {
            assertThat(house.records().size()).isEqualTo(4_002);
        }
    }

    @Test
    void records_go_when_they_are_old() throws Exception {
        try (var house = open("storage.record.segment=128KiB", "retention.records.for=1s")) {
            load(house);
            begin(house, 1, 1);
            var desk = house.desk();
            for (var i = 0; i < 2_000; i++) {
                desk.decide(billing(1));
            }
            Thread.sleep(1_100);
            desk.decide(billing(1));
            await(() -> house.registrar().state().recorded() >= 1_000);

            house.caretaker().tidy();

            assertThat(house.records().log().firstRetained()).isBetween(1L, 2_000L);
        }
    }

    @Test
    void changes_that_no_restart_needs_go_and_a_restart_comes_to_the_same() throws Exception {
        String before;
        try (var house = open("storage.journal.segment=128KiB", "storage.snapshots.keep=1",
                "retention.changes.for=1s")) {
            load(house);
            begin(house, 0, 1_500);
            house.caretaker().tidy();
            assertThat(firstEvent(house)).as("no snapshot has seen them").isZero();
            Thread.sleep(1_100);
            house.caretaker().keep();

            house.caretaker().tidy();

            assertThat(firstEvent(house)).isPositive();
            before = Snapshot.hash(house.registrar().state());
        }
        try (var house = open()) {
            assertThat(Snapshot.hash(house.registrar().state())).isEqualTo(before);
        }
    }

    @Test
    void an_index_that_breaks_while_the_server_runs_is_made_anew() throws Exception {
        try (var house = open()) {
            load(house);
            begin(house, 1, 1);
            var desk = house.desk();
            var ids = new ArrayList<String>();
            for (var i = 0; i < 500; i++) {
                ids.add(desk.decide(billing(1)).id());
            }
            assertThat(house.index().positions(RecordQuery.ALL)).isNotEmpty();

            for (var suffix : List.of("", "-wal")) {
                var file = data.resolve("record.index" + suffix);
                Files.write(file, new byte[(int) Files.size(file)]);
            }
            for (var i = 0; i < 50; i++) {
                ids.add(desk.decide(billing(1)).id());
            }

            await(() -> positions(house, ids).equals(Optional.of(550L)));
        }
    }

    private static Optional<Long> positions(House house, List<String> ids) {
        var found = 0L;
        for (var id : ids) {
            try {
                found += house.index().position(id).isPresent() ? 1 : 0;
            } catch (IOException beingMadeAnew) {
                return Optional.empty();
            }
        }
        return Optional.of(found);
    }

    private static long firstEvent(House house) {
        var sheet = new Sheet();
        house.write(sheet);
        return new String(sheet.text(), StandardCharsets.UTF_8).lines().filter(line -> line.startsWith(
                "ambit_log_first_entry{log=\"journal\"}")).mapToLong(line -> (long) Double.parseDouble(line.substring(
                        line
                                .indexOf(' ')))).findFirst().orElseThrow();
    }

    private List<String> snapshots() throws IOException {
        try (var files = Files.list(data.resolve("snapshots"))) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".snapshot")).toList();
        }
    }

    private static long bytes(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            var all = 0L;
            for (var file : files.filter(file -> file.toString().endsWith(".seg")).toList()) {
                all += Files.size(file);
            }
            return all;
        }
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition what) throws Exception {
        for (var tries = 0; !what.holds(); tries++) {
            assertThat(tries).as("waited too long").isLessThan(600);
            Thread.sleep(50);
        }
    }

    private House open(String... said) throws Exception {
        var all = new ArrayList<>(List.of(new Said("storage.data", data.toString(), "test")));
        for (var one : said) {
            all.add(new Said(one.substring(0, one.indexOf('=')), one.substring(one.indexOf('=') + 1), "test"));
        }
        return House.open(settings(all), InstantSource.system(), (file, why) -> {
            throw new AssertionError("%s: %s".formatted(file, why));
        }, why -> {
            throw new AssertionError(why);
        }, mistake -> {
            throw new AssertionError(mistake);
        });
    }

    private static Settings settings(List<Said> said) throws InvalidInput {
        return Settings.read(Source.of(""), Path.of(""), said).settings();
    }

    private void load(House house) throws Exception {
        var release = house.releases().keep(ReleaseDirectory.load(SmallRelease.writtenTo(policies)));
        house.registrar().load(release, "test").get(10, TimeUnit.SECONDS);
    }

    /// Opens `count` tasks.
    private static void begin(House house, int from, int count) throws Exception {
        var told = new ArrayList<CompletableFuture<Outcome>>();
        for (var i = from; i < from + count; i++) {
            told.add(house.registrar().carryOut(new Command.Open(Opening.of(new TaskId("t-" + i), AGENT, "invoicing",
                    RecordValue.of(Map.of("customer", CUSTOMER)))), "test"));
        }
        for (var one : told) {
            assertThat(one.get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.Done.class);
        }
    }

    private static Request billing(int task) {
        var now = Instant.now();
        var proof = new Proof(Means.VOUCHED, "gateway", now, now.plusSeconds(60), Optional.empty(), Optional.empty());
        return new Request(new TaskId("t-" + task), new Principal(AGENT, proof), EntityUid.of("Action", "call"),
                EntityUid.of(
                        "Api", "billing"), RecordValue.of(Map.of("customer", CUSTOMER)), "gateway");
    }
}
