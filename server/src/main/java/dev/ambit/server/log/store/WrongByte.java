package dev.ambit.server.log.store;

import java.util.OptionalInt;
import java.util.zip.CRC32C;

/// Finds the one byte that was changed, from nothing but a checksum that does not match.
///
/// A changed byte leaves a trace in the checksum that depends on the change and on how many bytes follow. The trace is
/// turned back byte by byte, from the end, until it is one that a single change leaves at once. Where several bytes were
/// changed there is, but for chance, no such place, and the caller names the beginning of what was checked.
final class WrongByte {
    private static final int[] TRACES = new int[256]; // of each change, right after it; their high bytes all differ
    private static final int[] BY_HIGH_BYTE = new int[256];

    static {
        for (var change = 0; change < TRACES.length; change++) {
            TRACES[change] = trace(change);
            BY_HIGH_BYTE[TRACES[change] >>> 24] = change;
        }
    }

    private WrongByte() {}

    /// @param written    the checksum that was written down
    /// @param found      the checksum of the bytes as they are
    /// @param checksumAt where the checksum stands, in big-endian order
    /// @param begin      where what was checked begins
    /// @param length     of what was checked
    /// @return where the changed byte stands; empty where more than one was
    static OptionalInt of(int written, int found, int checksumAt, int begin, int length) {
        var inChecksum = inChecksum(written ^ found);
        return inChecksum.isPresent()
                ? OptionalInt.of(checksumAt + inChecksum.getAsInt())
                : among(written ^ found, begin, length);
    }

    private static OptionalInt among(int difference, int begin, int length) {
        var trace = difference;
        for (var at = length - 1; at >= 0; at--) {
            var change = BY_HIGH_BYTE[trace >>> 24];
            if (change != 0 && TRACES[change] == trace) return OptionalInt.of(begin + at);
            trace = (trace ^ TRACES[change]) << 8 | change;
        }
        return OptionalInt.empty();
    }

    /// Which byte of the checksum was changed, if it alone was: then the two differ in one byte only.
    private static OptionalInt inChecksum(int difference) {
        var at = Integer.numberOfLeadingZeros(difference) / Byte.SIZE;
        var alone = at < Integer.BYTES && (difference & ~(0xff << Byte.SIZE * (Integer.BYTES - 1 - at))) == 0;
        return alone ? OptionalInt.of(at) : OptionalInt.empty();
    }

    private static int trace(int change) {
        var one = new CRC32C();
        one.update(change);
        var none = new CRC32C();
        none.update(0);
        return (int) (one.getValue() ^ none.getValue());
    }
}
