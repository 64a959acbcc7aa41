package dev.ambit.bench.log;

import dev.ambit.bench.measure.Effort;
import dev.ambit.bench.measure.Scratch;
import dev.ambit.bench.report.Figure;
import dev.ambit.bench.report.Table;
import dev.ambit.server.log.Log;
import dev.ambit.server.log.LogSettings;
import dev.ambit.server.log.LogVerifier;
import dev.ambit.server.log.Checkpoints;
import dev.ambit.server.log.note.InvalidNote;
import dev.ambit.server.log.note.SigningKey;
import dev.ambit.server.log.store.LogFailure;
import dev.ambit.server.log.tree.Frontier;
import dev.ambit.server.log.tree.Hash;
import dev.ambit.server.log.tree.TreeHasher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/// Asks the log and a bare file in turns, so that both meet the same hour of the machine, and takes the medians.
public final class LogQuestions {
    private static final int ENTRY = 350;
    private static final int FRAMED = 376;
    private static final int SYNCS = 2_000;
    private static final int WRITERS = 16;
    private static final int OPENED = 1_000_000;

    private final Effort effort;
    private final byte[] entry = new byte[ENTRY];
    private final List<Figure> figures = new ArrayList<>();

    private LogQuestions(Effort effort) {
        this.effort = effort;
        new SplittableRandom(1).nextBytes(entry);
    }

    /// @return the figures; the tables are printed on the way
    public static List<Figure> ask(Effort effort) throws IOException, InterruptedException {
        var questions = new LogQuestions(effort);
        try (var scratch = Scratch.create()) {
            questions.appends(scratch.path());
            questions.syncs(scratch.path());
            questions.opening(scratch.path());
        }
        return questions.figures;
    }

    private void appends(Path directory) throws IOException {
        try (var log = open(directory.resolve("appends")); var file = new BareFile(directory.resolve("bare"), FRAMED)) {
            var hashes = new Hashes();
            var bare = new ArrayList<Turn>();
            var hashed = new ArrayList<Turn>();
            var appended = new ArrayList<Turn>();
            for (var round = 0; round <= effort.repetitions(); round++) { // the first one warms up
                bare.add(Turn.of(effort.samples(), file::write));
                hashed.add(Turn.of(effort.samples(), hashes::grow));
                appended.add(Turn.of(effort.samples(), () -> log.append(entry)));
            }
            report(median(bare), median(hashed), median(appended));
        }
    }

    private void report(Turn bare, Turn hashed, Turn appended) {
        System.out.printf("Entries of %d bytes, one thread, synced every 50 ms; the median of %d rounds of %,d%n",
                ENTRY, effort.repetitions(), effort.samples());
        System.out.println(new Table("what", "per s", "CPU us", "p50 us", "p99 us", "bytes")
                .row("bare write", bare.rate(), bare.cpu(), bare.p50(), bare.p99(), bare.bytes())
                .row("leaf and node hash alone", hashed.rate(), hashed.cpu(), hashed.p50(), hashed.p99(), hashed
                        .bytes())
                .row("append", appended.rate(), appended.cpu(), appended.p50(), appended.p99(), appended.bytes()));
        figures.add(new Figure("log_append_rate", appended.rate(), "per_s"));
        figures.add(new Figure("log_append_cpu", appended.cpu(), "us"));
        figures.add(new Figure("log_append_p99", appended.p99(), "us"));
        figures.add(new Figure("log_append_over_write", appended.cpu() / bare.cpu(), "times"));
        figures.add(new Figure("log_append_without_hash", appended.cpu() - hashed.cpu(), "us"));
        figures.add(new Figure("log_append_alloc", appended.bytes(), "bytes"));
    }

    private void syncs(Path directory) throws IOException, InterruptedException {
        try (var log = open(directory.resolve("syncs")); var file = new BareFile(directory.resolve("forced"), FRAMED)) {
            var bare = new ArrayList<Turn>();
            var synced = new ArrayList<Turn>();
            var together = new ArrayList<Double>();
            for (var round = 0; round <= effort.rounds(); round++) {
                bare.add(Turn.of(SYNCS, () -> {
                    file.write();
                    file.force();
                }));
                synced.add(Turn.of(SYNCS, () -> log.sync(log.append(entry))));
                together.add(together(log));
            }
            together.sort(Comparator.naturalOrder());
            report(median(bare), median(synced), together.get(together.size() / 2));
        }
    }

    private void report(Turn bare, Turn synced, double together) {
        System.out.println("Every entry synced before the next");
        System.out.println(new Table("what", "per s", "p50 us", "p99 us")
                .row("bare write and sync", bare.rate(), bare.p50(), bare.p99())
                .row("append and sync", synced.rate(), synced.p50(), synced.p99())
                .row("append and sync, " + WRITERS + " threads", together, "-", "-"));
        figures.add(new Figure("log_synced_rate", synced.rate(), "per_s"));
        figures.add(new Figure("log_synced_over_sync", synced.p50() / bare.p50(), "times"));
        figures.add(new Figure("log_synced_rate_" + WRITERS, together, "per_s"));
    }

    private double together(Log log) throws InterruptedException {
        var threads = new ArrayList<Thread>();
        var begin = System.nanoTime();
        for (var writer = 0; writer < WRITERS; writer++) {
            threads.add(Thread.startVirtualThread(() -> {
                try {
                    for (var at = 0; at < SYNCS; at++) log.sync(log.append(entry));
                } catch (LogFailure failure) {
                    throw new IllegalStateException(failure);
                }
            }));
        }
        for (var thread : threads) thread.join();
        return 1e9 * WRITERS * SYNCS / (System.nanoTime() - begin);
    }

    private void opening(Path directory) throws IOException {
        var path = directory.resolve("opening");
        var key = key();
        try (var log = open(path)) {
            while (log.size() < OPENED) log.append(entry);
            log.sync(OPENED - 1);
            Checkpoints.of(log, key);
        }
        var opened = Turn.of(effort.rounds() + 1, () -> open(path).close());
        var verified = Turn.of(1, () -> LogVerifier.verify(path, key.verifier()));
        System.out.printf("%,d entries%n", OPENED);
        System.out.println(new Table("what", "ms").row("open", opened.p50() / 1e3).row("verify", verified.p50() / 1e3));
        figures.add(new Figure("log_open_1m", opened.p50() / 1e3, "ms"));
        figures.add(new Figure("log_verify_1m", verified.p50() / 1e3, "ms"));
    }

    private static SigningKey key() {
        try {
            return SigningKey.generate("acme.example/log");
        } catch (InvalidNote impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Log open(Path directory) throws LogFailure {
        return Log.open(directory, LogSettings.DEFAULT, why -> {
            throw new IllegalStateException(why);
        });
    }

    private static Turn median(List<Turn> turns) {
        var counting = turns.subList(1, turns.size()).stream().sorted(Comparator.comparingDouble(Turn::cpu)).toList();
        return counting.get(counting.size() / 2);
    }

    /// What the log hashes for an entry, and nothing else.
    private final class Hashes {
        private final TreeHasher hasher = new TreeHasher();
        private final byte[] leaf = new byte[Hash.BYTES];
        private final Frontier frontier = new Frontier();

        void grow() {
            hasher.leaf(entry, 0, ENTRY, leaf, 0);
            frontier.push(leaf, 0, (_, _, _) -> {});
        }
    }
}
