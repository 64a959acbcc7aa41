package dev.ambit.bench.log;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/// A file of zeros that is written over, again and again: the least a log could do.
final class BareFile implements AutoCloseable {
    private static final int BYTES = 32 << 20;
    private static final int BLOCK = 64 << 10; // as the log does: larger blocks make later writes slower

    private final RandomAccessFile file;
    private final byte[] entry;
    private int written;

    BareFile(Path path, int entry) throws IOException {
        this.entry = new byte[entry];
        file = new RandomAccessFile(path.toFile(), "rw");
        for (var block = 0; block < BYTES; block += BLOCK) file.write(new byte[BLOCK]);
        file.getFD().sync();
        file.seek(0);
    }

    void write() throws IOException {
        if (written + entry.length > BYTES) {
            file.seek(0);
            written = 0;
        }
        file.write(entry);
        written += entry.length;
    }

    void force() throws IOException {
        file.getChannel().force(false);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
