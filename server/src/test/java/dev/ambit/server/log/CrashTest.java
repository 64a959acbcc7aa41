package dev.ambit.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.server.log.note.InvalidNote;
import dev.ambit.server.log.note.SigningKey;
import dev.ambit.server.log.store.LogFailure;
import dev.ambit.server.log.store.MemoryDisk;
import dev.ambit.server.log.tree.Hash;
import dev.ambit.server.log.tree.TreeHasher;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;

/// What a log has kept after a crash at any moment: of the process, or of the machine with every order in which a disk may
/// have written what it was not asked to write at once.
class CrashTest {
    @RepeatedTest(80)
    void no_crash_loses_what_was_promised_or_looks_like_damage(RepetitionInfo run) throws Exception {
        survive(run.getCurrentRepetition());
    }

    @Tag("slow")
    @RepeatedTest(5_000)
    void no_crash_of_very_many_loses_what_was_promised_or_looks_like_damage(RepetitionInfo run) throws Exception {
        survive(1_000_000L + run.getCurrentRepetition());
    }

    private static void survive(long seed) throws Exception {
        var random = new SplittableRandom(seed);
        var key = SigningKey.generate("acme.example/log");
        var disk = new MemoryDisk();
        var history = new History();
        for (var crashes = random.nextInt(1, 4); crashes > 0; crashes--) {
            useUntilPowerFails(disk, history, key, random);
            var powerLost = random.nextBoolean();
            disk = powerLost ? disk.afterPowerLoss(random) : disk.afterKill();
            history.check(disk, powerLost);
        }
        try (var log = Log.open(disk, SETTINGS, _ -> {})) {
            Checkpoints.of(log, key);
        }
        assertThat(LogVerifier.verify(disk, key.verifier())).isInstanceOf(Verdict.Intact.class);
    }

    private static final LogSettings SETTINGS = new LogSettings(128 << 10, Duration.ofMillis(1), Duration.ZERO);

    /// After a number of operations that chance decides, the disk does nothing any more.
    private static void useUntilPowerFails(MemoryDisk disk, History history, SigningKey key, SplittableRandom random) {
        var left = new AtomicInteger(random.nextInt(random.nextInt(1, 1_500)));
        disk.failing((_, _) -> {
            if (left.decrementAndGet() < 0) throw new IOException("the power is lost");
        });
        var longest = random.nextInt(1, random.nextBoolean() ? 100 : 5_000);
        try (var log = Log.open(disk, SETTINGS, _ -> {})) {
            var checkpoints = Checkpoints.of(log, key);
            history.signed = Math.max(history.signed, checkpoints.size());
            while (left.get() >= 0) {
                var entry = new byte[random.nextInt(longest)];
                random.nextBytes(entry);
                history.trying(entry);
                var index = log.append(entry);
                history.added(index);
                if (random.nextInt(20) == 0) {
                    log.sync(index);
                    history.synced = index + 1;
                }
                if (random.nextInt(100) == 0) {
                    checkpoints.publish();
                    history.signed = checkpoints.size();
                }
                if (random.nextInt(200) == 0) log.retainFrom(random.nextLong(log.size()));
            }
        } catch (LogFailure crashed) {
            assertThat(crashed).hasMessageNotContaining("damaged");
        }
    }

    /// What somebody outside has seen of the log.
    private static final class History {
        private final List<Hash> entries = new ArrayList<>(); // the last may not have been acknowledged
        private int acknowledged;
        private long synced;
        private long signed;

        void trying(byte[] entry) {
            while (entries.size() > acknowledged) entries.removeLast(); // it was refused
            entries.add(TreeHasher.leaf(entry));
        }

        void added(long index) {
            acknowledged = (int) index + 1;
        }

        void check(MemoryDisk disk, boolean powerLost) throws IOException, InvalidNote {
            try (var log = Log.open(disk, SETTINGS, _ -> {})) {
                assertThat(log.size()).isLessThanOrEqualTo(entries.size());
                assertThat(log.size()).isGreaterThanOrEqualTo(powerLost ? Math.max(synced, signed) : acknowledged);
                entries.subList((int) log.size(), entries.size()).clear();
                acknowledged = entries.size();
                assertThat(log.tree(log.size()).root()).isEqualTo(LogTest.root(entries));
                try (var reader = log.read(log.firstRetained())) {
                    for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                        assertThat(TreeHasher.leaf(next.get().bytes())).isEqualTo(entries.get((int) next.get()
                                .index()));
                    }
                    assertThat(reader.position()).isEqualTo(log.size());
                }
                synced = log.size();
            }
        }
    }
}
