package dev.ambit.server.log.store;

import dev.ambit.server.log.tree.Frontier;
import dev.ambit.server.log.tree.Hash;
import dev.ambit.server.log.tree.Tile;
import dev.ambit.server.log.tree.TileHashes;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/// All hashes that the tree of a log is kept as: those of sealed segments in files, those of the active one in memory, where a
/// restart puts them again by reading that segment. One thread adds; others read hashes of entries that they know of.
public final class KeptHashes implements TileHashes, Closeable {
    private final HashFiles files;
    private final long filed; // how many leaves the files know
    private final List<HashRow> rows = HashFiles.rows();
    private final Frontier frontier;
    private final Frontier.Completed completed = this::completed;

    private KeptHashes(HashFiles files, Frontier frontier) {
        this.files = files;
        this.filed = frontier.size();
        this.frontier = frontier;
    }

    /// @param frontier of the tree over all sealed segments
    static KeptHashes open(Disk disk, Frontier frontier) throws IOException {
        return new KeptHashes(new HashFiles(disk, frontier.size()), frontier);
    }

    /// Adds a leaf, whose hash stands in `leaf` at `at`.
    public void add(byte[] leaf, int at) {
        rows.getFirst().add(leaf, at);
        frontier.push(leaf, at, completed);
    }

    private void completed(int level, byte[] bytes, int at) {
        rows.get(level).add(bytes, at);
    }

    /// How many leaves there are, for the thread that adds.
    public long size() {
        return frontier.size();
    }

    /// The root of the tree over all leaves, for the thread that adds.
    public Hash root() {
        return frontier.root();
    }

    /// The frontier after all leaves, for the thread that adds.
    byte[] peaks() {
        return frontier.peaks();
    }

    @Override
    public void read(int level, long first, int count, byte[] into, int at) throws IOException {
        var inFiles = filed >>> level * Tile.HEIGHT;
        var before = Math.clamp(inFiles - first, 0, count);
        if (before > 0) files.read(level, first, before, into, at);
        rows.get(level).read((int) (first + before - inFiles), count - before, into, at + before * Hash.BYTES);
    }

    /// Writes what is in memory to the files; it is on disk only after [#filed]. Where it throws, it may be called again.
    public void write() throws IOException {
        files.write(filed, rows);
    }

    /// The same hashes, all of them in files and on disk. What was handed out before can still be read.
    public KeptHashes filed() throws IOException {
        files.force();
        return new KeptHashes(files, frontier);
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
