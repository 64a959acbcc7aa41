package dev.ambit.server.record;

import dev.ambit.core.decision.Decision;
import dev.ambit.core.encoding.Corrupt;
import dev.ambit.core.record.DecisionRecord;
import dev.ambit.core.record.Records;
import dev.ambit.server.log.Entry;
import dev.ambit.server.log.LogReader;
import dev.ambit.server.log.store.LogFailure;
import dev.ambit.server.record.RecordQuery.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Where records are found by what they are about. An SQLite file beside the log, filled by a thread of its own that follows the
/// log; it holds nothing that the log does not, and is made anew where it is missing or broken.
///
/// While nobody asks it takes a fifth of a processor at most and may fall behind: decisions come first. Who asks is waited for.
public final class RecordIndex implements AutoCloseable {
    /// How long a question waits for records that were written before it.
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int BATCH = 1_000;
    private static final Duration REST = Duration.ofMillis(100);
    /// How long it rests beside how long it worked.
    private static final long RESTS = 4;
    /// What the tables look like; an index of another version is made anew.
    private static final int VERSION = 1;

    private static final List<String> TABLES = List.of(
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = NORMAL",
            """
                    CREATE TABLE IF NOT EXISTS decision (position INTEGER PRIMARY KEY, id TEXT NOT NULL, at INTEGER NOT NULL,
                        task TEXT NOT NULL, principal TEXT NOT NULL, action TEXT NOT NULL, resource TEXT NOT NULL,
                        outcome TEXT NOT NULL)""",
            "CREATE INDEX IF NOT EXISTS by_id ON decision (id)",
            "CREATE INDEX IF NOT EXISTS by_task ON decision (task, position)",
            "CREATE INDEX IF NOT EXISTS by_principal ON decision (principal, position)",
            "CREATE INDEX IF NOT EXISTS by_resource ON decision (resource, position)",
            "CREATE TABLE IF NOT EXISTS progress (one INTEGER PRIMARY KEY CHECK (one = 1), next INTEGER NOT NULL)",
            "PRAGMA user_version = " + VERSION);

    private final DecisionLog log;
    private final Connection writing;
    private final Connection reading; // one question at a time
    private final Thread thread;
    private volatile boolean closing;
    private long next; // guarded by this
    private int asking; // guarded by this
    private @Nullable Exception failure; // guarded by this

    private RecordIndex(DecisionLog log, Connection writing, Connection reading, long next) {
        this.log = log;
        this.writing = writing;
        this.reading = reading;
        this.next = next;
        this.thread = Thread.ofPlatform().name("record-index").daemon().unstarted(this::follow);
    }

    /// Opens the index in `file`, or makes it.
    public static RecordIndex open(Path file, DecisionLog log) throws IOException {
        try {
            return opened(file, log);
        } catch (SQLException broken) {
            remove(file);
            try {
                return opened(file, log);
            } catch (SQLException unusable) {
                unusable.addSuppressed(broken);
                throw new IOException("the index of records `%s` cannot be used: %s".formatted(file, unusable
                        .getMessage()),
                        unusable);
            }
        }
    }

    private static RecordIndex opened(Path file, DecisionLog log) throws SQLException, IOException {
        if (Files.exists(file) && isOutdated(file, log.size())) {
            remove(file);
        }
        var writing = connect(file);
        try (var statement = writing.createStatement()) {
            for (var table : TABLES) {
                statement.execute(table);
            }
        }
        writing.setAutoCommit(false);
        var index = new RecordIndex(log, writing, connect(file), progress(writing).orElse(0));
        index.thread.start();
        return index;
    }

    /// Of other tables, or ahead of the log: then it is about another one.
    private static boolean isOutdated(Path file, long size) throws SQLException {
        try (var connection = connect(file);
                var statement = connection.createStatement();
                var version = statement.executeQuery("PRAGMA user_version")) {
            return version.getInt(1) != VERSION || progress(connection).orElse(0) > size;
        }
    }

    private static OptionalLong progress(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT next FROM progress")) {
            return found.next() ? OptionalLong.of(found.getLong(1)) : OptionalLong.empty();
        }
    }

    private static Connection connect(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    private static void remove(Path file) throws IOException {
        for (var suffix : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
        }
    }

    // Filling it.

    private void follow() {
        try (var reader = log.log().read(Math.max(next, log.log().firstRetained()))) {
            while (!closing) {
                var first = reader.next(REST);
                if (first.isPresent()) {
                    var begun = System.nanoTime();
                    add(first.get(), reader);
                    rest(RESTS * (System.nanoTime() - begun));
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (SQLException | LogFailure | Corrupt broken) {
            failed(broken);
        }
    }

    private synchronized void rest(long nanos) throws InterruptedException {
        var ends = System.nanoTime() + nanos;
        for (var left = nanos; left > 0 && asking == 0 && !closing; left = ends - System.nanoTime()) {
            wait(Math.max(1, Duration.ofNanos(left).toMillis()));
        }
    }

    private void add(Entry first, LogReader reader) throws SQLException, LogFailure, Corrupt {
        try (var insert = writing.prepareStatement("INSERT OR REPLACE INTO decision VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            var entry = Optional.of(first);
            for (var count = 0; entry.isPresent() && count < BATCH; count++) {
                add(insert, entry.get());
                entry = count < BATCH - 1 ? reader.next() : Optional.empty();
            }
            insert.executeBatch();
        }
        try (var update = writing.prepareStatement("INSERT OR REPLACE INTO progress VALUES (1, ?)")) {
            update.setLong(1, reader.position());
            update.executeUpdate();
        }
        writing.commit();
        advanced(reader.position());
    }

    private static void add(PreparedStatement insert, Entry entry) throws SQLException, Corrupt {
        var record = Records.read(entry.bytes());
        insert.setLong(1, entry.index());
        insert.setString(2, record.id());
        insert.setLong(3, record.at().toEpochMilli());
        insert.setString(4, record.chain().getFirst().id().toString());
        insert.setString(5, record.principal().uid().toString());
        insert.setString(6, record.action().toString());
        insert.setString(7, record.resource().toString());
        insert.setString(8, outcome(record.decision()).name());
        insert.addBatch();
    }

    /// What was answered, as it is asked for.
    public static Outcome outcome(Decision decision) {
        return switch (decision) {
            case Decision.Permit _ -> Outcome.PERMIT;
            case Decision.Deny _ -> Outcome.DENY;
            case Decision.Hold _ -> Outcome.HOLD;
        };
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
        synchronized (reading) {
            try (var statement = reading.prepareStatement(question)) {
                for (var i = 0; i < values.size(); i++) {
                    statement.setObject(i + 1, values.get(i));
                }
                var positions = new ArrayList<Long>();
                try (var found = statement.executeQuery()) {
                    while (found.next()) {
                        positions.add(found.getLong(1));
                    }
                }
                return positions;
            } catch (SQLException broken) {
                throw new IOException("the index of records cannot be read: " + broken.getMessage(), broken);
            }
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
                        : "the index of records cannot be filled: %s. It is made anew at the next start"
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
            writing.close();
            reading.close();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (SQLException broken) {
            throw new IOException("the index of records cannot be closed: " + broken.getMessage(), broken);
        }
    }
}
