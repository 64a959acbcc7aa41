package dev.ambit.server.log.store;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;

/// Which segments a log has, and where in them an entry stands. Any thread may ask.
public final class Segments {
    /// Seals of segments that were read from last.
    private static final int REMEMBERED = 16;

    private final Disk disk;
    private final LogId id;
    private final NavigableSet<Long> firsts;
    private final Map<Long, Seal> seals = new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Seal> eldest) {
            return size() > REMEMBERED;
        }
    };
    private volatile ActiveSegment active;

    Segments(Disk disk, LogId id, Collection<Long> firsts, ActiveSegment active) {
        this.disk = disk;
        this.id = id;
        this.firsts = new ConcurrentSkipListSet<>(firsts);
        this.active = active;
    }

    /// The first entry that is kept.
    public long first() {
        return firsts.first();
    }

    /// The first entries of all segments, the oldest first.
    public List<Long> firsts() {
        return List.copyOf(firsts);
    }

    /// How many bytes the segment has that begins with `first`.
    public long bytes(long first) throws IOException {
        try (var file = disk.read(SegmentName.of(first))) {
            return file.size();
        }
    }

    void activated(ActiveSegment segment) {
        active = segment;
        firsts.add(segment.first());
    }

    /// Lets go of segments all of whose entries come before `entry`, the oldest first, but never of the active one.
    public synchronized void drop(long entry) throws IOException {
        while (firsts.size() > 1 && firsts.higher(firsts.first()) <= entry) {
            var first = firsts.first();
            firsts.remove(first);
            disk.delete(SegmentName.of(first));
            disk.sync(); // one at a time, so that what is left has no gap
        }
    }

    /// A reader that stands before `index`, an entry that was added.
    ///
    /// @throws LogFailure.Dropped where it is no longer kept
    public SegmentReader reader(long index) throws IOException {
        var first = firsts.floor(index);
        if (first == null) throw new LogFailure.Dropped(index, first());
        try {
            var samples = samples(first);
            return SegmentReader.open(disk, id, first, samples, index);
        } catch (IOException failure) {
            if (!firsts.contains(first)) throw new LogFailure.Dropped(index, first());
            throw failure;
        }
    }

    private Samples samples(long first) throws IOException {
        var newest = active;
        return newest.first() == first ? newest.samples() : seal(first).samples();
    }

    private Seal seal(long first) throws IOException {
        synchronized (seals) {
            var known = seals.get(first);
            if (known != null) return known;
        }
        try (var file = disk.read(SegmentName.of(first))) {
            var seal = Seal.read(file, SegmentName.of(first), id, first);
            synchronized (seals) {
                seals.put(first, seal);
            }
            return seal;
        }
    }
}
