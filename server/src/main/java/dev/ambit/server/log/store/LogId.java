package dev.ambit.server.log.store;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/// Sixteen random bytes that every file of one log carries and every checksum begins with: so bytes of another log, or
/// bytes that somebody got into an entry, are never taken for entries of this one.
final class LogId {
    static final int BYTES = 16;

    private final byte[] bytes;

    private LogId(byte[] bytes) {
        this.bytes = bytes;
    }

    static LogId random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new LogId(bytes);
    }

    static LogId of(byte[] from, int at) {
        return new LogId(Arrays.copyOfRange(from, at, at + BYTES));
    }

    void copyTo(byte[] into, int at) {
        System.arraycopy(bytes, 0, into, at, BYTES);
    }

    /// The checksum of `length` bytes that begin at `at`, worked out in `crc`.
    int checksum(CRC32C crc, byte[] from, int at, int length) {
        crc.reset();
        crc.update(bytes);
        crc.update(from, at, length);
        return (int) crc.getValue();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogId id && Arrays.equals(bytes, id.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
