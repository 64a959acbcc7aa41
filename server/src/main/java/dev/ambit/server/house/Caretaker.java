package dev.ambit.server.house;

import dev.ambit.core.encoding.Corrupt;
import dev.ambit.server.journal.Journal;
import dev.ambit.server.journal.Snapshots;
import dev.ambit.server.log.store.LogFailure;
import dev.ambit.server.logging.Detail;
import dev.ambit.server.metrics.Sheet;
import dev.ambit.server.metrics.Times;
import dev.ambit.server.pap.ReleaseStore;
import dev.ambit.server.record.DecisionLog;
import dev.ambit.server.settings.Retention;
import dev.ambit.server.settings.Storage.SnapshotKeeping;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Keeps states while the server works, and lets go of what need not be kept any more. States do not change, so that one is written
/// while the next are made: nobody waits for it. What fails is tried again at the next look, for nothing hangs on it but how long a
/// restart takes and how much the disk holds.
final class Caretaker implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Caretaker.class.getName());
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration TIDY = Duration.ofMinutes(1);

    private final Registrar registrar;
    private final Journal journal;
    private final DecisionLog records;
    private final ReleaseStore releases;
    private final Snapshots snapshots;
    private final SnapshotKeeping keeping;
    private final Retention retention;
    private final InstantSource clock;
    private final Times times = new Times();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile long kept; // events that the newest snapshot has seen
    private volatile long keptNanos = System.nanoTime();
    private long tidiedNanos = System.nanoTime(); // of the thread alone

    /// @param kept events that the newest snapshot has seen
    Caretaker(Registrar registrar, Journal journal, DecisionLog records, ReleaseStore releases, Snapshots snapshots,
            long kept, SnapshotKeeping keeping, Retention retention, InstantSource clock) {
        this.registrar = registrar;
        this.journal = journal;
        this.records = records;
        this.releases = releases;
        this.snapshots = snapshots;
        this.kept = kept;
        this.keeping = keeping;
        this.retention = retention;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("caretaker").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            if (isDue()) {
                keep();
            }
            if (System.nanoTime() - tidiedNanos >= TIDY.toNanos()) {
                tidiedNanos = System.nanoTime();
                tidy();
            }
        } catch (IOException | Corrupt failure) {
            LOG.log(Level.WARNING, "what is kept could not be tidied", Detail.of("why", String.valueOf(failure
                    .getMessage())));
        }
    }

    private boolean isDue() {
        var changed = registrar.state().events() - kept;
        return changed >= keeping.events() || changed > 0 && System.nanoTime() - keptNanos >= keeping.every().toNanos();
    }

    /// Keeps the state as it is now.
    void keep() throws IOException {
        var begun = System.nanoTime();
        var state = registrar.state();
        keptNanos = begun; // also where it fails: a full disk is not asked every second
        snapshots.keep(state);
        kept = state.events();
        times.add(System.nanoTime() - begun);
    }

    /// Lets go of what is older, or more, than is to be kept. A record stays until what it used is counted in the journal, a change until
    /// it is in every snapshot: so a restart finds all it needs.
    void tidy() throws IOException, Corrupt {
        var now = clock.instant();
        if (retention.records().isPresent() || retention.recordsBytes().isPresent()) {
            records.retain(registrar.state().recorded(), retention.records().map(now::minus).orElse(Instant.MIN),
                    retention
                            .recordsBytes().orElse(Long.MAX_VALUE));
        }
        var oldest = snapshots.oldest();
        if (retention.changes().isPresent() && oldest.isPresent()) {
            journal.retain(oldest.getAsLong(), now.minus(retention.changes().get()), releases);
        }
    }

    void write(Sheet sheet) {
        sheet.gauge("ambit_snapshot_age_seconds", "Since the state was last kept, or the server started.", (System
                .nanoTime() - keptNanos) / 1e9);
        sheet.gauge("ambit_snapshot_events_behind", "Changes that a restart would have to carry out again.", registrar
                .state().events() - kept);
        sheet.times("ambit_snapshot_seconds", "Keeping the state.", times);
    }

    /// Finishes what was begun, and keeps the state where anything changed since. Nothing may change any more.
    @Override
    public void close() throws IOException {
        closed.countDown();
        try {
            thread.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        if (registrar.state().events() > kept) {
            keep();
        }
    }
}
