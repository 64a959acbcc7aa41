package dev.ambit.server.log;

import dev.ambit.server.log.store.DiskFile;
import dev.ambit.server.log.store.LogFailure;
import dev.ambit.server.log.store.LogFiles;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Adds entries, one after the other: what has to happen in order happens here, under one lock. That is the checksum, the tree,
/// and the write to the operating system; the leaf was hashed before, and syncs are the business of [Keeper].
final class Appender {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rolled = lock.newCondition();
    private final LogSettings settings;
    private final Progress progress;
    private final Preparation preparation;
    private volatile LogFiles files; // changed under the lock
    private volatile boolean rollWanted;
    private long rolls; // attempts, under the lock
    private volatile LogFailure.@Nullable Full full; // what came of the last attempt; changed under the lock
    private long fullSince;
    private boolean closed; // under the lock

    Appender(LogFiles files, LogSettings settings, Progress progress) {
        this.files = files;
        this.settings = settings;
        this.progress = progress;
        this.preparation = new Preparation(files.disk());
    }

    LogFiles files() {
        return files;
    }

    /// Adds an entry whose leaf hash stands at the beginning of `leaf`.
    ///
    /// @param wake called where a new segment is needed
    /// @return its index
    long append(byte[] from, int at, int length, byte[] leaf, Runnable wake) throws IOException {
        lock.lock();
        try {
            refuseIfClosed();
            while (!files.active().fits(length)) awaitRoll(wake);
            var index = progress.written();
            write(from, at, length);
            closed = true; // should the next two steps fail, the segment and the tree are no longer the same
            files.hashes().add(leaf, 0);
            progress.written(index + 1);
            closed = false;
            return index;
        } finally {
            lock.unlock();
        }
    }

    private void write(byte[] from, int at, int length) throws IOException {
        try {
            files.active().append(progress.synced(), from, at, length);
        } catch (IOException failure) {
            if (failure.getSuppressed().length == 0) throw full(failure);
            closed = true;
            throw failure;
        }
    }

    private void awaitRoll(Runnable wake) throws LogFailure {
        var last = full;
        if (last != null && System.nanoTime() - fullSince < settings.retryFull().toNanos()) throw again(last);
        var before = rolls;
        rollWanted = true;
        wake.run();
        while (rolls == before) {
            rolled.awaitUninterruptibly();
            refuseIfClosed();
        }
        last = full;
        if (last != null) throw again(last);
    }

    /// Why there was no room when it was last looked for.
    Optional<LogFailure> full() {
        return Optional.ofNullable(full);
    }

    private void refuseIfClosed() throws LogFailure.Ended {
        progress.refuseIfEnded();
        if (closed) throw new LogFailure.Ended("log `%s` is closed".formatted(files.disk()), null);
    }

    private static LogFailure.Full again(LogFailure.Full full) {
        return new LogFailure.Full(String.valueOf(full.getMessage()), full);
    }

    private LogFailure.Full full(IOException failure) {
        return new LogFailure.Full("log `%s` takes no entry: %s. Make room on its disk"
                .formatted(files.disk(), failure.getMessage()), failure);
    }

    // What follows is called by the log's own thread only.

    boolean wantsRoll() {
        return rollWanted;
    }

    /// Gets the next segment ready where the one in use is half full.
    void prepare() {
        lock.lock();
        try {
            var active = files.active();
            if (full == null && active.halfFull()) preparation.begin(settings.capacityAfter(active.capacity()));
        } finally {
            lock.unlock();
        }
    }

    /// Goes on to a new segment. Nobody can append meanwhile.
    ///
    /// @throws IOException where it is not certain what is on disk; that there is no room is told to those who wait
    void roll() throws IOException {
        lock.lock();
        try {
            full = null;
            files = next();
            progress.synced(progress.written());
        } catch (LogFailure.Full failure) {
            full = failure;
            fullSince = System.nanoTime();
        } catch (IOException failure) {
            closed = true;
            throw failure;
        } finally {
            rollWanted = false;
            rolls++;
            rolled.signalAll();
            lock.unlock();
        }
    }

    private LogFiles next() throws IOException {
        var old = files.active();
        var prepared = roomFor(settings.capacityAfter(old.capacity()));
        old.seal(files.hashes().root());
        var hashes = files.hashes().filed();
        var active = LogFiles.activate(files.disk(), prepared, hashes, files.mark());
        preparation.used();
        old.close();
        return files.with(active, hashes);
    }

    /// Everything for which there may be no room. Until it has succeeded, nothing is changed.
    private DiskFile roomFor(long capacity) throws LogFailure.Full {
        try {
            var prepared = preparation.take(capacity);
            files.hashes().write();
            return prepared;
        } catch (IOException failure) {
            throw full(failure);
        }
    }

    /// Refuses everything from here on.
    void close() {
        lock.lock();
        try {
            closed = true;
            rolled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Closes the files; the log's own thread must have ended.
    void closeFiles() throws IOException {
        preparation.close();
        files.close();
    }
}
