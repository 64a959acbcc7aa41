package dev.ambit.server.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ambit.server.log.note.SigningKey;
import dev.ambit.server.log.store.LogFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Logs of real processes on a real disk, which are killed, kept apart, and left without room.
class ProcessTest {
    @TempDir
    Path directory;

    @Test
    void a_process_killed_twice_loses_no_entry_that_it_was_told_is_written() throws Exception {
        killed(2, 1);
    }

    @Tag("slow")
    @RepeatedTest(20)
    void a_process_killed_two_hundred_times_loses_no_entry_that_it_was_told_is_written(RepetitionInfo run)
            throws Exception {
        killed(10, 100 + run.getCurrentRepetition());
    }

    private void killed(int times, long seed) throws Exception {
        var random = new SplittableRandom(seed);
        var key = SigningKey.generate("acme.example/log");
        var least = 0L;
        for (var kill = 0; kill < times; kill++) {
            var said = runAndKill(random.nextInt(600));
            assertThat(said.getFirst()).isEqualTo("open " + least);
            var written = highest(said, "written ");
            try (var log = open()) {
                assertThat(log.size()).isGreaterThan(written);
                assertThat(log.size()).isGreaterThan(highest(said, "synced "));
                least = log.size();
                Checkpoints.of(log, key);
            }
            assertThat(LogVerifier.verify(directory, key.verifier())).isInstanceOf(Verdict.Intact.class);
        }
        try (var log = open(); var reader = log.read(0)) {
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                assertThat(Appending.whole(next.get().bytes())).isTrue();
            }
            assertThat(reader.position()).isEqualTo(least);
        }
    }

    private List<String> runAndKill(int millis) throws Exception {
        var process = start(List.of(), "append");
        try (var out = process.inputReader()) {
            var said = new ArrayList<String>();
            said.add(out.readLine());
            var killer = Thread.ofVirtual().start(() -> kill(process, millis));
            for (var line = out.readLine(); line != null; line = out.readLine()) said.add(line);
            killer.join();
            return said;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static void kill(Process process, int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException early) {
            Thread.currentThread().interrupt();
        }
        process.toHandle().destroyForcibly(); // which, unlike the process itself, leaves what was said readable
    }

    /// The last line may have been cut short by the kill: it is believed only if others say more.
    private static long highest(List<String> said, String what) {
        return said.subList(0, said.size() - 1).stream()
                .filter(line -> line.startsWith(what))
                .mapToLong(line -> Long.parseLong(line.substring(what.length())))
                .max().orElse(-1);
    }

    @Test
    void a_second_process_is_told_which_one_has_the_log() throws Exception {
        var process = start(List.of(), "hold");
        try (var out = process.inputReader()) {
            assertThat(out.readLine()).isEqualTo("open 0");
            assertThatThrownBy(this::open)
                    .isInstanceOf(LogFailure.InUse.class)
                    .hasMessage("log `%s` is in use by process %d. Stop it, or name another directory", directory,
                            process.pid());
        } finally {
            process.destroyForcibly().waitFor();
        }
        open().close();
    }

    @Test
    void a_process_without_room_for_more_says_so_and_keeps_what_it_has() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash");
        var process = start(List.of("/bin/bash", "-c", "ulimit -f 1500; exec \"$@\"", "sh"), "append");
        long size;
        try (var out = process.inputReader()) {
            var said = lines(out);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(said).anySatisfy(line -> assertThat(line).startsWith("refused log `%s` takes no entry: "
                    .formatted(directory)).endsWith(". Make room on its disk"));
            assertThat(said.getLast()).startsWith("closing ");
            size = Long.parseLong(said.getLast().substring("closing ".length()));
        }
        try (var log = open()) {
            assertThat(log.size()).isEqualTo(size).isGreaterThan(1_000);
            assertThat(log.append(new byte[60_000])).isEqualTo(size);
        }
    }

    private static List<String> lines(BufferedReader out) throws IOException {
        var said = new ArrayList<String>();
        for (var line = out.readLine(); line != null; line = out.readLine()) said.add(line);
        return said;
    }

    @Test
    void a_directory_that_this_user_may_not_write_is_refused_with_the_reason() throws Exception {
        var mine = Files.createDirectory(directory.resolve("read-only"));
        Files.setPosixFilePermissions(mine, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeFalse(Files.isWritable(mine), "root may write everywhere");
        assertThatThrownBy(() -> Log.open(mine, LogSettings.DEFAULT, LogTest.FATAL))
                .isInstanceOf(LogFailure.Unusable.class)
                .hasMessageStartingWith("log `%s` cannot be opened: ", mine);
    }

    private Log open() throws LogFailure {
        return Log.open(directory, LogSettings.DEFAULT, LogTest.FATAL);
    }

    private Process start(List<String> before, String what) throws IOException {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var command = List.of(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-cp", System
                .getProperty("java.class.path"),
                Appending.class.getName(), directory.toString(), what);
        return new ProcessBuilder(Stream.of(before, command).flatMap(List::stream).toList())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }
}
