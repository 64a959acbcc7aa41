package dev.ambit.server.log.store;

import dev.ambit.server.log.store.FrameCursor.Found;
import dev.ambit.server.log.tree.Hash;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/// What stands behind the last entry of the last segment: room, a seal, an unfinished write, or damage.
///
/// An unfinished write and damage look alike. It is damage if an entry is missing that is known to have been on disk: the mark
/// beside the segments says so, or a checkpoint does, or a frame that still stands further on.
///
/// @param cursor  which stopped there, at what is not an entry
/// @param samples of the entries before it
record SegmentEnd(DiskFile file, String name, LogId id, long first, Samples samples, FrameCursor cursor) {
    /// The seal, all of which was compared with what it should be.
    ///
    /// @param root of the tree up to here
    /// @return where the file ends, or should
    long seal(Hash root) throws IOException {
        var expected = new Seal(first, samples, root).encoded();
        if (!Arrays.equals(expected, cursor.entry()))
            throw damaged(cursor.offset(), "the seal is not that of these entries");
        var end = cursor.offset() + Frame.size(cursor.length());
        if (Rest.lastByte(file, end) > end) throw damaged(end, "something stands behind the seal");
        return end;
    }

    /// What is left of an unfinished write, if anything is.
    ///
    /// @param found where the cursor stopped
    /// @param known how many entries of the log were on disk, as others say
    /// @throws LogFailure.Damaged where one of those is not there
    Optional<TornTail> torn(Found found, long known) throws IOException {
        var last = Rest.lastByte(file, cursor.offset());
        var unfinished = last > cursor.offset();
        var least = unfinished ? Math.max(known, Rest.synced(file, id, cursor.offset(), cursor.index())) : known;
        if (least > cursor.index()) throw new LogFailure.Damaged(missing(found));
        return unfinished
                ? Optional.of(new TornTail(name, cursor.offset(), cursor.index(), last - cursor.offset()))
                : Optional.empty();
    }

    private Damage missing(Found found) throws IOException {
        return found == Found.WRONG
                ? Wrong.frame(file, name, id, cursor.offset(), cursor.index())
                : new Damage(name, cursor.offset(), "entry %d was on disk and is not there".formatted(cursor.index()));
    }

    LogFailure.Damaged damaged(long offset, String what) {
        return new LogFailure.Damaged(new Damage(name, offset, what));
    }
}
