package dev.ambit.server.log.store;

import dev.ambit.server.log.tree.Hash;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// The segment that entries are added to, the last of a log. One thread at a time writes; another may [#force] meanwhile.
public final class ActiveSegment implements Closeable {
    /// Most entries of one segment: it bounds what opening the log has to read, and the hashes held in memory.
    public static final int MOST_ENTRIES = 1 << 18;

    private final DiskFile file;
    private final LogId id;
    private final long first;
    private final long capacity;
    private final Samples samples;
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer frame = ByteBuffer.allocate(Frame.LARGEST);
    private long end;
    private boolean sealed;

    /// @param end where the next frame will stand; there are zeros from there to the end of the file
    ActiveSegment(DiskFile file, LogId id, long first, Samples samples, long end, boolean sealed) throws IOException {
        this.file = file;
        this.id = id;
        this.first = first;
        this.capacity = file.size();
        this.samples = samples;
        this.end = end;
        this.sealed = sealed;
    }

    /// How large a segment must be to take an entry of `length` bytes.
    public static long capacityFor(int length) {
        return (long) SegmentHeader.BYTES + Frame.size(length) + Seal.size(1);
    }

    public long first() {
        return first;
    }

    /// The entry that is added next.
    public long next() {
        return first + samples.entries();
    }

    public long capacity() {
        return capacity;
    }

    /// Whether the segment takes another entry of `length` bytes, and its seal behind that.
    public boolean fits(int length) {
        return !sealed
                && samples.entries() < MOST_ENTRIES
                && end + Frame.size(length) + Seal.size(samples.entries() + 1) <= capacity;
    }

    /// Whether it is time to get the next segment ready.
    public boolean halfFull() {
        return sealed || end > capacity / 2 || samples.entries() > MOST_ENTRIES / 2;
    }

    /// Adds an entry that [#fits]. Once this returns it has reached the operating system.
    ///
    /// @param synced how many entries of the log are known to be on disk
    /// @throws IOException and then the entry is not in the segment; where even that could not be made sure of, the second
    ///                     failure is among the suppressed ones, and the log cannot go on
    public void append(long synced, byte[] from, int at, int length) throws IOException {
        var size = Frame.encode(frame, Frame.ENTRY, next(), next() - synced, from, at, length, id, crc);
        try {
            file.write(end, frame.array(), 0, size);
        } catch (IOException failure) {
            erase(size, failure);
            throw failure;
        }
        samples.add(Math.toIntExact(end));
        end += size;
    }

    private void erase(int size, IOException failure) {
        try {
            file.write(end, new byte[size], 0, size);
        } catch (IOException again) {
            failure.addSuppressed(again);
        }
    }

    /// Ends the segment: `root` is that of the tree up to here. Once this returns all of it is on disk.
    /// A crash before leaves a segment that still takes entries, or a sealed one without a next; opening the log goes on from both.
    public void seal(Hash root) throws IOException {
        if (!sealed) {
            var seal = new Seal(first, samples, root).encoded();
            var size = Frame.encode(frame, Frame.SEAL, next(), samples.entries(), seal, 0, seal.length, id, crc);
            file.write(end, frame.array(), 0, size);
            end += size;
            sealed = true;
        }
        file.truncate(end);
        file.force();
    }

    /// Returns once all entries added before are on disk.
    public void force() throws IOException {
        file.force();
    }

    Samples samples() {
        return samples;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
