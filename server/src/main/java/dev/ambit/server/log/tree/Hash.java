package dev.ambit.server.log.tree;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// A SHA-256 digest of a leaf, a node or a whole tree. It is written in base64, as checkpoints do.
public final class Hash {
    public static final int BYTES = 32;

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /// @throws IllegalArgumentException where `bytes` is not 32 bytes long
    public static Hash of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a hash has %d bytes, not %d".formatted(BYTES, bytes.length));
        }
        return new Hash(bytes.clone());
    }

    /// The 32 bytes of `from` that begin at `at`.
    public static Hash of(byte[] from, int at) {
        return new Hash(Arrays.copyOfRange(from, at, at + BYTES));
    }

    /// Reads what [#toString] writes; nothing else, not even another spelling of the same bytes.
    public static Optional<Hash> parse(String base64) {
        try {
            var bytes = Base64.getDecoder().decode(base64);
            return bytes.length == BYTES
                    ? Optional.of(new Hash(bytes)).filter(hash -> hash.toString().equals(base64))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public void copyTo(byte[] into, int at) {
        System.arraycopy(bytes, 0, into, at, BYTES);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
