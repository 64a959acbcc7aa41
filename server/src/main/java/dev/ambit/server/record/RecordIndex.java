package dev.ambit.server.record;

import dev.ambit.core.decision.Decision;
import dev.ambit.core.encoding.Corrupt;
import dev.ambit.core.record.DecisionRecord;
import dev.ambit.server.log.Entry;
import dev.ambit.server.log.LogReader;
import dev.ambit.server.log.store.LogFailure;
import dev.ambit.server.logging.Detail;
import dev.ambit.server.record.RecordQuery.Outcome;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Where records are found by what they are about. An SQLite file beside the log, filled by a thread of its own that follows the
/// log; it holds nothing that the log does not, and is made anew where it is missing or breaks, at the start or while it runs.
///
/// While nobody asks it takes a fifth of a processor at most and may fall behind: decisions come first. Who asks is waited for.
public final class RecordIndex implements AutoCloseable {
    private static final Logger LOG = System.getLogger(RecordIndex.class.getName());
    /// How long a question waits for records that were written before it.
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int BATCH = 1_000;
    private static final Duration REST = Duration.ofMillis(100);
    /// How long it rests beside how long it worked.
    private static final long RESTS = 4;
    /// How long it waits before it is made anew once more, where that failed.
    private static final Duration BEFORE_ANEW = Duration.ofSeconds(5);

    private final DecisionLog log;
    private final Path path;
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean doubtful; // somebody could not read it
    private long forgotten; // of the thread alone: records before it are not in it
    private IndexFile file; // guarded by this
    private long next; // guarded by this
    private int asking; // guarded by this
    private @Nullable Exception failure; // guarded by this

    private RecordIndex(DecisionLog log, Path path, IndexFile file, long next) {
        this.log = log;
        this.path = path;
        this.file = file;
        this.next = next;
        this.thread = Thread.ofPlatform().name("record-index").daemon().unstarted(this::follow);
    }

    /// Opens the index in `file`, or makes it.
    public static RecordIndex open(Path path, DecisionLog log) throws IOException {
        try {
            return started(path, log);
        } catch (SQLException broken) {
            IndexFile.remove(path);
            try {
                return started(path, log);
            } catch (SQLException unusable) {
                unusable.addSuppressed(broken);
                throw new IOException("the index of records `%s` cannot be used: %s".formatted(path, unusable
                        .getMessage()), unusable);
            }
        }
    }

    private static RecordIndex started(Path path, DecisionLog log) throws SQLException, IOException {
        var file = IndexFile.open(path, log.size());
        var index = new RecordIndex(log, path, file, file.next());
        index.thread.start();
        return index;
    }

    // Filling it.

    /// Fills it until it is closed. What breaks while it runs is made anew from the log.
    private void follow() {
        try {
            while (!closing) {
                try {
                    fill();
                } catch (SQLException broken) {
                    anew(broken);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (LogFailure | Corrupt broken) {
            failed(broken);
        }
    }

    private synchronized void rest(long nanos) throws InterruptedException {
        var ends = System.nanoTime() + nanos;
        for (var left = nanos; left > 0 && asking == 0 && !closing; left = ends - System.nanoTime()) {
            wait(Math.max(1, Duration.ofNanos(left).toMillis()));
        }
    }

    private void fill() throws SQLException, LogFailure, Corrupt, InterruptedException {
        try (var reader = log.log().read(Math.max(next(), log.log().firstRetained()))) {
            while (!closing && !doubtful) {
                var first = reader.next(REST);
                if (first.isPresent()) {
                    var begun = System.nanoTime();
                    add(first.get(), reader);
                    rest(RESTS * (System.nanoTime() - begun));
                } else {
                    forget();
                }
            }
        }
        if (doubtful) {
            throw new SQLException("it could not be read");
        }
    }

    /// What the log no longer keeps is not found any more, a little at a time.
    private void forget() throws SQLException {
        var first = log.log().firstRetained();
        if (forgotten < first && !file().forget(first, BATCH)) {
            forgotten = first;
        }
    }

    private void add(Entry first, LogReader reader) throws SQLException, LogFailure, Corrupt {
        var entries = new ArrayList<Entry>();
        for (var entry = Optional.of(first); entry.isPresent();) {
            entries.add(entry.get());
            entry = entries.size() < BATCH ? reader.next() : Optional.empty();
        }
        file().add(entries, reader.position());
        advanced(reader.position());
    }

    /// It is only found again what the log holds, so that nothing is lost by throwing it away.
    private void anew(SQLException broken) throws InterruptedException {
        LOG.log(Level.WARNING, "the index of records is broken and is made anew from the log", Detail.of("why", String
                .valueOf(broken.getMessage())));
        try {
            close(file());
            IndexFile.remove(path);
            replaced(IndexFile.open(path, log.size()));
        } catch (SQLException | IOException unusable) {
            failed(unusable);
            LOG.log(Level.ERROR, "the index of records cannot be made anew", Detail.of("why", String.valueOf(unusable
                    .getMessage())));
            for (var waited = Duration.ZERO; !closing && waited.compareTo(BEFORE_ANEW) < 0; waited = waited.plus(
                    REST)) {
                Thread.sleep(REST);
            }
        }
    }

    private static void close(IndexFile broken) {
        try {
            broken.close();
        } catch (SQLException asExpected) {
            LOG.log(Level.DEBUG, "the broken index of records could not be closed", asExpected);
        }
    }

    private synchronized void replaced(IndexFile whole) throws SQLException {
        file = whole;
        next = whole.next();
        failure = null;
        doubtful = false;
    }

    private synchronized IndexFile file() {
        return file;
    }

    /// What was answered, as it is asked for.
    public static Outcome outcome(Decision decision) {
        return IndexFile.outcome(decision);
    }

    /// The first record that cannot be found yet.
    public synchronized long next() {
        return next;
    }

    private synchronized void advanced(long position) {
        next = position;
        notifyAll();
    }

    private synchronized void failed(Exception why) {
        failure = why;
        notifyAll();
    }

    // Asking it.

    /// Where the record `id` stands; empty where there is none. Knows every record written before the question.
    public OptionalLong position(String id) throws IOException {
        return ask("SELECT position FROM decision WHERE id = ?", List.of(id)).stream().mapToLong(found -> found)
                .findFirst();
    }

    /// The positions of records that `query` wants, the newest first. Knows every record written before the question.
    public List<Long> positions(RecordQuery query) throws IOException {
        return positions(query, OptionalLong.empty());
    }

    /// The positions of records that `query` wants from `first` on, the oldest first. Knows every record written before the
    /// question.
    public List<Long> positionsFrom(long first, RecordQuery query) throws IOException {
        return positions(query, OptionalLong.of(first));
    }

    private List<Long> positions(RecordQuery query, OptionalLong first) throws IOException {
        var conditions = new ArrayList<String>();
        var values = new ArrayList<Object>();
        first.ifPresent(position -> condition("position >= ?", position, conditions, values));
        query.task().ifPresent(task -> condition("task = ?", task.toString(), conditions, values));
        query.principal().ifPresent(uid -> condition("principal = ?", uid.toString(), conditions, values));
        query.action().ifPresent(uid -> condition("action = ?", uid.toString(), conditions, values));
        query.resource().ifPresent(uid -> condition("resource = ?", uid.toString(), conditions, values));
        query.outcome().ifPresent(outcome -> condition("outcome = ?", outcome.name(), conditions, values));
        query.from().ifPresent(from -> condition("at >= ?", from.toEpochMilli(), conditions, values));
        query.until().ifPresent(until -> condition("at < ?", until.toEpochMilli(), conditions, values));
        query.before().ifPresent(before -> condition("position < ?", before, conditions, values));
        values.add(query.most());
        return ask("SELECT position FROM decision%s ORDER BY position %s LIMIT ?".formatted(conditions.isEmpty()
                ? ""
                : " WHERE " + String.join(" AND ", conditions), first.isPresent() ? "ASC" : "DESC"), values);
    }

    private static void condition(String condition, Object value, List<String> conditions, List<Object> values) {
        conditions.add(condition);
        values.add(value);
    }

    private List<Long> ask(String question, List<Object> values) throws IOException {
        awaitAllBefore(log.size());
        try {
            return file().ask(question, values);
        } catch (SQLException broken) {
            doubtful = true;
            throw new IOException("the index of records cannot be read and is made anew: " + broken.getMessage(),
                    broken);
        }
    }

    private synchronized void awaitAllBefore(long size) throws IOException {
        asking++;
        notifyAll();
        try {
            await(size);
        } finally {
            asking--;
        }
    }

    private synchronized void await(long size) throws IOException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (next < size) {
            var left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (failure != null || left <= 0) {
                throw new IOException(failure == null
                        ? "the index of records is %,d behind. Ask again shortly".formatted(size - next)
                        : "the index of records cannot be filled: %s"
                                .formatted(failure.getMessage()), failure);
            }
            try {
                wait(left);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while waiting for the index of records", stopped);
            }
        }
    }

    /// The record at one of the positions found.
    public DecisionRecord get(long position) throws LogFailure, Corrupt {
        return log.get(position);
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            closing = true;
            notifyAll();
        }
        try {
            thread.join();
            file().close();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (SQLException broken) {
            throw new IOException("the index of records cannot be closed: " + broken.getMessage(), broken);
        }
    }
}
