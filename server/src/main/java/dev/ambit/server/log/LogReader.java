package dev.ambit.server.log;

import dev.ambit.server.log.store.LogFailure;
import dev.ambit.server.log.store.SegmentReader;
import dev.ambit.server.log.store.Segments;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads a log in order, each entry checked, from a first one up to the newest and on as it grows. It keeps one file open and
/// at most 128 KiB in memory, however long the log is. One thread at a time; appends are not held up.
///
/// It sees entries as soon as they are written. What is not yet on disk may, after a loss of power, have been another entry:
/// whoever must not be wrong about that waits with [Log#sync] first.
public final class LogReader implements AutoCloseable {
    private final Progress progress;
    private final Supplier<Segments> segments;
    private long next;
    private @Nullable SegmentReader reader;

    LogReader(Progress progress, Supplier<Segments> segments, long from) {
        this.progress = progress;
        this.segments = segments;
        this.next = from;
    }

    /// The entry that is read next.
    public long position() {
        return next;
    }

    /// The next entry, if it is there already.
    ///
    /// @throws LogFailure.Dropped where it is no longer kept
    /// @throws LogFailure.Damaged where it is not what it was
    public Optional<Entry> next() throws LogFailure {
        return next < progress.written() ? Optional.of(read()) : Optional.empty();
    }

    /// The next entry; waits for it where it is not there yet.
    ///
    /// @return nothing where `atMost` has passed or the log was closed
    /// @throws LogFailure as [#next()]
    public Optional<Entry> next(Duration atMost) throws LogFailure, InterruptedException {
        return progress.awaitWritten(next, atMost) ? Optional.of(read()) : Optional.empty();
    }

    private Entry read() throws LogFailure {
        try {
            var found = advanced();
            var entry = new Entry(next, found.entry());
            next++;
            return entry;
        } catch (LogFailure failure) {
            throw failure;
        } catch (IOException failure) {
            throw new LogFailure.Unusable("entry %d cannot be read: %s".formatted(next, failure.getMessage()), failure);
        }
    }

    private SegmentReader advanced() throws IOException {
        if (reader != null && reader.next()) return reader;
        close();
        var other = segments.get().reader(next);
        reader = other;
        if (!other.next()) throw new IllegalStateException("entry %d is in no segment".formatted(next));
        return other;
    }

    @Override
    public void close() throws LogFailure {
        try {
            if (reader != null) reader.close();
        } catch (IOException failure) {
            throw new LogFailure.Unusable("a segment cannot be closed: " + failure.getMessage(), failure);
        } finally {
            reader = null;
        }
    }
}
