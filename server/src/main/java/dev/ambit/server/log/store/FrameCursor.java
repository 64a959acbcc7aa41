package dev.ambit.server.log.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// Goes over the frames of one segment in order, checking each. It holds one window of the file in memory, and what it found
/// stays valid until the next step. One thread at a time.
public final class FrameCursor {
    /// What stands where the next frame should.
    public enum Found {
        /// An entry, the one that was expected.
        ENTRY,
        /// The seal of the segment: there are no more entries in it.
        SEAL,
        /// Room that nothing was written to.
        ROOM,
        /// Something else.
        WRONG
    }

    /// The window begins small, for those who want one entry, and doubles with each step of those who want them all.
    private static final int SMALLEST = 8 * 1024;
    private static final int LARGEST = 128 * 1024;

    private final DiskFile file;
    private final LogId id;
    private final CRC32C crc = new CRC32C();
    private ByteBuffer window = ByteBuffer.allocate(SMALLEST);
    private long windowBegin;
    private int windowLength;
    private boolean fresh; // whether the window was read in this very step
    private long next; // where the next frame begins
    private long expected; // the entry in it
    private long offset; // where the frame that was last looked at begins
    private long index; // the entry that was expected in it

    /// @param offset where the first frame begins
    /// @param index  of the entry in it
    FrameCursor(DiskFile file, LogId id, long offset, long index) {
        this.file = file;
        this.id = id;
        this.next = offset;
        this.expected = index;
    }

    /// Looks at the next frame. What is not an entry is looked at again with the next call: it may have become one.
    public Found next() throws IOException {
        fresh = false;
        var found = look();
        if (found != Found.ENTRY && !fresh) { // the window may be older than what was written since
            load(window.capacity());
            found = look();
        }
        offset = next;
        index = expected;
        if (found == Found.ENTRY) {
            next += Frame.size(length());
            expected++;
        }
        return found;
    }

    private Found look() throws IOException {
        if (!reach(Frame.HEADER)) return zeros(left()) ? Found.ROOM : Found.WRONG;
        if (zeros(Frame.HEADER)) return Found.ROOM;
        if (!Frame.plausible(window, at()) || Frame.index(window, at()) != expected) return Found.WRONG;
        var size = Frame.size(Frame.length(window, at()));
        if (!reach(size) || Frame.written(window, at()) != Frame.checksum(window, at(), size, id, crc))
            return Found.WRONG;
        return Frame.kind(window, at()) == Frame.SEAL ? Found.SEAL : Found.ENTRY;
    }

    /// Makes sure that `length` bytes of the next frame are in the window; false where the file ends before.
    private boolean reach(int length) throws IOException {
        if (left() < length && (!fresh || length > window.capacity())) load(Math.max(2 * window.capacity(), length));
        return left() >= length;
    }

    private void load(int length) throws IOException {
        if (length > window.capacity() && window.capacity() < LARGEST)
            window = ByteBuffer.allocate(Math.min(length, LARGEST));
        windowBegin = next;
        windowLength = file.read(next, window.array(), 0, window.capacity());
        fresh = true;
    }

    private int at() {
        return (int) (next - windowBegin);
    }

    private int left() {
        return next < windowBegin ? 0 : (int) Math.max(0, windowBegin + windowLength - next);
    }

    private boolean zeros(int length) {
        for (var at = at(); at < at() + length; at++) {
            if (window.get(at) != 0) return false;
        }
        return true;
    }

    /// Where the frame that was looked at begins.
    public long offset() {
        return offset;
    }

    /// Which entry was looked for.
    public long index() {
        return index;
    }

    /// How long what was found is, without its frame.
    public int length() {
        return Frame.length(window, (int) (offset - windowBegin));
    }

    /// The array in which the found entry stands from [#begin] on.
    public byte[] bytes() {
        return window.array();
    }

    public int begin() {
        return (int) (offset - windowBegin) + Frame.HEADER;
    }

    /// A copy of the entry that was found.
    public byte[] entry() {
        return Arrays.copyOfRange(window.array(), begin(), begin() + length());
    }
}
