package dev.ambit.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a server does when its disk fails it, or somebody else has been there: as `docs/failures.md` says.
class FailuresTest {
    private static final Path ACME = Ambit.file("examples/acme");
    private static final String ADA = "Person::\"ada\"";
    private static final String SITE = "Repo::\"site\"";
    private static final int AT_ONCE = 500;
    private static final int FLIPS = 5;

    @TempDir
    private Path data;

    @Test
    void where_the_disk_is_full_nothing_is_permitted_and_it_is_not_ready() {
        try (var server = Server.startOnDisk("size=14m", data, ACME)) {
            var task = open(server);
            assertThat(read(server, task).at("decision")).isEqualTo("true");

            Waiting.until(() -> many(server, task).body().toString().contains("\"unrecorded\""), "the disk to be full");

            var answer = read(server, task);
            assertThat(answer.at("decision")).isEqualTo("false");
            assertThat(answer.at("context.reasons.0.code")).isEqualTo("unrecorded");
            Waiting.until(() -> server.get("/readyz").status() == 503, "it to say that it is not ready");
            assertThat(server.get("/livez").status()).isEqualTo(200);
        }
    }

    /// Many questions at once, each of which needs room for its record.
    private static Reply many(Server server, String task) {
        return server.post("/access/v1/evaluations", """
                { "subject": %s, "action": { "name": "repo:read" }, "resource": %s, "context": { "task": "%s" },
                  "evaluations": %s }""".formatted(Tasks.entity(ADA), Tasks.entity(SITE), task, Collections.nCopies(
                AT_ONCE, "{}")));
    }

    @Test
    void on_a_disk_that_cannot_be_written_it_does_not_start() {
        var serving = Ambit.run(Disks.on("ro", data, Ambit.process("serve", "--development", "--port", 0, "--data",
                data,
                ACME)));

        assertThat(serving.exitCode()).isEqualTo(1);
        assertThat(serving.out()).contains(data.toString()).doesNotContain("internal error");
    }

    @Test
    void a_second_server_on_one_directory_does_not_start_and_the_first_goes_on() {
        try (var server = Server.start(data, ACME)) {
            var task = open(server);

            var second = Ambit.run("serve", "--development", "--port", 0, "--data", data, ACME);

            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.out()).contains("is in use by process " + server.pid());
            assertThat(read(server, task).at("decision")).isEqualTo("true");
            server.stop();
            Aftermath.of(server);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"journal", "record"})
    void what_a_crash_left_of_an_unfinished_write_is_cut_off_and_nothing_else(String log) throws IOException {
        var told = lived();
        var segment = lastSegment(log);
        try (var file = new RandomAccessFile(segment.toFile(), "rw")) {
            file.seek((end(file) + 7) / 8 * 8 + 8);
            var random = new SplittableRandom();
            for (var i = 0; i < 200; i++) {
                file.write(1 + random.nextInt(255));
            }
        }

        try (var server = Server.start(data, ACME)) {
            nothingIsLost(server, told);
            server.stop();
            Aftermath.of(server);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"journal", "record"})
    void a_byte_of_a_log_that_has_changed_keeps_it_from_starting_and_is_named(String log) throws IOException {
        lived();
        var segment = lastSegment(log);
        var random = new SplittableRandom();
        for (var i = 0; i < FLIPS; i++) {
            var at = flip(segment, random);
            var serving = Ambit.run("serve", "--development", "--port", 0, "--data", data, ACME);
            assertThat(serving.exitCode()).as("byte %d: %s", at, serving.out()).isEqualTo(1);
            assertThat(serving.out()).as("byte %d", at).contains("is damaged at byte");
            flipBack(segment, at);
        }
        try (var server = Server.start(data, ACME)) {
            assertThat(server.get("/livez").status()).isEqualTo(200);
        }
    }

    @Test
    void a_snapshot_or_index_that_has_changed_is_passed_over_and_nothing_is_lost() throws IOException {
        var told = lived();
        try (var snapshots = Files.list(data.resolve("snapshots"))) {
            for (var snapshot : snapshots.toList()) {
                flip(snapshot, new SplittableRandom());
            }
        }
        Files.writeString(data.resolve("record.index"), "this is no index");

        try (var server = Server.start(data, ACME)) {
            nothingIsLost(server, told);
            assertThat(server.said()).contains("is passed over");
        }
    }

    /// @param task   that was opened, and is
    /// @param permit the record of what was permitted in it
    private record Told(String task, String permit) {}

    /// A server that was stopped after some work.
    private Told lived() {
        try (var server = Server.start(data, ACME)) {
            var task = open(server);
            var permit = read(server, task);
            for (var i = 0; i < 20; i++) {
                assertThat(read(server, task).at("decision")).isEqualTo("true");
            }
            server.stop();
            return new Told(task, permit.at("context.id"));
        }
    }

    private static void nothingIsLost(Server server, Told told) {
        assertThat(server.get("/v1/tasks/" + told.task()).at("state")).isEqualTo("open");
        assertThat(server.get("/v1/records/" + told.permit()).at("outcome")).isEqualTo("permit");
        assertThat(read(server, told.task()).at("decision")).isEqualTo("true");
    }

    private static String open(Server server) {
        return Tasks.open(server, "maintenance", ADA, "repo", SITE);
    }

    private static Reply read(Server server, String task) {
        return Tasks.ask(server, task, ADA, "repo:read", SITE, "{}");
    }

    private Path lastSegment(String log) {
        try (var files = Files.list(data.resolve(log))) {
            return files.filter(file -> file.toString().endsWith(".seg")).max(Path::compareTo).orElseThrow();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Where the last byte stands that is not zero.
    private static long end(RandomAccessFile file) throws IOException {
        var bytes = new byte[(int) file.length()];
        file.seek(0);
        file.readFully(bytes);
        var end = bytes.length - 1;
        while (bytes[end] == 0) {
            end--;
        }
        return end;
    }

    private static long flip(Path path, SplittableRandom random) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            var at = random.nextLong(end(file) + 1);
            flip(file, at);
            return at;
        }
    }

    private static void flipBack(Path path, long at) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            flip(file, at);
        }
    }

    private static void flip(RandomAccessFile file, long at) throws IOException {
        file.seek(at);
        var was = file.read();
        file.seek(at);
        file.write(was ^ 1);
    }
}
