package dev.ambit.server.log.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.ambit.server.log.tree.Frontier;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// The first block of a segment: whose it is, with which entry it begins, and the tree over everything before it.
/// That tree is why a log opens without reading any segment but its last.
///
/// @param first the first entry
/// @param peaks of the tree over the entries before it, as [Frontier#peaks]
@SuppressWarnings("ArrayRecordComponent") // made and read here only, compared nowhere
record SegmentHeader(LogId id, long first, byte[] peaks) {
    static final int BYTES = 4096;

    private static final byte[] MAGIC = "AMBITSEG".getBytes(US_ASCII);
    private static final int VERSION = 1;
    /// Where the tree stands.
    static final int PEAKS = MAGIC.length + Integer.BYTES + LogId.BYTES + Long.BYTES;
    private static final int CHECKSUM = BYTES - Integer.BYTES;

    byte[] encoded() {
        var bytes = new byte[BYTES];
        var out = ByteBuffer.wrap(bytes).put(MAGIC).putInt(VERSION);
        id.copyTo(bytes, out.position());
        out.position(out.position() + LogId.BYTES).putLong(first).put(peaks);
        out.putInt(CHECKSUM, id.checksum(new CRC32C(), bytes, 0, CHECKSUM));
        return bytes;
    }

    /// The tree over the entries before the segment.
    Frontier frontier() {
        return new Frontier(first, peaks);
    }

    /// The header of segment `name`, which was checked to be this log's.
    static SegmentHeader read(DiskFile file, String name, LogId id) throws IOException {
        var bytes = new byte[BYTES];
        var length = file.read(0, bytes, 0, BYTES);
        if (length < BYTES) throw damaged(name, length, "it ends within its header");
        var in = ByteBuffer.wrap(bytes);
        if (!Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw damaged(name, Arrays.mismatch(bytes, MAGIC), "it does not begin as a segment does");
        }
        var checksum = id.checksum(new CRC32C(), bytes, 0, CHECKSUM);
        if (in.getInt(CHECKSUM) != checksum) {
            var wrong = WrongByte.of(in.getInt(CHECKSUM), checksum, CHECKSUM, 0, CHECKSUM);
            throw damaged(name, wrong.orElse(0), "its header does not match its checksum");
        }
        var first = in.getLong(PEAKS - Long.BYTES);
        if (in.getInt(MAGIC.length) != VERSION || SegmentName.first(name).filter(it -> it == first).isEmpty()) {
            throw damaged(name, MAGIC.length, "its header is that of another segment or version");
        }
        return new SegmentHeader(id, first, Arrays.copyOfRange(bytes, PEAKS, PEAKS + Frontier.bytes(first)));
    }

    private static LogFailure.Damaged damaged(String name, long offset, String what) {
        return new LogFailure.Damaged(new Damage(name, offset, what));
    }
}
