package dev.ambit.server.log;

import dev.ambit.server.log.note.Checkpoint;
import dev.ambit.server.log.note.Receipt;
import dev.ambit.server.log.note.SignedNote;
import dev.ambit.server.log.note.SigningKey;
import dev.ambit.server.log.store.Damage;
import dev.ambit.server.log.store.LogFailure;
import dev.ambit.server.log.tree.Hash;
import dev.ambit.server.log.tree.Tile;
import dev.ambit.server.log.tree.TreeHasher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/// What a log tells others: signed checkpoints, and tiles and receipts below the newest of them, C2SP tlog-tiles.
///
/// Only what is on disk is ever signed, and a checkpoint is on disk before anybody gets it: so a log that has lost power never
/// signs another tree of the same size, which would look like tampering and could not be told from it.
public final class Checkpoints {
    private final Log log;
    private final SigningKey key;
    private volatile Published newest;

    /// @param note signed, and on disk
    private record Published(SignedNote note, Checkpoint checkpoint) {}

    private Checkpoints(Log log, SigningKey key, Published newest) {
        this.log = log;
        this.key = key;
        this.newest = newest;
    }

    /// Goes on from the newest checkpoint of `log`, or signs its first.
    ///
    /// @param key its name is the log's origin. It may be another key than before
    /// @throws LogFailure.Damaged where the newest checkpoint has a signature of this key that is not one
    public static Checkpoints of(Log log, SigningKey key) throws LogFailure {
        try {
            var kept = KeptCheckpoint.read(log.disk());
            if (kept.isPresent()) kept.get().check(key.verifier());
            var first = signed(log, key);
            KeptCheckpoint.write(log.disk(), first.note);
            return new Checkpoints(log, key, first);
        } catch (IOException failure) {
            throw unusable(log, "keep a checkpoint", failure);
        }
    }

    /// Signs everything that is on disk now, unless that has been done.
    ///
    /// @return the newest checkpoint
    /// @throws LogFailure.Unusable where it cannot be written; then the last one stays the newest
    public synchronized SignedNote publish() throws LogFailure {
        try {
            if (log.synced() > newest.checkpoint.size()) {
                var next = signed(log, key);
                KeptCheckpoint.write(log.disk(), next.note);
                newest = next;
            }
            return newest.note;
        } catch (IOException failure) {
            throw unusable(log, "keep a checkpoint", failure);
        }
    }

    private static Published signed(Log log, SigningKey key) throws IOException {
        var size = log.synced();
        var checkpoint = new Checkpoint(key.verifier().name(), size, log.tree(size).root());
        return new Published(checkpoint.signed(key), checkpoint);
    }

    /// The newest checkpoint.
    public SignedNote newest() {
        return newest.note;
    }

    /// How many entries the newest checkpoint covers.
    public long size() {
        return newest.checkpoint.size();
    }

    /// A receipt for the entry at `index`, which the newest checkpoint must cover. It is checked before it is handed out.
    ///
    /// @throws LogFailure.Dropped where the entry is no longer kept
    /// @throws LogFailure.Damaged where the entry or a hash is not what it was
    public Receipt receipt(long index) throws LogFailure {
        var published = newest;
        Objects.checkIndex(index, published.checkpoint.size());
        try {
            var proof = log.tree(published.checkpoint.size()).inclusion(index);
            if (!proof.proves(TreeHasher.leaf(log.entry(index).bytes()), published.checkpoint.root())) {
                throw new LogFailure.Damaged(new Damage("hashes.0", index * Hash.BYTES,
                        "the hashes do not lead from entry %d to the signed root".formatted(index)));
            }
            return new Receipt(index, proof, published.note);
        } catch (IOException failure) {
            throw unusable(log, "prove entry " + index, failure);
        }
    }

    /// A tile, as far as the newest checkpoint covers it; empty where there is none, or its entries are no longer kept.
    public Optional<byte[]> tile(Tile tile) throws LogFailure {
        var size = newest.checkpoint.size();
        try {
            return switch (tile) {
                case Tile.Hashes hashes -> hashes(hashes, size);
                case Tile.Entries entries -> entries(entries, size);
            };
        } catch (LogFailure.Dropped gone) {
            return Optional.empty();
        } catch (IOException failure) {
            throw unusable(log, "read `%s`".formatted(tile.path()), failure);
        }
    }

    private Optional<byte[]> hashes(Tile.Hashes tile, long size) throws IOException {
        var first = tile.index() * Tile.FULL;
        if (first + tile.width() > size >>> tile.level() * Tile.HEIGHT) return Optional.empty();
        var bytes = new byte[tile.width() * Hash.BYTES];
        log.tree(size).hashes().read(tile.level(), first, tile.width(), bytes, 0);
        return Optional.of(bytes);
    }

    private Optional<byte[]> entries(Tile.Entries tile, long size) throws IOException {
        var first = tile.index() * Tile.FULL;
        if (first + tile.width() > size) return Optional.empty();
        var bytes = new ByteArrayOutputStream();
        try (var reader = log.read(first)) {
            for (var count = 0; count < tile.width(); count++) {
                var entry = reader.next().orElseThrow().bytes();
                bytes.write(entry.length >>> Byte.SIZE);
                bytes.write(entry.length);
                bytes.write(entry);
            }
        }
        return Optional.of(bytes.toByteArray());
    }

    private static LogFailure unusable(Log log, String what, IOException failure) {
        return failure instanceof LogFailure known
                ? known
                : new LogFailure.Unusable("log `%s` cannot %s: %s".formatted(log, what, failure.getMessage()), failure);
    }
}
