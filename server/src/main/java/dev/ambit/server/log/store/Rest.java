package dev.ambit.server.log.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// What stands behind the last entry of a segment. It is looked at in blocks, each once.
final class Rest {
    private static final int BLOCK = 1 << 20;
    private static final int STEP = 8; // frames begin at multiples of it

    private Rest() {}

    /// The end of what is not zero; `from` where everything is.
    static long lastByte(DiskFile file, long from) throws IOException {
        var block = new byte[BLOCK];
        var last = from;
        for (var at = from; at < file.size(); at += BLOCK) {
            var length = file.read(at, block, 0, BLOCK);
            for (var end = length; end > 0; end--) {
                if (block[end - 1] != 0) {
                    last = at + end;
                    break;
                }
            }
        }
        return last;
    }

    /// Puts zeros from `from` to `to`, on disk when this returns. It begins at the end: a crash on the way leaves what was there
    /// before, only shorter.
    static void erase(DiskFile file, long from, long to) throws IOException {
        var zeros = new byte[BLOCK];
        for (var end = to; end > from; end -= BLOCK) {
            var begin = Math.max(from, end - BLOCK);
            file.write(begin, zeros, 0, (int) (end - begin));
        }
        file.force();
    }

    /// How many entries of the log were on disk for certain, as the frames from `from` on say that are still whole.
    ///
    /// @param missing the entry that should stand at `from`
    static long synced(DiskFile file, LogId id, long from, long missing) throws IOException {
        var crc = new CRC32C();
        var block = ByteBuffer.allocate(BLOCK + Frame.LARGEST);
        var synced = 0L;
        for (var at = from; at < file.size(); at += BLOCK) {
            var length = file.read(at, block.array(), 0, block.capacity());
            for (var frame = 0; frame < BLOCK && frame + Frame.HEADER <= length; frame += STEP) {
                if (whole(block, frame, length, id, crc) && Frame.index(block, frame) > missing) {
                    synced = Math.max(synced, Frame.synced(block, frame));
                }
            }
        }
        return synced;
    }

    private static boolean whole(ByteBuffer block, int at, int length, LogId id, CRC32C crc) {
        if (!Frame.plausible(block, at)) return false;
        var size = Frame.size(Frame.length(block, at));
        return size <= length - at && Frame.written(block, at) == Frame.checksum(block, at, size, id, crc);
    }
}
