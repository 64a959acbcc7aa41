package dev.ambit.server.log.store;

import dev.ambit.server.log.store.FrameCursor.Found;
import dev.ambit.server.log.tree.Hash;
import dev.ambit.server.log.tree.TreeHasher;
import java.io.IOException;
import java.util.Optional;

/// The last segment of a log, read when the log is opened, and made ready to be added to.
final class SegmentTail {
    private final DiskFile file;
    private final SegmentEnd end;
    private Optional<TornTail> torn = Optional.empty();

    SegmentTail(DiskFile file, String name, LogId id, long first) {
        this.file = file;
        var cursor = new FrameCursor(file, id, SegmentHeader.BYTES, first);
        this.end = new SegmentEnd(file, name, id, first, new Samples(), cursor);
    }

    /// Reads all entries and adds their hashes to `hashes`, which know everything before them. An unfinished write is cut off.
    /// Then all that is left is brought to disk: the process may have ended, and the power not.
    ///
    /// @param known how many entries of the log were on disk, as others say
    /// @throws LogFailure.Damaged where one of those is not there
    ActiveSegment read(KeptHashes hashes, long known) throws IOException {
        var found = entries(hashes);
        var segment = found == Found.SEAL ? sealed(hashes, known) : open(found, known);
        file.force();
        return segment;
    }

    /// What was cut off.
    Optional<TornTail> torn() {
        return torn;
    }

    private Found entries(KeptHashes hashes) throws IOException {
        var hasher = new TreeHasher();
        var leaf = new byte[Hash.BYTES];
        var cursor = end.cursor();
        var found = cursor.next();
        while (found == Found.ENTRY) {
            end.samples().add(Math.toIntExact(cursor.offset()));
            hasher.leaf(cursor.bytes(), cursor.begin(), cursor.length(), leaf, 0);
            hashes.add(leaf, 0);
            found = cursor.next();
        }
        return found;
    }

    private ActiveSegment sealed(KeptHashes hashes, long known) throws IOException {
        var length = end.seal(hashes.root());
        if (known > hashes.size()) {
            throw end.damaged(length, "the segment that begins with entry %d is missing".formatted(hashes.size()));
        }
        return new ActiveSegment(file, end.id(), end.first(), end.samples(), length, true);
    }

    private ActiveSegment open(Found found, long known) throws IOException {
        torn = end.torn(found, known);
        if (torn.isPresent()) Rest.erase(file, torn.get().offset(), torn.get().offset() + torn.get().bytes());
        return new ActiveSegment(file, end.id(), end.first(), end.samples(), end.cursor().offset(), false);
    }
}
