package dev.ambit.server.log;

import dev.ambit.server.log.store.LogFailure;
import dev.ambit.server.metrics.Times;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// The log's own thread: it syncs, soon for those who wait and in time for everybody else, and it goes on to new segments.
/// No other thread ever syncs, so no interrupt of a caller can close a file under the log.
final class Keeper {
    private final Appender appender;
    private final Progress progress;
    private final Fatal fatal;
    private final long syncWithin;
    private final Thread thread;
    private final AtomicLong wanted = new AtomicLong(); // somebody waits for this many entries to be on disk
    private final Times syncs = new Times();
    private volatile boolean idle; // everything was on disk when last looked
    private volatile boolean closing;
    private long lastSync; // when the last one began; every entry that is not on disk came later

    Keeper(Appender appender, Progress progress, Fatal fatal, Duration syncWithin) {
        this.appender = appender;
        this.progress = progress;
        this.fatal = fatal;
        this.syncWithin = syncWithin.toNanos();
        this.lastSync = System.nanoTime() - this.syncWithin;
        this.thread = Thread.ofPlatform().name("log-keeper").daemon().unstarted(this::keep);
    }

    void start() {
        thread.start();
    }

    /// An entry was added.
    void added() {
        if (idle) wake();
    }

    void wake() {
        LockSupport.unpark(thread);
    }

    /// Somebody is about to wait for `count` entries to be on disk.
    void want(long count) {
        wanted.accumulateAndGet(count, Math::max);
        wake();
    }

    /// How long each sync took.
    Times syncs() {
        return syncs;
    }

    /// Syncs what there is, and ends the thread.
    void close() {
        closing = true;
        wake();
        var interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    private void keep() {
        try {
            while (!progress.hasEnded() && !(closing && allSynced())) step();
        } catch (IOException | RuntimeException | Error failure) {
            end(failure);
        }
    }

    private void step() throws IOException {
        if (appender.wantsRoll()) {
            appender.roll();
        } else if (progress.synced() < wanted.get() || closing || !allSynced() && untilDue() <= 0) {
            sync();
            appender.prepare();
        } else {
            rest();
        }
    }

    private boolean allSynced() {
        return progress.synced() == progress.written();
    }

    private long untilDue() {
        return lastSync + syncWithin - System.nanoTime();
    }

    private void sync() throws IOException {
        lastSync = System.nanoTime();
        var count = progress.written(); // what is written from here on is left to the next sync
        var files = appender.files();
        files.active().force();
        files.mark().write(count);
        progress.synced(count);
        syncs.add(System.nanoTime() - lastSync);
    }

    private void rest() {
        idle = allSynced();
        if (!idle) {
            LockSupport.parkNanos(untilDue());
        } else if (allSynced() && !closing && !appender.wantsRoll()) { // looked at again, now that others know they must wake us
            LockSupport.park();
        }
        idle = false;
    }

    /// The order matters: first nobody is told any more that anything is safe, then the process ends. Appends that wait are let go
    /// last, in case it does not: for that takes a lock, which may be held by one that will never return.
    void end(Throwable failure) {
        var why = new LogFailure.Ended("log `%s` ended: %s".formatted(appender.files().disk(), failure), failure);
        progress.end(why);
        try {
            fatal.end(why);
        } finally {
            appender.close();
        }
    }
}
