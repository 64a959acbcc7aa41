package dev.ambit.server.log.store;

import java.io.Closeable;
import java.io.IOException;

/// An open file. One thread at a time reads and writes it; another may [#force] it meanwhile.
public interface DiskFile extends Closeable {
    long size() throws IOException;

    /// Reads `length` bytes from `position` on, to `into` at `at`; fewer where the file ends.
    ///
    /// @return how many; 0 at the end of the file
    int read(long position, byte[] into, int at, int length) throws IOException;

    /// Writes `length` bytes of `from`, from `at` on, at `position`. They have reached the operating system when this
    /// returns, and so survive the end of the process. Where it throws, any of them may have.
    void write(long position, byte[] from, int at, int length) throws IOException;

    void truncate(long size) throws IOException;

    /// Returns once everything written before is on disk. Where it throws, it may never get there, and asking again
    /// proves nothing.
    void force() throws IOException;
}
