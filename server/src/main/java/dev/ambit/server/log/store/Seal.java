package dev.ambit.server.log.store;

import dev.ambit.server.log.tree.Hash;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The last frame of a segment to which nothing will be added: how many entries there are and where, and the root of the
/// tree that ends with them. Its last four bytes say how large it is, so that it is found from the end of the file.
///
/// @param first   the first entry of the segment
/// @param samples where its entries begin
record Seal(long first, Samples samples, Hash root) {
    private static final int FIXED = Integer.BYTES + Hash.BYTES + Integer.BYTES;
    private static final int ROOT = Integer.BYTES;

    /// The size of the frame that seals a segment of `entries` entries.
    static int size(int entries) {
        return Frame.size(FIXED + Integer.BYTES * Samples.count(entries));
    }

    /// What is framed, as long as the frame has no zeros behind it.
    byte[] encoded() {
        var size = size(samples.entries());
        var bytes = new byte[size - Frame.HEADER];
        var out = ByteBuffer.wrap(bytes).putInt(samples.entries());
        out.put(root.bytes());
        for (var at = 0; at < Samples.count(samples.entries()); at++) out.putInt(samples.offset(at));
        out.putInt(bytes.length - Integer.BYTES, size);
        return bytes;
    }

    /// The entry that the next segment begins with.
    long end() {
        return first + samples.entries();
    }

    /// The seal at the end of segment `name`.
    static Seal read(DiskFile file, String name, LogId id, long first) throws IOException {
        var length = file.size();
        var last = new byte[Integer.BYTES];
        file.read(Math.max(0, length - last.length), last, 0, last.length);
        var size = ByteBuffer.wrap(last).getInt();
        if (size < size(1) || size > Frame.LARGEST || SegmentHeader.BYTES + size > length) {
            throw damaged(name, length - last.length, "it is not the last segment and does not end with a seal");
        }
        return read(file, name, id, first, length - size);
    }

    /// The seal that stands at `offset`.
    private static Seal read(DiskFile file, String name, LogId id, long first, long offset) throws IOException {
        var frame = new byte[(int) (file.size() - offset)];
        file.read(offset, frame, 0, frame.length);
        var entries = ByteBuffer.wrap(frame).getInt(Frame.HEADER);
        var cursor = new FrameCursor(file, id, offset, first + entries);
        if (cursor.next() != FrameCursor.Found.SEAL || size(entries) != frame.length) {
            throw new LogFailure.Damaged(Wrong.frame(file, name, id, offset, first + entries));
        }
        return decoded(cursor, first);
    }

    /// The seal that `cursor` has found.
    static Seal decoded(FrameCursor cursor, long first) {
        var in = ByteBuffer.wrap(cursor.bytes(), cursor.begin(), cursor.length()).slice();
        var entries = in.getInt();
        var root = Hash.of(cursor.bytes(), cursor.begin() + ROOT);
        in.position(ROOT + Hash.BYTES);
        var offsets = new int[Samples.count(entries)];
        in.asIntBuffer().get(offsets);
        return new Seal(first, new Samples(offsets, entries), root);
    }

    private static LogFailure.Damaged damaged(String name, long offset, String what) {
        return new LogFailure.Damaged(new Damage(name, Math.max(0, offset), what));
    }
}
