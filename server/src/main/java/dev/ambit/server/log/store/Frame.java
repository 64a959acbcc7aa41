package dev.ambit.server.log.store;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// How one entry stands in a segment: twenty bytes before it, zeros behind it up to a multiple of eight.
///
///     0  checksum   CRC-32C of the log's id and of all that follows, the zeros included
///     4  kind       1 an entry, 2 the seal of the segment; never 0, so that a frame never looks like the room behind it
///     5  length     of what is framed, 3 bytes
///     8  index      of the entry; of a seal, the entry that the next segment begins with
///     16 unsynced   how many entries before this one were not yet known to be on disk when it was written
///
/// The last field is how a torn write is told from damage after the power was lost: what a later frame knew to be on disk
/// cannot be missing for want of a sync.
@SuppressWarnings("ByteBufferBackingArray") // all buffers here are allocated and begin with their array
final class Frame {
    static final int HEADER = 20;
    static final byte ENTRY = 1;
    static final byte SEAL = 2;
    /// The longest entry: more would not fit into an entry tile, whose lengths have two bytes.
    static final int LONGEST = 0xffff;
    static final int LARGEST = size(LONGEST);

    private static final int ALIGNMENT = 8;
    static final int CHECKED = 4; // where that begins which the checksum is over
    static final int INDEX = 8;
    private static final int UNSYNCED = 16;

    private Frame() {}

    /// How many bytes a frame around `length` bytes has.
    static int size(int length) {
        return HEADER + length + ALIGNMENT - 1 & -ALIGNMENT;
    }

    /// Writes a frame to the beginning of `into`.
    ///
    /// @return its size
    static int encode(ByteBuffer into, byte kind, long index, long unsynced, byte[] from, int at, int length, LogId id,
            CRC32C crc) {
        var size = size(length);
        var bytes = into.array();
        into.putInt(CHECKED, kind << 24 | length);
        into.putLong(INDEX, index);
        into.putInt(UNSYNCED, (int) Math.min(unsynced, 0xffff_ffffL));
        System.arraycopy(from, at, bytes, HEADER, length);
        for (var zero = HEADER + length; zero < size; zero++) bytes[zero] = 0;
        into.putInt(0, id.checksum(crc, bytes, CHECKED, size - CHECKED));
        return size;
    }

    static int kind(ByteBuffer in, int at) {
        return in.get(at + CHECKED);
    }

    static int length(ByteBuffer in, int at) {
        return in.getInt(at + CHECKED) & 0xff_ffff;
    }

    static long index(ByteBuffer in, int at) {
        return in.getLong(at + INDEX);
    }

    /// How many entries were known to be on disk when this frame was written; at least that many were.
    static long synced(ByteBuffer in, int at) {
        return index(in, at) - Integer.toUnsignedLong(in.getInt(at + UNSYNCED));
    }

    /// Whether the first twenty bytes can begin a frame: nothing of what they say has been checked.
    static boolean plausible(ByteBuffer in, int at) {
        var kind = kind(in, at);
        return (kind == ENTRY || kind == SEAL) && length(in, at) <= LONGEST && index(in, at) >= 0;
    }

    static int written(ByteBuffer in, int at) {
        return in.getInt(at);
    }

    /// The checksum of the frame at `at`, all of whose `size` bytes are there, as it should be.
    static int checksum(ByteBuffer in, int at, int size, LogId id, CRC32C crc) {
        return id.checksum(crc, in.array(), at + CHECKED, size - CHECKED);
    }
}
