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
        if (known > 0 || disk.names().contains(SyncedMark.NAME) && marked() > 0) {
            throw damaged(SegmentName.of(0), 0, "it is missing");
        }
        var mark = SyncedMark.create(disk);
        var hashes = KeptHashes.open(disk, new Frontier());
        var active = LogFiles.activate(disk, LogFiles.prepare(disk, capacity), hashes, mark);
        var segments = new Segments(disk, mark.id(), List.of(0L), active);
        return new LogFiles(disk, active, segments, hashes, mark, Optional.empty(), claim);
    }

    private long marked() throws IOException {
        try (var mark = SyncedMark.open(disk)) {
            return mark.count();
        }
    }

    private LogFiles existing(List<Long> firsts, long known) throws IOException {
        if (!disk.names().contains(SyncedMark.NAME)) throw damaged(SyncedMark.NAME, 0, "it is missing");
        var mark = SyncedMark.open(disk);
        for (var at = 0; at + 1 < firsts.size(); at++) follow(mark.id(), firsts.get(at), firsts.get(at + 1));
        var last = firsts.getLast();
        var name = SegmentName.of(last);
        var file = disk.open(name);
        var header = SegmentHeader.read(file, name, mark.id());
        var hashes = KeptHashes.open(disk, header.frontier());
        var tail = new SegmentTail(file, name, mark.id(), header);
        var active = tail.read(hashes, Math.max(known, mark.count()));
        var torn = tail.cut();
        active.force(); // what is found may not be on disk yet: the process may have ended, and the power not
        mark.write(hashes.size());
        return new LogFiles(
                disk, active, new Segments(disk, mark.id(), firsts, active), hashes, mark, torn, claim);
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
