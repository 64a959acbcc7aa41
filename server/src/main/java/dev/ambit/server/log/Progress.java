package dev.ambit.server.log;

import dev.ambit.server.log.store.LogFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// How far a log has come, and those who wait for it to come further.
///
/// Both counts only grow. Whoever has seen one may rely on what was done before it was set: on the entries before `written`
/// being in their segment and the tree, on those before `synced` being on disk.
final class Progress {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final Condition safe = lock.newCondition();
    private final AtomicInteger followers = new AtomicInteger();
    private volatile long written;
    private volatile long synced;
    private volatile LogFailure.@Nullable Ended end;

    Progress(long count) {
        written = count;
        synced = count;
    }

    long written() {
        return written;
    }

    long synced() {
        return synced;
    }

    /// Of the thread that holds the lock on appending.
    void written(long count) {
        written = count;
        if (followers.get() > 0) signal(grown);
    }

    /// Of the log's own thread.
    void synced(long count) {
        synced = count;
        signal(safe);
    }

    /// Nothing is acknowledged from here on. The first reason stays.
    void end(LogFailure.Ended why) {
        lock.lock();
        try {
            if (end == null) end = why;
            grown.signalAll();
            safe.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void refuseIfEnded() throws LogFailure.Ended {
        var why = end;
        if (why != null) {
            throw new LogFailure.Ended(String.valueOf(why.getMessage()), why);
        }
    }

    Optional<LogFailure> ended() {
        return Optional.ofNullable(end);
    }

    boolean hasEnded() {
        return end != null;
    }

    /// Returns once `count` entries are on disk, however long that takes. An interrupt is kept for later.
    void awaitSynced(long count) throws LogFailure.Ended {
        if (synced >= count) return;
        lock.lock();
        try {
            while (synced < count) {
                refuseIfEnded();
                safe.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Waits until more than `count` entries are written.
    ///
    /// @return whether they are; otherwise `atMost` has passed or the log has ended
    boolean awaitWritten(long count, Duration atMost) throws InterruptedException {
        followers.incrementAndGet(); // before looking, so that no entry can come between the look and the wait
        lock.lock();
        try {
            var left = atMost.toNanos();
            while (written <= count && end == null && left > 0) left = grown.awaitNanos(left);
            return written > count;
        } finally {
            lock.unlock();
            followers.decrementAndGet();
        }
    }

    private void signal(Condition condition) {
        lock.lock();
        try {
            condition.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
