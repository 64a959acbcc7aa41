package dev.ambit.server.log.store;

import dev.ambit.server.log.tree.Frontier;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Opens the files of a log: checks that its segments follow each other, then reads the last one.
final class Opening {
    private final Disk disk;
    private final Closeable claim;

    Opening(Disk disk, Closeable claim) {
        this.disk = disk;
        this.claim = claim;
    }

    LogFiles open(long known, long capacity) throws IOException {
        var names = disk.names();
        var firsts = names.stream().flatMap(name -> SegmentName.first(name).stream()).toList();
        if (names.contains(LogFiles.PREPARED)) disk.delete(LogFiles.PREPARED);
        return firsts.isEmpty() ? fresh(known, capacity) : existing(firsts, known);
    }

    private LogFiles fresh(long known, long capacity) throws IOException {
        if (known > 0 || disk.names().contains(SyncedMark.NAME) && SyncedMark.read(disk).count() > 0) {
            throw damaged(SegmentName.of(0), 0, "it is missing");
        }
        var mark = SyncedMark.create(disk);
        var hashes = KeptHashes.open(disk, new Frontier());
        var active = LogFiles.activate(disk, LogFiles.prepare(disk, capacity), hashes, mark);
        var segments = new Segments(disk, mark.id(), List.of(0L), active);
        return new LogFiles(disk, active, segments, hashes, mark, Optional.empty(), claim);
    }

    private LogFiles existing(List<Long> firsts, long known) throws IOException {
        var said = SyncedMark.read(disk);
        for (var at = 0; at + 1 < firsts.size(); at++) follow(said.id(), firsts.get(at), firsts.get(at + 1));
        var name = SegmentName.of(firsts.getLast());
        var file = disk.open(name);
        var header = SegmentHeader.read(file, name, said.id());
        var hashes = KeptHashes.open(disk, header.frontier());
        var tail = new SegmentTail(file, name, said.id(), header.first());
        var active = tail.read(hashes, Math.max(known, said.count()));
        var mark = SyncedMark.open(disk, said.id());
        mark.write(hashes.size());
        return new LogFiles(
                disk, active, new Segments(disk, mark.id(), firsts, active), hashes, mark, tail.torn(), claim);
    }

    /// Checks that segment `next` goes on where `first` ends.
    private void follow(LogId id, long first, long next) throws IOException {
        var name = SegmentName.of(first);
        try (var file = disk.read(name); var following = disk.read(SegmentName.of(next))) {
            SegmentHeader.read(file, name, id);
            var seal = Seal.read(file, name, id, first);
            if (seal.end() != next) throw damaged(SegmentName.of(seal.end()), 0, "it is missing");
            var header = SegmentHeader.read(following, SegmentName.of(next), id);
            if (!header.frontier().root().equals(seal.root())) {
                throw damaged(SegmentName.of(next), 0, "it does not continue the tree of the segment before it");
            }
        }
    }

    private static LogFailure.Damaged damaged(String name, long offset, String what) {
        return new LogFailure.Damaged(new Damage(name, offset, what));
    }
}
