package dev.ambit.server.log.store;

import dev.ambit.server.log.store.FrameCursor.Found;
import dev.ambit.server.log.tree.Hash;
import dev.ambit.server.log.tree.TreeHasher;
import java.io.IOException;
import java.util.Optional;

/// The last segment of a log as it is found when the log is opened: its entries, and what stands behind them.
///
/// Behind them there should be room, zeros to the end of the file, or a seal. Anything else was either damaged or left by a
/// write that a crash cut short. It was damaged if an entry is missing that is known to have been on disk: the mark beside
/// the segments says so, or a checkpoint does, or a later frame that still stands.
final class SegmentTail {
    private final DiskFile file;
    private final String name;
    private final LogId id;
    private final SegmentHeader header;
    private final Samples samples = new Samples();
    private final FrameCursor cursor;

    SegmentTail(DiskFile file, String name, LogId id, SegmentHeader header) {
        this.file = file;
        this.name = name;
        this.id = id;
        this.header = header;
        this.cursor = new FrameCursor(file, id, SegmentHeader.BYTES, header.first());
    }

    /// Reads all entries and adds their hashes to `hashes`, which know everything before them.
    ///
    /// @param known how many entries of the log were on disk, as others say
    /// @return the segment, ready to be added to
    /// @throws LogFailure.Damaged where one of those is not there
    ActiveSegment read(KeptHashes hashes, long known) throws IOException {
        var found = entries(hashes);
        if (found == Found.SEAL) return sealed(hashes.root(), known);
        var missing = found == Found.WRONG || Rest.lastByte(file, cursor.offset()) > cursor.offset()
                ? Math.max(known, Rest.synced(file, id, cursor.offset(), cursor.index()))
                : known;
        if (missing > cursor.index()) throw new LogFailure.Damaged(damage(found));
        return segment(cursor.offset(), false);
    }

    private Found entries(KeptHashes hashes) throws IOException {
        var hasher = new TreeHasher();
        var leaf = new byte[Hash.BYTES];
        var found = cursor.next();
        while (found == Found.ENTRY) {
            samples.add(Math.toIntExact(cursor.offset()));
            hasher.leaf(cursor.bytes(), cursor.begin(), cursor.length(), leaf, 0);
            hashes.add(leaf, 0);
            found = cursor.next();
        }
        return found;
    }

    private ActiveSegment sealed(Hash root, long known) throws IOException {
        var end = cursor.offset() + Frame.size(cursor.length());
        if (!Seal.decoded(cursor, header.first()).root().equals(root)) {
            throw damaged(cursor.offset(), "its seal is that of another tree");
        }
        if (known > cursor.index())
            throw damaged(end, "the segment that begins with entry %d is missing".formatted(cursor.index()));
        if (Rest.lastByte(file, end) > end) throw damaged(end, "something stands behind its seal");
        return segment(end, true);
    }

    private ActiveSegment segment(long end, boolean sealed) throws IOException {
        return new ActiveSegment(file, id, header.first(), samples, end, sealed);
    }

    private Damage damage(Found found) throws IOException {
        return found == Found.WRONG
                ? Wrong.frame(file, name, id, cursor.offset(), cursor.index())
                : new Damage(name, cursor.offset(), "entry %d was on disk and is not there".formatted(cursor.index()));
    }

    /// Puts zeros where an unfinished write stands, if one does.
    Optional<TornTail> cut() throws IOException {
        var last = Rest.lastByte(file, cursor.offset());
        if (last == cursor.offset()) return Optional.empty();
        Rest.erase(file, cursor.offset(), last);
        return Optional.of(new TornTail(name, cursor.offset(), cursor.index(), last - cursor.offset()));
    }

    private LogFailure.Damaged damaged(long offset, String what) {
        return new LogFailure.Damaged(new Damage(name, offset, what));
    }
}
