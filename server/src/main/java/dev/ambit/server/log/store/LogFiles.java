package dev.ambit.server.log.store;

import dev.ambit.server.log.tree.Frontier;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The files of an open log. What they hold was checked as far as that is possible without reading sealed segments.
///
/// @param active   the segment to add to
/// @param segments all of them
/// @param hashes   of all entries
/// @param mark     how many are on disk; right after opening that is all of them
/// @param torn     what was cut off
/// @param claim    on the directory
public record LogFiles(
        Disk disk, ActiveSegment active, Segments segments, KeptHashes hashes, SyncedMark mark, Optional<TornTail> torn,
        Closeable claim) implements Closeable {
    /// The file that keeps other processes away.
    public static final String LOCK = "lock";
    /// The next segment while it is being made ready.
    static final String PREPARED = "prepared";

    /// Zeros are written in blocks of this size. Larger ones come to lie in the page cache in larger pieces, and every later write into
    /// a piece then costs in proportion to it: after blocks of 1 MiB, two and a half times as much.
    private static final int BLOCK = 64 << 10;

    /// Opens the log in `disk`, or makes one where there is none.
    ///
    /// @param known    how many entries are known to have been on disk
    /// @param capacity of the first segment of a new log, in bytes
    /// @throws LogFailure.InUse where another process has it open
    /// @throws LogFailure.Damaged where something is missing or not as it was
    public static LogFiles open(Disk disk, long known, long capacity) throws IOException {
        var claim = disk.claim(LOCK);
        try {
            return new Opening(disk, claim).open(known, capacity);
        } catch (IOException | RuntimeException failure) {
            claim.close();
            throw failure;
        }
    }

    /// A file of `capacity` zeros, on disk: writing to it later never needs room that is no longer there, and a sync of it
    /// never waits for the file system's own books.
    public static DiskFile prepare(Disk disk, long capacity) throws IOException {
        var file = disk.create(PREPARED);
        try {
            var zeros = new byte[(int) Math.min(BLOCK, capacity)];
            for (var at = 0L; at < capacity; at += zeros.length) {
                file.write(at, zeros, 0, (int) Math.min(zeros.length, capacity - at));
            }
            file.force();
            return file;
        } catch (IOException failure) {
            abandon(disk, file, failure);
            throw failure;
        }
    }

    private static void abandon(Disk disk, DiskFile file, IOException failure) {
        try (file) {
            file.truncate(0); // gives the room back even where the name cannot be removed
            disk.delete(PREPARED);
        } catch (IOException again) {
            failure.addSuppressed(again);
        }
    }

    /// Makes what was prepared the segment after all that is in `hashes`. Everything before it must be on disk: from this
    /// moment on, whatever is missing there was damaged.
    public static ActiveSegment activate(Disk disk, DiskFile prepared, KeptHashes hashes, SyncedMark mark)
            throws IOException {
        var header = new SegmentHeader(mark.id(), hashes.size(), hashes.peaks()).encoded();
        prepared.write(0, header, 0, header.length);
        prepared.force();
        disk.rename(PREPARED, SegmentName.of(hashes.size()));
        disk.sync();
        return new ActiveSegment(prepared, mark.id(), hashes.size(), new Samples(), SegmentHeader.BYTES, false);
    }

    /// These files with another segment to add to.
    public LogFiles with(ActiveSegment next, KeptHashes filed) {
        segments.activated(next);
        return new LogFiles(disk, next, segments, filed, mark, torn, claim);
    }

    @Override
    public void close() throws IOException {
        try (claim; mark; hashes; active) {
            // the active segment first, the claim last
        }
    }
}
