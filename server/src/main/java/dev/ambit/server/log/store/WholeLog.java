package dev.ambit.server.log.store;

import dev.ambit.server.log.store.FrameCursor.Found;
import dev.ambit.server.log.tree.Frontier;
import dev.ambit.server.log.tree.Hash;
import dev.ambit.server.log.tree.Tile;
import dev.ambit.server.log.tree.TreeHasher;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a log from its first byte to its last, without opening or changing it, and works its tree out anew.
public final class WholeLog implements Closeable {
    /// What was found, when nothing is damaged by the log's own account.
    ///
    /// @param first  the first entry that is kept
    /// @param size   how many entries there are, those that are no longer kept included
    /// @param root   of the tree over all of them
    /// @param torn   what a crash left at the end; opening the log will cut it off
    /// @param signed the root over as many entries as was asked for
    /// @param doubt  where the entries and the kept hashes do not agree
    public record Contents(long first, long size, Hash root, Optional<TornTail> torn, Hash signed,
            Optional<Doubt> doubt) {}

    /// An entry and its kept hash do not belong to each other. Which one is wrong, only a signed root can tell.
    ///
    /// @param entry the damage, if the entry is
    /// @param hash  the damage, if the hash is
    /// @param other the root that was asked for, going by the hashes
    public record Doubt(Damage entry, Damage hash, Hash other) {}

    private final Disk disk;
    private final SyncedMark.Said said;
    private final List<Long> firsts;
    private final long known;
    private final long signed;
    private final EachEntry each;
    private final Frontier frontier = new Frontier();
    private final List<HashBlocks> hashes = new ArrayList<>();
    private final byte[] kept = new byte[Hash.BYTES];
    private @Nullable Frontier other; // of the kept hashes, from the first on that does not agree
    private @Nullable Damage doubtedEntry;
    private @Nullable Damage doubtedHash;
    private @Nullable Hash signedRoot;
    private @Nullable Hash otherRoot;

    /// @param signed for how many entries the root is wanted
    /// @param each   is handed every entry that is kept, in order
    public WholeLog(Disk disk, long signed, EachEntry each) throws IOException {
        this.disk = disk;
        this.signed = signed;
        this.each = each;
        this.said = SyncedMark.read(disk);
        this.known = Math.max(signed, said.count());
        this.firsts = disk.names().stream().flatMap(name -> SegmentName.first(name).stream()).toList();
        if (firsts.isEmpty()) throw damaged(SegmentName.of(0), 0, "it is missing");
    }

    /// @throws LogFailure.Damaged where something is not as it was
    public Contents read() throws IOException {
        openHashes(firsts.getLast());
        noteRoots();
        dropped(firsts.getFirst());
        Optional<TornTail> torn = Optional.empty();
        for (var first : firsts) torn = segment(first);
        if (signedRoot == null)
            throw damaged(SegmentName.of(firsts.getLast()), 0, "entries that were signed are missing");
        return new Contents(firsts.getFirst(), frontier.size(), frontier.root(), torn, signedRoot, doubt());
    }

    private Optional<Doubt> doubt() {
        return doubtedEntry == null || doubtedHash == null
                ? Optional.empty()
                : Optional.of(new Doubt(doubtedEntry, doubtedHash, otherRoot == null ? frontier.root() : otherRoot));
    }

    private void openHashes(long sealed) throws IOException {
        for (var level = 0; level <= Tile.Hashes.HIGHEST; level++) {
            var bytes = (sealed >>> level * Tile.HEIGHT) * Hash.BYTES;
            if (bytes > 0) hashes.add(new HashBlocks(openHashes(level, bytes)));
        }
    }

    private DiskFile openHashes(int level, long bytes) throws IOException {
        if (!disk.names().contains(HashFiles.name(level))) throw damaged(HashFiles.name(level), 0, "it is missing");
        var file = disk.read(HashFiles.name(level));
        if (file.size() >= bytes) return file;
        try (file) {
            throw damaged(HashFiles.name(level), file.size(), "it ends before hash %d".formatted(file.size()
                    / Hash.BYTES));
        }
    }

    /// Entries that are no longer kept: of them there are only the hashes.
    private void dropped(long first) throws IOException {
        var leaf = new byte[Hash.BYTES];
        while (frontier.size() < first) {
            keptHash(0, frontier.size(), leaf);
            push(leaf);
        }
    }

    private Optional<TornTail> segment(long first) throws IOException {
        var name = SegmentName.of(first);
        try (var file = disk.read(name)) {
            var header = SegmentHeader.read(file, name, said.id());
            if (first != frontier.size()) throw damaged(SegmentName.of(frontier.size()), 0, "it is missing");
            if (!Arrays.equals(header.peaks(), frontier.peaks()) && other == null) {
                throw damaged(name, SegmentHeader.PEAKS, "it does not continue the tree of what is before it");
            }
            var end = new SegmentEnd(file, name, said.id(), first, new Samples(),
                    new FrameCursor(file, said.id(), SegmentHeader.BYTES, first));
            var found = entries(end);
            return end(end, found, first == firsts.getLast());
        }
    }

    private Optional<TornTail> end(SegmentEnd end, Found found, boolean last) throws IOException {
        if (found == Found.SEAL) {
            var length = other == null ? end.seal(frontier.root()) : end.cursor().offset();
            if (last && known > frontier.size()) throw end.damaged(length, "the segment after it is missing");
            return Optional.empty();
        }
        if (last) return end.torn(found, known);
        throw new LogFailure.Damaged(Wrong.frame(end.file(), end.name(), end.id(), end.cursor().offset(), end.cursor()
                .index()));
    }

    private Found entries(SegmentEnd end) throws IOException {
        var hasher = new TreeHasher();
        var leaf = new byte[Hash.BYTES];
        var cursor = end.cursor();
        var found = cursor.next();
        while (found == Found.ENTRY) {
            end.samples().add(Math.toIntExact(cursor.offset()));
            hasher.leaf(cursor.bytes(), cursor.begin(), cursor.length(), leaf, 0);
            compare(leaf, end.name(), cursor.offset());
            each.entry(frontier.size(), cursor.bytes(), cursor.begin(), cursor.length());
            push(leaf);
            found = cursor.next();
        }
        return found;
    }

    /// Compares the hash of the next entry with the one that is kept, if one is.
    private void compare(byte[] leaf, String name, long offset) throws IOException {
        var index = frontier.size();
        if (index >= firsts.getLast()) return;
        keptHash(0, index, kept);
        var differs = Arrays.mismatch(leaf, kept);
        if (differs >= 0 && other == null) {
            doubtedEntry = new Damage(name, offset, "entry %d is not the one that was added".formatted(index));
            doubtedHash = new Damage(HashFiles.name(0), index * Hash.BYTES + differs,
                    "the hash of entry %d is not its hash".formatted(index));
            other = new Frontier(index, frontier.peaks());
        }
        if (other != null) other.push(kept, 0, (_, _, _) -> {});
    }

    private void push(byte[] leaf) throws IOException {
        if (other != null && other.size() == frontier.size()) other.push(leaf, 0, (_, _, _) -> {}); // nothing is kept of it
        var nodes = new ArrayList<Node>(0);
        frontier.push(leaf, 0, (level, bytes, at) -> nodes.add(new Node(level, Hash.of(bytes, at))));
        for (var node : nodes) compare(node);
        noteRoots();
    }

    private record Node(int level, Hash hash) {}

    private void compare(Node node) throws IOException {
        var index = (frontier.size() >>> node.level * Tile.HEIGHT) - 1;
        if (other != null || index >= firsts.getLast() >>> node.level * Tile.HEIGHT) return;
        keptHash(node.level, index, kept);
        var differs = Arrays.mismatch(node.hash.bytes(), kept);
        if (differs >= 0) {
            throw damaged(HashFiles.name(node.level), index * Hash.BYTES + differs,
                    "hash %d does not follow from those below it".formatted(index));
        }
    }

    private void noteRoots() {
        if (frontier.size() != signed) return;
        signedRoot = frontier.root();
        otherRoot = other == null ? null : other.root();
    }

    private void keptHash(int level, long index, byte[] into) throws IOException {
        hashes.get(level).read(index, into);
    }

    /// A file of hashes that is read from its beginning to its end.
    private static final class HashBlocks {
        private static final int BLOCK = Tile.FULL * Hash.BYTES;

        private final DiskFile file;
        private final byte[] block = new byte[BLOCK];
        private long begin = -BLOCK;

        HashBlocks(DiskFile file) {
            this.file = file;
        }

        void read(long index, byte[] into) throws IOException {
            var at = index * Hash.BYTES;
            if (at < begin || at >= begin + BLOCK) {
                begin = at;
                file.read(begin, block, 0, BLOCK);
            }
            System.arraycopy(block, (int) (at - begin), into, 0, Hash.BYTES);
        }
    }

    private static LogFailure.Damaged damaged(String name, long offset, String what) {
        return new LogFailure.Damaged(new Damage(name, offset, what));
    }

    @Override
    public void close() throws IOException {
        for (var level : hashes) level.file.close();
    }
}
