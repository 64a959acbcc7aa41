package dev.ambit.server.house;

import dev.ambit.core.decision.Counters;
import dev.ambit.core.encoding.Corrupt;
import dev.ambit.core.record.DecisionRecord;
import dev.ambit.core.state.State;
import dev.ambit.server.journal.Journal;
import dev.ambit.server.journal.Snapshots;
import dev.ambit.server.log.Fatal;
import dev.ambit.server.log.Log;
import dev.ambit.server.log.LogSettings;
import dev.ambit.server.log.store.LogFailure;
import dev.ambit.server.metrics.Sheet;
import dev.ambit.server.pap.ReleaseStore;
import dev.ambit.server.record.DecisionLog;
import dev.ambit.server.record.RecordIndex;
import dev.ambit.server.record.SealingKey;
import dev.ambit.server.settings.Settings;
import dev.ambit.server.settings.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/// Everything that decides and remembers, standing on one directory:
///
/// | | |
/// |---|---|
/// | `journal/` | the log of events |
/// | `record/` | the log of decisions |
/// | `snapshots/` | states, so that a restart is short |
/// | `record.index` | where decisions are found; made anew where it is missing |
/// | `releases/` | the content of every release that was in force |
///
/// It speaks to nobody: listeners and commands stand around it.
public final class House implements AutoCloseable {
    private final Journal journal;
    private final DecisionLog records;
    private final ReleaseStore releases;
    private final Counters counters;
    private final RecordIndex index;
    private final Registrar registrar;
    private final Caretaker caretaker;
    private final InstantSource clock;
    private final DecisionMeters meters = new DecisionMeters();
    private final RecordIds ids = new RecordIds(new SecureRandom());

    private House(Journal journal, DecisionLog records, ReleaseStore releases, Counters counters, RecordIndex index,
            Registrar registrar, Caretaker caretaker, InstantSource clock) {
        this.journal = journal;
        this.records = records;
        this.releases = releases;
        this.counters = counters;
        this.index = index;
        this.registrar = registrar;
        this.caretaker = caretaker;
        this.clock = clock;
    }

    /// Opens the house in its directory, or founds one there: the newest snapshot, then every event since, then what decisions used
    /// that was not counted yet.
    ///
    /// @param passedOver told of snapshots that are not whole
    /// @param fatal      ends the process where a log can no longer keep its promises
    /// @param mistakes   ends the process where it has made a mistake of its own
    /// @throws IOException where the directory cannot be used, or something in it is not what it was
    /// @throws Corrupt     where what is kept makes no sense
    public static House open(Settings settings, InstantSource clock, Snapshots.PassedOver passedOver, Fatal fatal,
            Consumer<Throwable> mistakes) throws IOException, Corrupt {
        var storage = settings.storage();
        var directory = storage.data();
        var releases = new ReleaseStore(directory.resolve("releases"));
        var snapshots = new Snapshots(directory.resolve("snapshots"), storage.snapshots().kept());
        var journal = new Journal(Log.open(directory.resolve("journal"), kept(storage.journal()), fatal));
        var records = new DecisionLog(Log.open(directory.resolve("record"), kept(storage.record()), fatal), SealingKey
                .of(
                        directory));
        var begun = snapshots.latest(journal.size(), releases, passedOver).orElse(State.EMPTY);
        var state = journal.replay(begun, releases);
        var counters = new Counters();
        records.count(state.recorded(), counters);
        var index = RecordIndex.open(directory.resolve("record.index"), records);
        var registrar = new Registrar(journal, state, counters, clock, records::size, mistakes);
        registrar.start();
        var caretaker = new Caretaker(registrar, journal, records, releases, snapshots, begun.events(), storage
                .snapshots(), settings.retention(), clock);
        caretaker.start();
        return new House(journal, records, releases, counters, index, registrar, caretaker, clock);
    }

    /// Opens the house in `data`, with the default for all else.
    public static House open(Path data, InstantSource clock, Snapshots.PassedOver passedOver, Fatal fatal,
            Consumer<Throwable> mistakes) throws IOException, Corrupt {
        return open(Settings.in(data), clock, passedOver, fatal, mistakes);
    }

    private static LogSettings kept(Storage.LogKeeping keeping) {
        return new LogSettings(keeping.segmentBytes(), keeping.syncWithin(), LogSettings.DEFAULT.retryFull());
    }

    /// A desk for one more thread.
    public Desk desk() {
        return new Desk(registrar::state, counters, records, clock, ids, meters);
    }

    /// Who keeps states, and lets go of what is old.
    Caretaker caretaker() {
        return caretaker;
    }

    /// Who changes what is known.
    public Registrar registrar() {
        return registrar;
    }

    /// What happened, for those who tell the world.
    JournalFeed feed() {
        return new JournalFeed(journal, registrar);
    }

    /// What has been used, ahead of the state.
    public Counters counters() {
        return counters;
    }

    public DecisionLog records() {
        return records;
    }

    /// What was decided under `id`, where that is still kept.
    public Optional<DecisionRecord> decision(String id) throws IOException {
        var position = index.position(id);
        try {
            return position.isEmpty() ? Optional.empty() : Optional.of(records.get(position.getAsLong()));
        } catch (LogFailure.Dropped tooOld) {
            return Optional.empty();
        } catch (Corrupt broken) {
            throw new IOException("record `%s` makes no sense: %s".formatted(id, broken.getMessage()), broken);
        }
    }

    public RecordIndex index() {
        return index;
    }

    public ReleaseStore releases() {
        return releases;
    }

    /// Why nothing can be decided or changed at the moment; empty where it can.
    Optional<String> trouble() {
        return records.log().trouble().map(why -> "decisions cannot be recorded: " + why.getMessage())
                .or(() -> journal.trouble().map(why -> "changes cannot be kept: " + why.getMessage()));
    }

    /// Adds what was counted since it was opened, and what is so now.
    void write(Sheet sheet) {
        meters.write(sheet);
        records.write(sheet);
        journal.write(sheet);
        caretaker.write(sheet);
        TaskMeters.write(registrar.state(), sheet);
        sheet.gauge("ambit_changes_waiting", "Changes that wait for their turn.", registrar.waiting());
        sheet.gauge("ambit_record_index_behind", "Records that cannot be found by what they are about yet.", Math.max(0,
                records.size() - index.next()));
    }

    /// Finishes what was begun, keeps a snapshot, and lets go of the directory.
    @Override
    public void close() throws IOException {
        try (journal; records; index) {
            registrar.close();
            caretaker.close();
        }
    }
}
