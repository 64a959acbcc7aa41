package dev.ambit.server.log.tree;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The two hash functions of a tree, RFC 6962 §2.1. A leaf and a node are hashed with different first bytes, so that
/// neither can be passed off as the other. It allocates nothing and belongs to one thread at a time.
public final class TreeHasher {
    /// The root of the tree without leaves: the hash of nothing.
    public static final Hash EMPTY = new TreeHasher().ofNothing();

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest sha256;

    public TreeHasher() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    public static Hash leaf(byte[] entry) {
        var hash = new byte[Hash.BYTES];
        new TreeHasher().leaf(entry, 0, entry.length, hash, 0);
        return Hash.of(hash);
    }

    public static Hash node(Hash left, Hash right) {
        var hash = new byte[Hash.BYTES];
        new TreeHasher().node(left.bytes(), 0, right.bytes(), 0, hash, 0);
        return Hash.of(hash);
    }

    /// Writes the hash of an entry, `length` bytes of `entry` from `from` on, to `into` at `at`.
    public void leaf(byte[] entry, int from, int length, byte[] into, int at) {
        sha256.update(LEAF);
        sha256.update(entry, from, length);
        finish(into, at);
    }

    /// Writes the hash of a node to `into` at `at`; that may be where `left` or `right` came from.
    public void node(byte[] left, int leftAt, byte[] right, int rightAt, byte[] into, int at) {
        sha256.update(NODE);
        sha256.update(left, leftAt, Hash.BYTES);
        sha256.update(right, rightAt, Hash.BYTES);
        finish(into, at);
    }

    private void finish(byte[] into, int at) {
        try {
            sha256.digest(into, at, Hash.BYTES);
        } catch (DigestException tooShort) {
            throw new IllegalArgumentException(tooShort);
        }
    }

    private Hash ofNothing() {
        return Hash.of(sha256.digest());
    }
}
