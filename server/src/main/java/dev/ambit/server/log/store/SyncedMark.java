package dev.ambit.server.log.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// The file that says how many entries are on disk, and of which log. It is written after every sync and not synced itself:
/// it survives the end of the process, and after a loss of power it may say too little but never too much.
/// What it says is on disk and is not there, was damaged.
public final class SyncedMark implements Closeable {
    /// What the file is called.
    public static final String NAME = "synced";

    private static final String UNFINISHED = NAME + ".new";
    private static final byte[] MAGIC = "AMBITSYN".getBytes(US_ASCII);
    private static final int COUNT = MAGIC.length + LogId.BYTES;
    private static final int CHECKSUM = COUNT + Long.BYTES;
    private static final int BYTES = CHECKSUM + Integer.BYTES; // well within a sector, so that it is written whole or not

    private final DiskFile file;
    private final LogId id;
    private final byte[] bytes = new byte[BYTES];
    private final ByteBuffer out = ByteBuffer.wrap(bytes);
    private final CRC32C crc = new CRC32C();

    private SyncedMark(DiskFile file, LogId id) {
        this.file = file;
        this.id = id;
        out.put(0, MAGIC);
        id.copyTo(bytes, MAGIC.length);
    }

    /// The mark of a new log, which has no entries. Once this returns it is on disk.
    static SyncedMark create(Disk disk) throws IOException {
        var mark = new SyncedMark(disk.create(UNFINISHED), LogId.random());
        mark.write(0);
        mark.force();
        disk.rename(UNFINISHED, NAME);
        disk.sync();
        return mark;
    }

    /// What a mark says.
    ///
    /// @param id    of the log
    /// @param count how many of its entries are on disk
    record Said(LogId id, long count) {}

    static Said read(Disk disk) throws IOException {
        if (!disk.names().contains(NAME)) throw damaged(0, "it is missing");
        try (var file = disk.read(NAME)) {
            var bytes = checked(file);
            return new Said(LogId.of(bytes, MAGIC.length), ByteBuffer.wrap(bytes).getLong(COUNT));
        }
    }

    /// The mark of the log with this id, as was [#read].
    static SyncedMark open(Disk disk, LogId id) throws IOException {
        return new SyncedMark(disk.open(NAME), id);
    }

    LogId id() {
        return id;
    }

    /// `count` entries are on disk.
    public void write(long count) throws IOException {
        out.putLong(COUNT, count);
        out.putInt(CHECKSUM, checksum(crc, bytes));
        file.write(0, bytes, 0, BYTES);
    }

    public void force() throws IOException {
        file.force();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static byte[] checked(DiskFile file) throws IOException {
        var bytes = new byte[BYTES];
        var length = file.read(0, bytes, 0, BYTES);
        var in = ByteBuffer.wrap(bytes);
        if (length < BYTES || file.size() > BYTES)
            throw damaged(Math.min(length, BYTES), "it is not %d bytes long".formatted(BYTES));
        if (!Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw damaged(Arrays.mismatch(bytes, MAGIC), "it does not begin as such a file does");
        }
        var checksum = checksum(new CRC32C(), bytes);
        if (in.getInt(CHECKSUM) != checksum) {
            var wrong = WrongByte.of(in.getInt(CHECKSUM), checksum, CHECKSUM, 0, CHECKSUM);
            throw damaged(wrong.orElse(0), "it does not match its checksum");
        }
        return bytes;
    }

    /// Without the log's id before it, for that is part of what is checked here.
    private static int checksum(CRC32C crc, byte[] bytes) {
        crc.reset();
        crc.update(bytes, 0, CHECKSUM);
        return (int) crc.getValue();
    }

    private static LogFailure.Damaged damaged(long offset, String what) {
        return new LogFailure.Damaged(new Damage(NAME, offset, what));
    }
}
