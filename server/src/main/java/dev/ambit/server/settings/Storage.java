package dev.ambit.server.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What the server must not lose, and how it is kept.
///
/// @param data    the directory of all of it; made if it is not there
/// @param journal the log of changes
/// @param record  the log of decisions
public record Storage(Path data, LogKeeping journal, LogKeeping record) {
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

    static final Group<Storage> GROUP = Group.of("storage", "What it must not lose, and how it is kept.", List.of(DATA,
            JOURNAL_SEGMENT, RECORD_SEGMENT, RECORD_SYNC), values -> new Storage(values.get(DATA), new LogKeeping(Math
                    .toIntExact(values.get(JOURNAL_SEGMENT)), Duration.ofMillis(50)), new LogKeeping(Math.toIntExact(
                            values.get(RECORD_SEGMENT)), values.get(RECORD_SYNC))));

    /// How a log is kept.
    ///
    /// @param segmentBytes size at which its files stop growing
    /// @param syncWithin   an entry that nobody waits for is on disk after this time and one sync
    public record LogKeeping(int segmentBytes, Duration syncWithin) {}
}
