package dev.ambit.server.log;

import dev.ambit.server.log.store.Disk;
import dev.ambit.server.log.store.DiskFile;
import dev.ambit.server.log.store.LogFiles;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// The next segment, made ready on a thread of its own while the log goes on with the one it has. Only the log's own thread calls this.
final class Preparation {
    private final Disk disk;
    private @Nullable FutureTask<DiskFile> task;

    Preparation(Disk disk) {
        this.disk = disk;
    }

    /// Begins, unless that has been done.
    void begin(long capacity) {
        if (task == null) task = started(capacity);
    }

    /// The file, as soon as it is ready. A failure from before is forgotten: there may be room now.
    ///
    /// @throws IOException where there is none
    DiskFile take(long capacity) throws IOException {
        var begun = task;
        if (begun != null) {
            try {
                return result(begun);
            } catch (IOException earlier) {
                task = null;
            }
        }
        var now = started(capacity);
        var file = result(now);
        task = now; // until it is used, so that a second attempt does not make another
        return file;
    }

    /// The file that was taken is in use.
    void used() {
        task = null;
    }

    /// Waits for what was begun, and closes it if it came to anything. The next opening removes it, unless it became a segment in an
    /// attempt that failed later: so nothing is done to it here.
    void close() {
        var begun = task;
        task = null;
        if (begun == null) return;
        try {
            result(begun).close();
        } catch (IOException failure) {
            return; // there was no room for a segment that nobody needs any more
        }
    }

    private FutureTask<DiskFile> started(long capacity) {
        var work = new FutureTask<>(() -> LogFiles.prepare(disk, capacity));
        Thread.ofPlatform().name("log-preparation").daemon().start(work);
        return work;
    }

    private static DiskFile result(FutureTask<DiskFile> task) throws IOException {
        try {
            return task.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException failure ? failure : new IOException(failed.getCause());
        } catch (InterruptedException nobodyDoesThat) {
            throw new IOException("the log's own thread was interrupted", nobodyDoesThat);
        }
    }
}
