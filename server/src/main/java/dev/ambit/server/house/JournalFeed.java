package dev.ambit.server.house;

import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.encoding.Corrupt;
import dev.ambit.core.policy.Release;
import dev.ambit.core.signal.Catalogue;
import dev.ambit.core.state.Event;
import dev.ambit.core.state.Events;
import dev.ambit.core.task.TaskId;
import dev.ambit.server.journal.Journal;
import dev.ambit.server.notify.Feed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The journal as the world is told of it: what is on disk and in force, and nothing before.
final class JournalFeed implements Feed {
    /// Of releases only the names are told, so that none need be compiled for it.
    private static final Events.Releases NAMES = id -> new Release(id, Catalogue.EMPTY, Entities.EMPTY, Map.of());
    private static final int BATCH = 1_000;
    /// Most forgotten tasks whose principals are remembered.
    private static final int MOST_REMEMBERED = 100_000;

    private final Journal journal;
    private final Registrar registrar;
    private final Map<TaskId, EntityUid> forgotten = new ConcurrentHashMap<>();

    JournalFeed(Journal journal, Registrar registrar) {
        this.journal = journal;
        this.registrar = registrar;
    }

    @Override
    public long size() {
        return registrar.state().events();
    }

    @Override
    public long first() {
        return journal.first();
    }

    @Override
    public List<Told> read(long from, int most) throws IOException {
        var room = Math.min(most, size() - from);
        var told = new ArrayList<Told>();
        if (room <= 0) {
            return told;
        }
        try {
            for (var event : journal.events(from, (int) room, NAMES)) {
                told.add(new Told(from + told.size(), event));
            }
            return told;
        } catch (Corrupt broken) {
            throw new IOException("the journal cannot be read: " + broken.getMessage(), broken);
        }
    }

    /// Whose a task is, or was: the state knows those that are not long over, the journal all that it keeps.
    Optional<EntityUid> principal(TaskId id) throws IOException {
        var task = registrar.state().task(id);
        if (task != null) {
            return Optional.of(task.principal());
        }
        var known = forgotten.get(id);
        return known == null ? searched(id) : Optional.of(known);
    }

    private Optional<EntityUid> searched(TaskId id) throws IOException {
        for (var from = first(); from < size();) {
            var told = read(from, BATCH);
            for (var each : told) {
                if (each.event() instanceof Event.TaskRequested(_, var opening, _) && forgotten
                        .size() < MOST_REMEMBERED) {
                    forgotten.put(opening.id(), opening.principal());
                }
            }
            from += told.size();
        }
        return Optional.ofNullable(forgotten.get(id));
    }
}
