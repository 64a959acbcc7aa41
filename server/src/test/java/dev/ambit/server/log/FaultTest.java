package dev.ambit.server.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambit.server.log.note.SigningKey;
import dev.ambit.server.log.store.LogFailure;
import dev.ambit.server.log.store.MemoryDisk;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a log does when its disk does not do what it is told.
class FaultTest {
    private static final LogSettings SETTINGS = new LogSettings(128 << 10, Duration.ofMillis(1), Duration.ZERO);

    private final MemoryDisk disk = new MemoryDisk();
    private final List<LogFailure.Ended> ends = Collections.synchronizedList(new ArrayList<>());

    @Test
    void a_sync_that_fails_ends_the_process_and_nothing_is_acknowledged_afterwards() throws Exception {
        var log = open();
        log.sync(log.append(entry(0)));
        disk.failing((operation, name) -> {
            if (operation.equals("force") && name.endsWith("prepared")) throw new IOException("Input/output error");
        });
        var index = log.append(entry(1));

        assertThatThrownBy(() -> log.sync(index))
                .isInstanceOf(LogFailure.Ended.class)
                .hasMessage("log `memory` ended: java.io.IOException: Input/output error");

        assertThat(ends).hasSize(1);
        assertThat(log.trouble()).containsInstanceOf(LogFailure.Ended.class);
        assertThat(log.synced()).isEqualTo(1);
        assertThatThrownBy(() -> log.append(entry(2))).isInstanceOf(LogFailure.Ended.class);
        disk.failing((_, _) -> {});
        assertThatThrownBy(() -> log.sync(index)).isInstanceOf(LogFailure.Ended.class);
        log.close();
    }

    /// Each operation once: not done; and done although it is said to have failed.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whichever_operation_fails_once_what_was_acknowledged_stays(boolean done) throws Exception {
        var operations = use(new MemoryDisk(), -1, done).operations;
        assertThat(operations).isGreaterThan(50);
        for (var failing = 0; failing < operations; failing++) {
            var broken = new MemoryDisk();
            var seen = use(broken, failing, done);
            var left = broken.afterPowerLoss(new SplittableRandom(failing));
            try (var log = Log.open(left, SETTINGS, LogTest.FATAL)) {
                assertThat(log.size()).as("operation %d", failing).isGreaterThanOrEqualTo(seen.synced);
                for (var index = log.firstRetained(); index < seen.synced; index++) {
                    assertThat(log.entry(index).bytes()).isEqualTo(seen.entries.get((int) index));
                }
            }
            try (var log = Log.open(broken.afterKill(), SETTINGS, LogTest.FATAL)) {
                assertThat(log.size()).as("operation %d", failing).isGreaterThanOrEqualTo(seen.entries.size());
            }
        }
    }

    private static final class Seen {
        int operations;
        long synced;
        final List<byte[]> entries = new ArrayList<>();
    }

    private static Seen use(MemoryDisk disk, int failing, boolean done) {
        var count = new AtomicInteger();
        disk.failing(new MemoryDisk.Fault() {
            private boolean now;

            @Override
            public void before(String operation, String name) throws IOException {
                now = count.getAndIncrement() == failing;
                if (now && !done) throw new IOException("Input/output error");
            }

            @Override
            public void after(String operation, String name) throws IOException {
                if (now && done) throw new IOException("Input/output error");
            }
        });
        var seen = new Seen();
        try (var log = Log.open(disk, SETTINGS, _ -> {})) {
            for (var number = 0; number < 200; number++) {
                add(log, new byte[2_000 + number], seen);
                if (number % 40 == 0) {
                    log.sync(seen.entries.size() - 1);
                    seen.synced = seen.entries.size();
                }
            }
            log.retainFrom(100);
        } catch (LogFailure ended) {
            assertThat(ended).isInstanceOfAny(LogFailure.Ended.class, LogFailure.Unusable.class);
        }
        disk.failing((_, _) -> {});
        seen.operations = count.get();
        return seen;
    }

    /// A caller that tries again where there was no room.
    private static void add(Log log, byte[] entry, Seen seen) throws LogFailure {
        for (var attempts = 0; attempts < 3; attempts++) {
            try {
                assertThat(log.append(entry)).isEqualTo(seen.entries.size());
                seen.entries.add(entry);
                return;
            } catch (LogFailure.Full full) {
                assertThat(full).hasMessageEndingWith(". Make room on its disk");
            }
        }
        throw new AssertionError("there was room and the log did not see it");
    }

    @Test
    void on_a_full_disk_entries_are_refused_and_nothing_else_and_they_are_taken_again_when_there_is_room()
            throws Exception {
        try (var log = open()) {
            disk.limit(disk.used() + 100_000);
            var taken = 0;
            try {
                while (true) {
                    log.append(entry(taken));
                    taken++;
                }
            } catch (LogFailure.Full full) {
                assertThat(full).hasMessage(
                        "log `memory` takes no entry: No space left on device. Make room on its disk");
            }
            assertThat(taken).isGreaterThan(50);
            assertThat(log.size()).isEqualTo(taken);
            assertThat(log.trouble()).containsInstanceOf(LogFailure.Full.class);
            log.sync(taken - 1);
            assertThat(log.entry(taken - 1).bytes()).isEqualTo(entry(taken - 1));
            for (var again = 0; again < 3; again++) {
                assertThatThrownBy(() -> log.append(entry(0))).isInstanceOf(LogFailure.Full.class);
            }

            disk.limit(Long.MAX_VALUE);

            assertThat(log.append(entry(taken))).isEqualTo(taken);
            assertThat(log.trouble()).isEmpty();
            Checkpoints.of(log, SigningKey.generate("acme.example/log"));
        }
        assertThat(ends).isEmpty();
        try (var log = open()) {
            assertThat(LogTest.all(log)).doesNotHaveDuplicates();
        }
    }

    @Test
    void a_log_does_not_look_for_room_with_every_append() throws Exception {
        var patient = new LogSettings(128 << 10, Duration.ofMillis(1), Duration.ofMinutes(1));
        try (var log = Log.open(disk, patient, ends::add)) {
            disk.limit(disk.used());
            assertThatThrownBy(() -> fill(log)).isInstanceOf(LogFailure.Full.class);
            var attempts = new AtomicInteger();
            disk.failing((operation, _) -> {
                if (operation.equals("create")) attempts.incrementAndGet();
            });
            for (var again = 0; again < 100; again++) {
                assertThatThrownBy(() -> log.append(entry(0))).isInstanceOf(LogFailure.Full.class);
            }
            assertThat(attempts).hasValue(0);
        }
    }

    @Test
    void a_write_that_fails_half_way_leaves_no_trace() throws Exception {
        var key = SigningKey.generate("acme.example/log");
        try (var log = open()) {
            log.append(entry(0));
            disk.failing(new MemoryDisk.Fault() {
                private boolean failed;

                @Override
                public void before(String operation, String name) {}

                @Override
                public void after(String operation, String name) throws IOException {
                    if (!failed && operation.equals("write") && name.equals("prepared")) {
                        failed = true;
                        throw new IOException("Disk quota exceeded");
                    }
                }
            });
            assertThatThrownBy(() -> log.append(entry(1)))
                    .isInstanceOf(LogFailure.Full.class)
                    .hasMessage("log `memory` takes no entry: Disk quota exceeded. Make room on its disk");
            assertThat(log.append(new byte[3])).isEqualTo(1);
            Checkpoints.of(log, key);
        }
        assertThat(LogVerifier.verify(disk, key.verifier())).isInstanceOfSatisfying(Verdict.Intact.class, intact -> {
            assertThat(intact.size()).isEqualTo(2);
            assertThat(intact.torn()).isEmpty();
        });
    }

    @Test
    void a_write_that_fails_and_cannot_be_undone_ends_the_process() throws Exception {
        var log = open();
        log.append(entry(0));
        disk.failing((operation, _) -> {
            if (operation.equals("write")) throw new IOException("Input/output error");
        });
        assertThatThrownBy(() -> log.append(entry(1))).isInstanceOf(LogFailure.Ended.class);
        assertThatThrownBy(() -> log.append(entry(1))).isInstanceOf(LogFailure.Ended.class);
        assertThat(ends).isNotEmpty();
        log.close();
    }

    @Test
    void a_directory_that_only_can_be_read_is_refused_with_the_reason() {
        disk.failing((operation, _) -> {
            if (operation.equals("claim")) throw new IOException("Read-only file system");
        });
        assertThatThrownBy(this::open)
                .isInstanceOf(LogFailure.Unusable.class)
                .hasMessage("log `memory` cannot be opened: java.io.IOException: Read-only file system");
    }

    @Test
    void a_reader_that_waits_learns_that_the_log_has_ended() throws Exception {
        var log = open();
        try (var reader = log.read(1)) {
            var waiting = Thread.ofVirtual().start(() -> {
                try {
                    assertThat(reader.next(Duration.ofMinutes(1))).isEmpty();
                } catch (LogFailure | InterruptedException unexpected) {
                    throw new AssertionError(unexpected);
                }
            });
            disk.failing((operation, _) -> {
                if (operation.equals("force")) throw new IOException("Input/output error");
            });
            assertThatThrownBy(() -> log.sync(log.append(entry(0)))).isInstanceOf(LogFailure.Ended.class);
            assertThat(waiting.join(Duration.ofSeconds(10))).isTrue();
        }
        log.close();
    }

    private Log open() throws LogFailure {
        return Log.open(disk, SETTINGS, ends::add);
    }

    private static void fill(Log log) throws LogFailure {
        while (log.size() < 10_000) log.append(entry(0));
    }

    private static byte[] entry(int index) {
        var entry = new byte[1_000];
        new SplittableRandom(index).nextBytes(entry);
        return entry;
    }
}
