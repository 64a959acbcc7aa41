package dev.ambit.server.log;

import dev.ambit.server.log.note.Checkpoint;
import dev.ambit.server.log.store.Disk;
import dev.ambit.server.log.store.LocalDisk;
import dev.ambit.server.log.store.LogFailure;
import dev.ambit.server.log.store.LogFiles;
import dev.ambit.server.log.store.TornTail;
import dev.ambit.server.log.tree.Tree;
import dev.ambit.server.metrics.Sheet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// An append-only log of byte strings over which a hash tree grows. Any number of threads may use it.
///
/// What is safe when:
/// - once [#append] returns, the entry has reached the operating system and survives the end of this process, however it ends;
/// - within [LogSettings#syncWithin], 50 ms unless set otherwise, and one sync it is on disk and survives a loss of power;
/// - once [#sync] returns, everything up to that entry is on disk.
///
/// Entries are kept in the order of their indexes, and if one survives so do all before it. Where a sync fails the log ends,
/// tells nobody that anything more is safe, and has [Fatal] end the process. What a crash left of an unfinished write is cut off
/// by the next opening; anything else that is not as it was is damage, and a log with damage does not open.
public final class Log implements AutoCloseable {
    /// The longest entry, in bytes. What is longer is kept elsewhere and its hash here.
    public static final int LONGEST = 0xffff;

    private final Disk disk;
    private final LeafHashes leaves = new LeafHashes();
    private final Progress progress;
    private final Appender appender;
    private final Keeper keeper;
    private final Runnable wake;

    private Log(LogFiles files, LogSettings settings, Fatal fatal) {
        this.disk = files.disk();
        this.progress = new Progress(files.hashes().size());
        this.appender = new Appender(files, settings, progress);
        this.keeper = new Keeper(appender, progress, fatal, settings.syncWithin());
        this.wake = keeper::wake;
    }

    /// Opens the log in `directory`, or makes one there. It reads the last segment and a few hundred bytes of each other one.
    ///
    /// @throws LogFailure.InUse where another process has it open
    /// @throws LogFailure.Damaged where something that was on disk is missing or not as it was
    /// @throws LogFailure.Unusable where the directory cannot be read and written
    public static Log open(Path directory, LogSettings settings, Fatal fatal) throws LogFailure {
        return open(new LocalDisk(directory), settings, fatal);
    }

    /// Opens the log in `disk`, as [#open(Path, LogSettings, Fatal)] does.
    public static Log open(Disk disk, LogSettings settings, Fatal fatal) throws LogFailure {
        try {
            var signed = KeptCheckpoint.read(disk);
            var known = signed.map(KeptCheckpoint::checkpoint).map(Checkpoint::size).orElse(0L);
            var log = new Log(LogFiles.open(disk, known, settings.firstCapacity()), settings, fatal);
            return log.checked(signed);
        } catch (LogFailure failure) {
            throw failure;
        } catch (IOException failure) {
            throw new LogFailure.Unusable("log `%s` cannot be opened: %s".formatted(disk, failure), failure);
        }
    }

    private Log checked(Optional<KeptCheckpoint> signed) throws IOException {
        try {
            if (signed.isPresent()) signed.get().check(tree(signed.get().checkpoint().size()));
            keeper.start();
            return this;
        } catch (IOException failure) {
            appender.closeFiles();
            throw failure;
        }
    }

    /// What opening the log cut off.
    public Optional<TornTail> torn() {
        return appender.files().torn();
    }

    /// Adds `entry`. It survives the end of the process as soon as this returns.
    ///
    /// @param entry at most [#LONGEST] bytes
    /// @return its index
    /// @throws LogFailure.Full where there is no room; nothing was added
    /// @throws LogFailure.Ended where the log was closed or has ended; then it may or may not be there after a restart
    public long append(byte[] entry) throws LogFailure {
        return append(entry, 0, entry.length);
    }

    /// Adds the `length` bytes of `buffer` from `from` on, as [#append(byte[])] does.
    public long append(byte[] buffer, int from, int length) throws LogFailure {
        Objects.checkFromIndexSize(from, length, buffer.length);
        if (length > LONGEST) {
            throw new IllegalArgumentException("an entry has at most %d bytes, not %d".formatted(LONGEST, length));
        }
        var leaf = leaves.borrow();
        try {
            leaf.of(buffer, from, length);
            return added(appender.append(buffer, from, length, leaf.hash, wake));
        } catch (LogFailure refused) {
            throw refused;
        } catch (IOException | RuntimeException | Error failure) {
            keeper.end(failure);
            throw new LogFailure.Ended("log `%s` ended: %s".formatted(disk, failure), failure);
        } finally {
            leaves.giveBack(leaf);
        }
    }

    private long added(long index) {
        keeper.added();
        return index;
    }

    /// Returns once the entry at `index`, and all before it, are on disk. Many may wait at once; they share one sync.
    ///
    /// @param index of an entry that was added
    /// @throws LogFailure.Ended where that will not happen any more
    public void sync(long index) throws LogFailure.Ended {
        Objects.checkIndex(index, progress.written());
        if (index < progress.synced()) return;
        keeper.want(index + 1);
        progress.awaitSynced(index + 1);
    }

    /// How many entries there are; the next one gets this index.
    public long size() {
        return progress.written();
    }

    /// How many entries are on disk.
    public long synced() {
        return progress.synced();
    }

    /// Why entries are refused now: the log has ended, or there was no room when it was last looked for. Without a reason, the next
    /// entry is expected to be taken.
    public Optional<LogFailure> trouble() {
        return progress.ended().or(appender::full);
    }

    /// Adds how far it has come and how long syncs took.
    ///
    /// @param name of this log among those of the process
    public void write(Sheet sheet, String name) {
        sheet.gauge("ambit_log_entries", "Entries that ever were.", size(), "log", name);
        sheet.gauge("ambit_log_unsynced_entries", "Entries that are not yet on disk.", Math.max(0, size() - synced()),
                "log", name);
        sheet.gauge("ambit_log_first_entry", "The first entry that is kept.", firstRetained(), "log", name);
        sheet.gauge("ambit_log_usable", "Whether entries can be added.", trouble().isEmpty() ? 1 : 0, "log", name);
        sheet.times("ambit_log_sync_seconds", "Having entries on disk.", keeper.syncs(), "log", name);
    }

    /// The first entry that is kept. Of those before it only the hashes are.
    public long firstRetained() {
        return appender.files().segments().first();
    }

    /// Lets go of entries before `index`, as far as whole segments hold nothing else. The tree stays as it is.
    public void retainFrom(long index) throws LogFailure {
        try {
            appender.files().segments().drop(index);
        } catch (IOException failure) {
            throw new LogFailure.Unusable("log `%s` cannot let go of entries: %s".formatted(disk, failure), failure);
        }
    }

    /// A part of the log that is let go of whole.
    ///
    /// @param first  its first entry
    /// @param behind the first entry of the next
    /// @param bytes  how large it is
    public record Stretch(long first, long behind, long bytes) {}

    /// All that [#retainFrom] could let go of, the oldest first: every segment but the one that grows.
    public List<Stretch> stretches() throws LogFailure {
        var segments = appender.files().segments();
        var firsts = segments.firsts();
        var stretches = new ArrayList<Stretch>();
        try {
            for (var i = 0; i + 1 < firsts.size(); i++) {
                stretches.add(new Stretch(firsts.get(i), firsts.get(i + 1), segments.bytes(firsts.get(i))));
            }
        } catch (IOException failure) {
            throw new LogFailure.Unusable("log `%s` cannot say how large it is: %s".formatted(disk, failure), failure);
        }
        return stretches;
    }

    /// A reader whose first entry is `index`.
    public LogReader read(long index) {
        return new LogReader(progress, () -> appender.files().segments(), index);
    }

    /// The entry at `index`, which was added.
    ///
    /// @throws LogFailure.Dropped where it is no longer kept
    /// @throws LogFailure.Damaged where it is not what it was
    public Entry entry(long index) throws LogFailure {
        Objects.checkIndex(index, progress.written());
        try (var reader = read(index)) {
            return reader.next().orElseThrow();
        }
    }

    /// The tree over the first `size` entries.
    ///
    /// @param size at most [#size()]
    public Tree tree(long size) {
        Objects.checkIndex(size, progress.written() + 1);
        return new Tree(appender.files().hashes(), size);
    }

    Disk disk() {
        return disk;
    }

    /// The directory, as messages name it.
    @Override
    public String toString() {
        return disk.toString();
    }

    /// Refuses further entries, syncs those there are, and lets go of the directory.
    @Override
    public void close() throws LogFailure {
        appender.close();
        keeper.close();
        try {
            appender.closeFiles();
        } catch (IOException failure) {
            throw new LogFailure.Unusable("log `%s` cannot be closed: %s".formatted(disk, failure), failure);
        }
    }
}
