package dev.ambit.server.cli.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.core.decision.Request;
import dev.ambit.core.govern.Command;
import dev.ambit.core.identity.Principal;
import dev.ambit.core.identity.Proof;
import dev.ambit.core.identity.Proof.Means;
import dev.ambit.core.task.Opening;
import dev.ambit.server.cli.Ambit;
import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.house.House;
import dev.ambit.server.house.Outcome;
import dev.ambit.server.house.SmallRelease;
import dev.ambit.server.log.Checkpoints;
import dev.ambit.server.log.note.SigningKey;
import dev.ambit.server.pap.ReleaseDirectory;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `ambit verify` and `ambit record replay`, on the data directory of a house that decided and was left.
class ProofCommandsTest {
    private static final EntityUid AGENT = EntityUid.of("Agent", "month-end");
    private static final EntityUid CUSTOMER = EntityUid.of("Customer", "first");

    @TempDir
    private Path data;
    @TempDir
    private Path policies;
    private String key;

    @BeforeEach
    void decide_ten_times() throws Exception {
        var signing = SigningKey.generate("acme");
        key = signing.verifier().toString();
        try (var house = open()) {
            var release = house.releases().keep(ReleaseDirectory.load(SmallRelease.writtenTo(policies)));
            done(house.registrar().load(release, "test").get(10, TimeUnit.SECONDS));
            done(house.registrar().carryOut(new Command.Open(Opening.of(SmallRelease.TASK, AGENT, "invoicing",
                    RecordValue.of(Map.of("customer", CUSTOMER)))), "test").get(10, TimeUnit.SECONDS));
            var desk = house.desk();
            for (var i = 0; i < 10; i++) {
                desk.decide(calls(i % 2 == 0 ? "billing" : "payroll"));
            }
            house.records().sync(house.records().size() - 1);
            Checkpoints.of(house.records().log(), signing).publish();
        }
    }

    private static void done(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
    }

    private House open() throws Exception {
        return House.open(data, InstantSource.system(), (file, why) -> {
            throw new AssertionError("%s: %s".formatted(file, why));
        }, why -> {
            throw new AssertionError(why);
        }, mistake -> {
            throw new AssertionError(mistake);
        });
    }

    private static Request calls(String api) {
        var now = Instant.now();
        var proof = new Proof(Means.VOUCHED, "gateway", now, now.plusSeconds(60), Optional.empty(), Optional.empty());
        return new Request(SmallRelease.TASK, new Principal(AGENT, proof), EntityUid.of("Action", "call"),
                EntityUid.of("Api", api), RecordValue.of(Map.of("customer", CUSTOMER)), "gateway");
    }

    private Path record() {
        return data.resolve("record");
    }

    private Path segment() {
        return record().resolve("00000000000000000000.seg");
    }

    private void flip(long offset) throws IOException {
        try (var file = new RandomAccessFile(segment().toFile(), "rw")) {
            file.seek(offset);
            var was = file.read();
            file.seek(offset);
            file.write(was ^ 1);
        }
    }

    /// Where `text` stands in the segment.
    private long offset(String text) throws IOException {
        var bytes = new String(Files.readAllBytes(segment()), java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(bytes).contains(text);
        return bytes.indexOf(text);
    }

    @Test
    void an_untouched_log_is_intact_by_its_key_alone_typed_or_in_a_file() throws Exception {
        var file = Files.writeString(policies.resolve("log.pub"), key + "\n");

        var run = Ambit.run("verify", record(), "--key", key);

        assertThat(run.out()).contains("intact, 10 entries from 0 on", "the first 10 are signed by acme");
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(Ambit.run("verify", record(), "--key", file, "--json").out())
                .contains("\"ok\": true", "\"size\": 10", "\"signed\": 10");
    }

    @Test
    void the_first_byte_that_is_not_what_it_was_is_named() throws Exception {
        var at = offset("payroll");
        flip(at);

        var run = Ambit.run("verify", record(), "--key", key);

        assertThat(run.out()).contains("00000000000000000000.seg` is damaged at byte " + at);
        assertThat(run.exitCode()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(Ambit.run("verify", record(), "--key", key, "--json").out()).contains("\"ok\": false",
                "\"byte\": " + at);
    }

    @Test
    void a_log_that_another_key_signed_is_not_believed() throws Exception {
        var run = Ambit.run("verify", record(), "--key", SigningKey.generate("acme").verifier());

        assertThat(run.out()).contains("`checkpoint` is damaged");
        assertThat(run.exitCode()).isEqualTo(ExitCode.PROBLEMS);
    }

    @Test
    void what_is_no_key_or_no_directory_is_a_mistake_of_whoever_typed_it() {
        assertThat(Ambit.run("verify", record(), "--key", "acme+1+2").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(Ambit.run("verify", record(), "--key", "nowhere").err()).contains("there is no file `nowhere`");
        assertThat(Ambit.run("verify", data.resolve("nowhere"), "--key", key).exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(Ambit.run("record", "replay", policies).err()).contains("it has no directory `record`");
    }

    @Test
    void every_decision_is_taken_again_as_it_was() {
        var run = Ambit.run("record", "replay", data);

        assertThat(run.out()).isEqualTo(
                "10 decisions taken again (5 permit, 5 deny, 0 hold), 0 came out otherwise\n");
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(Ambit.run("record", "replay", data, "--json").out()).isEqualTo("""
                {"ok":true,"decisions":10,"permit":5,"deny":5,"hold":0,"differences":0}
                """);
    }

    @Test
    void where_the_rules_that_a_record_names_are_no_longer_those_every_decision_is_told_of() throws Exception {
        try (var kept = Files.walk(data.resolve("releases"))) {
            var profile = kept.filter(file -> file.endsWith("invoicing.yaml")).findFirst().orElseThrow();
            Files.writeString(profile, Files.readString(profile).replace("billing\";", "payroll\";")
                    .replace("Api::\"billing\"", "Api::\"payroll\""));
        }

        var run = Ambit.run("record", "replay", data);

        assertThat(run.out()).contains("holds another release", "10 came out otherwise");
        assertThat(run.exitCode()).isEqualTo(ExitCode.PROBLEMS);
    }
}
