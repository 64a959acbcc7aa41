package dev.ambit.server.house;

import dev.ambit.server.log.Checkpoints;
import dev.ambit.server.log.store.LogFailure;
import dev.ambit.server.record.DecisionLog;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/// Signs what was recorded, every few seconds and once more at the end, so that whoever finds the log can check all but the
/// newest of it. A signature that cannot be written is tried again: nothing hangs on it but that.
final class Notary implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Notary.class.getName());
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final DecisionLog records;
    private final Checkpoints checkpoints;
    private final Thread thread;

    Notary(DecisionLog records, Checkpoints checkpoints) {
        this.records = records;
        this.checkpoints = checkpoints;
        this.thread = Thread.ofPlatform().name("notary").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(EVERY);
                sign();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void sign() {
        try {
            checkpoints.publish();
        } catch (LogFailure failure) {
            LOG.log(Level.WARNING, "what was recorded could not be signed: " + failure.getMessage());
        }
    }

    /// Signs everything there is. Nothing may be recorded any more.
    @Override
    public void close() throws LogFailure {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        if (records.size() > 0) {
            records.sync(records.size() - 1);
        }
        checkpoints.publish();
    }
}
