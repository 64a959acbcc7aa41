package dev.ambit.server.log.store;

import java.io.Closeable;
import java.io.IOException;

/// Reads the entries of one segment in order, checking each. One thread at a time.
public final class SegmentReader implements Closeable {
    private final DiskFile file;
    private final String name;
    private final LogId id;
    private final FrameCursor cursor;

    private SegmentReader(DiskFile file, String name, LogId id, FrameCursor cursor) {
        this.file = file;
        this.name = name;
        this.id = id;
        this.cursor = cursor;
    }

    static SegmentReader open(Disk disk, LogId id, long first, Samples samples, long index) throws IOException {
        var name = SegmentName.of(first);
        var sample = (int) ((index - first) / Samples.EVERY);
        var before = first + (long) sample * Samples.EVERY;
        var file = disk.read(name);
        try {
            var reader = new SegmentReader(file, name, id, new FrameCursor(file, id, samples.offset(sample), before));
            for (var skipped = before; skipped < index; skipped++) reader.next();
            return reader;
        } catch (IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    /// The next entry, which was added, or nothing where it is in the next segment.
    ///
    /// @return whether there is one; it can be read until the next step
    /// @throws LogFailure.Damaged where it is not what it was
    public boolean next() throws IOException {
        return switch (cursor.next()) {
            case ENTRY -> true;
            case SEAL -> false;
            case ROOM, WRONG -> throw new LogFailure.Damaged(Wrong.frame(file, name, id, cursor.offset(), cursor
                    .index()));
        };
    }

    public long index() {
        return cursor.index();
    }

    /// A copy of the entry.
    public byte[] entry() {
        return cursor.entry();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
