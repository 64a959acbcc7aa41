package dev.ambit.server.settings;

import dev.ambit.server.yaml.Forms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What the server must not lose, and how it is kept.
///
/// @param data    the directory of all of it; made if it is not there
/// @param journal the log of changes
/// @param record  the log of decisions
/// @param snapshots states, so that a restart is short
public record Storage(Path data, LogKeeping journal, LogKeeping record, SnapshotKeeping snapshots) {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final long SMALLEST = 128 << 10;
    private static final long LARGEST = 1 << 30;

    private static final Key<Path> DATA = Key.path("data", "ambit-data",
            "The directory of everything it keeps; made if it is not there.");
    private static final Key<Long> JOURNAL_SEGMENT = Key.of("journal.segment", SettingForms.size(SMALLEST, LARGEST),
            "32MiB", "The size at which files of the log of changes stop growing.");
    private static final Key<Long> RECORD_SEGMENT = Key.of("record.segment", SettingForms.size(SMALLEST, LARGEST),
            "32MiB", "The size at which files of the log of decisions stop growing.");
    private static final Key<Duration> RECORD_SYNC = Key.of("record.sync-within", SettingForms.within(SHORTEST,
            LONGEST), "50ms",
            "A decision is on disk after this time and one sync. Where a profile asks for it, it is on "
                    + "disk before it is answered.");

    private static final Key<Integer> SNAPSHOT_EVENTS = Key.of("snapshots.events", SettingForms.whole(1, 100_000_000),
            "100000", "After so many changes the state is kept, so that a restart begins there.");
    private static final Key<Duration> SNAPSHOT_EVERY = Key.of("snapshots.every", Forms.DURATION, "10m",
            "After this time it is kept as well, if anything changed.");
    private static final Key<Integer> SNAPSHOT_COUNT = Key.of("snapshots.keep", SettingForms.whole(1, 100), "3",
            "How many states are kept; the newest that is whole is used.");

    static final Group<Storage> GROUP = Group.of("storage", "What it must not lose, and how it is kept.", List.of(DATA,
            JOURNAL_SEGMENT, RECORD_SEGMENT, RECORD_SYNC, SNAPSHOT_EVENTS, SNAPSHOT_EVERY, SNAPSHOT_COUNT),
            Storage::of);

    private static Storage of(Values values) {
        return new Storage(values.get(DATA),
                new LogKeeping(Math.toIntExact(values.get(JOURNAL_SEGMENT)), Duration.ofMillis(50)),
                new LogKeeping(Math.toIntExact(values.get(RECORD_SEGMENT)), values.get(RECORD_SYNC)),
                new SnapshotKeeping(values.get(SNAPSHOT_EVENTS), values.get(SNAPSHOT_EVERY), values.get(
                        SNAPSHOT_COUNT)));
    }

    /// How often the state is kept.
    ///
    /// @param events after so many changes
    /// @param every  and after this time, if anything changed
    /// @param kept   how many states
    public record SnapshotKeeping(int events, Duration every, int kept) {}

    /// How a log is kept.
    ///
    /// @param segmentBytes size at which its files stop growing
    /// @param syncWithin   an entry that nobody waits for is on disk after this time and one sync
    public record LogKeeping(int segmentBytes, Duration syncWithin) {}
}
