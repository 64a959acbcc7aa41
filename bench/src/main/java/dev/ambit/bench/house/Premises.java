package dev.ambit.bench.house;

import dev.ambit.bench.core.Office;
import dev.ambit.core.encoding.Corrupt;
import dev.ambit.core.state.Event;
import dev.ambit.server.house.House;
import dev.ambit.server.journal.Journal;
import dev.ambit.server.log.Log;
import dev.ambit.server.log.LogSettings;
import dev.ambit.server.log.store.LogFailure;
import dev.ambit.server.pap.ReleaseDirectory;
import dev.ambit.server.pap.ReleaseStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;

/// The data directory of an office at work: its events stand in a journal, as a server would have left them.
final class Premises {
    private Premises() {}

    /// Fills `data`, which is empty, with the journal that leads to so many open tasks.
    static void furnish(Path data, Office office, int tasks) throws IOException {
        furnish(data, office, happened -> office.events(tasks, happened));
    }

    /// Fills `data`, which is empty, with a journal of `events`.
    static void furnish(Path data, Office office, Consumer<Consumer<Event>> events) throws IOException {
        furnish(data, office.read(), events);
    }

    /// The same, by the rules of `release`.
    static void furnish(Path data, ReleaseDirectory release, Consumer<Consumer<Event>> events) throws IOException {
        new ReleaseStore(data.resolve("releases")).keep(release);
        try (var journal = new Journal(Log.open(data.resolve("journal"), LogSettings.DEFAULT, why -> {
            throw new IllegalStateException(why);
        }))) {
            events.accept(event -> append(journal, event));
            journal.sync();
        }
    }

    private static void append(Journal journal, Event event) {
        try {
            journal.append(event);
        } catch (LogFailure failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static House open(Path data) throws IOException, Corrupt {
        return House.open(data, InstantSource.system(), (file, why) -> {
            throw new IllegalStateException("%s: %s".formatted(file, why));
        }, why -> {
            throw new IllegalStateException(why);
        }, mistake -> {
            throw new IllegalStateException(mistake);
        });
    }
}
