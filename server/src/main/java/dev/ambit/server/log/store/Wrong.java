package dev.ambit.server.log.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// Says what is wrong with a frame, as closely as its checksum tells.
final class Wrong {
    private final ByteBuffer frame = ByteBuffer.allocate(Frame.LARGEST);
    private final CRC32C crc = new CRC32C();
    private final int length;
    private final LogId id;

    private Wrong(DiskFile file, long offset, LogId id) throws IOException {
        this.length = file.read(offset, frame.array(), 0, frame.capacity());
        this.id = id;
    }

    /// The damage to the frame that should stand at `offset` and hold entry `index`, or the seal before that entry.
    static Damage frame(DiskFile file, String name, LogId id, long offset, long index) throws IOException {
        var wrong = new Wrong(file, offset, id);
        if (wrong.length < Frame.HEADER) {
            return new Damage(name, offset + wrong.length, "it ends before entry %d".formatted(index));
        }
        if (wrong.whole()) {
            var found = Frame.index(wrong.frame, 0);
            return new Damage(name, offset + Frame.INDEX, "entry %d stands where entry %d should".formatted(found,
                    index));
        }
        return new Damage(name, offset + wrong.at(), "entry %d does not match its checksum".formatted(index));
    }

    /// Whether all of the frame is there, if the length is right. Nothing else of what it says matters to that.
    private boolean fits() {
        return Frame.length(frame, 0) <= Frame.LONGEST && size() <= length;
    }

    private int size() {
        return Frame.size(Frame.length(frame, 0));
    }

    private boolean whole() {
        return fits() && Frame.written(frame, 0) == Frame.checksum(frame, 0, size(), id, crc);
    }

    private int at() {
        return fits() ? located() : inLength();
    }

    private int located() {
        var found = Frame.checksum(frame, 0, size(), id, crc);
        return WrongByte.of(Frame.written(frame, 0), found, 0, Frame.CHECKED, size() - Frame.CHECKED)
                .orElseGet(this::inLength);
    }

    /// The byte of the length without whose change the frame would be whole: with it, nobody knows where it ends.
    private int inLength() {
        for (var at = Frame.CHECKED; at < Frame.INDEX; at++) {
            var was = frame.get(at);
            for (var other = 0; other <= 0xff; other++) {
                frame.put(at, (byte) other);
                if (whole()) return at;
            }
            frame.put(at, was);
        }
        return 0;
    }
}
