package dev.ambit.server.log.store;

import dev.ambit.server.log.tree.Hash;
import dev.ambit.server.log.tree.Tile;
import dev.ambit.server.log.tree.TileHashes;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The hashes of all sealed segments, one file for each level of tiles: `hashes.0` holds those of the leaves. They are kept when
/// entries are dropped, so that the tree can always be checked.
final class HashFiles implements Closeable {
    private final Disk disk;
    private final @Nullable DiskFile[] files = new @Nullable DiskFile[Tile.Hashes.HIGHEST + 1];
    private boolean created; // a file whose name is not yet certain to be on disk

    /// Hashes of `leaves` leaves. What the files hold beyond them is left from a crash and cut off.
    ///
    /// @throws LogFailure.Damaged where they hold fewer
    HashFiles(Disk disk, long leaves) throws IOException {
        this.disk = disk;
        for (var level = 0; level < files.length; level++) {
            var count = leaves >>> level * Tile.HEIGHT;
            if (count > 0) {
                files[level] = open(disk, level, count);
            } else if (disk.names().contains(name(level))) {
                disk.delete(name(level));
            }
        }
    }

    static String name(int level) {
        return "hashes." + level;
    }

    private static DiskFile open(Disk disk, int level, long count) throws IOException {
        if (!disk.names().contains(name(level))) throw tooShort(level, 0);
        var file = disk.open(name(level));
        var size = file.size();
        if (size < count * Hash.BYTES) {
            file.close();
            throw tooShort(level, size);
        }
        if (size > count * Hash.BYTES) file.truncate(count * Hash.BYTES);
        return file;
    }

    private static LogFailure.Damaged tooShort(int level, long size) {
        return new LogFailure.Damaged(
                new Damage(name(level), size, "it ends before hash %d".formatted(size / Hash.BYTES)));
    }

    /// As [TileHashes#read].
    void read(int level, long first, int count, byte[] into, int at) throws IOException {
        var file = files[level];
        if (file == null) throw tooShort(level, 0);
        synchronized (file) {
            var length = file.read(first * Hash.BYTES, into, at, count * Hash.BYTES);
            if (length < count * Hash.BYTES) throw tooShort(level, first * Hash.BYTES + length);
        }
    }

    /// Adds to each level the hashes of its row, behind those of `leaves` leaves. They are on disk only after [#force].
    /// Where it throws, it may be called again.
    void write(long leaves, List<HashRow> rows) throws IOException {
        for (var level = 0; level < files.length; level++) {
            if (rows.get(level).isEmpty()) continue;
            var file = files[level];
            if (file == null) file = create(level);
            synchronized (file) {
                rows.get(level).write(file, (leaves >>> level * Tile.HEIGHT) * Hash.BYTES);
            }
        }
    }

    private DiskFile create(int level) throws IOException {
        var file = disk.create(name(level));
        files[level] = file;
        created = true;
        return file;
    }

    void force() throws IOException {
        for (var file : files) {
            if (file != null) file.force();
        }
        if (created) disk.sync();
        created = false;
    }

    @Override
    public void close() throws IOException {
        for (var file : files) {
            if (file != null) file.close();
        }
    }

    static List<HashRow> rows() {
        return IntStream.rangeClosed(0, Tile.Hashes.HIGHEST).mapToObj(_ -> new HashRow()).toList();
    }
}
