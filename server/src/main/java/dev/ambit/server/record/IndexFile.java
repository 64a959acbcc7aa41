package dev.ambit.server.record;

import dev.ambit.core.decision.Decision;
import dev.ambit.core.encoding.Corrupt;
import dev.ambit.core.record.Records;
import dev.ambit.server.log.Entry;
import dev.ambit.server.record.RecordQuery.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// The SQLite file in which records are found. One thread fills it, others ask, one at a time.
final class IndexFile implements AutoCloseable {
    /// What the tables look like; a file of another version is made anew.
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

    private final Connection writing;
    private final Connection reading;

    private IndexFile(Connection writing, Connection reading) {
        this.writing = writing;
        this.reading = reading;
    }

    /// Opens `file`, or makes it, for a log of `size` records.
    static IndexFile open(Path file, long size) throws SQLException, IOException {
        if (Files.exists(file) && isOutdated(file, size)) {
            remove(file);
        }
        var writing = connect(file);
        try {
            try (var statement = writing.createStatement()) {
                for (var table : TABLES) {
                    statement.execute(table);
                }
            }
            writing.setAutoCommit(false);
            return new IndexFile(writing, connect(file));
        } catch (SQLException broken) {
            writing.close();
            throw broken;
        }
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

    static void remove(Path file) throws IOException {
        for (var suffix : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
        }
    }

    /// The first record that is not in it.
    long next() throws SQLException {
        return progress(writing).orElse(0);
    }

    /// Adds `entries`; all of them or none are in it after a crash.
    ///
    /// @param next the first record that is not in it then
    void add(List<Entry> entries, long next) throws SQLException, Corrupt {
        try (var insert = writing.prepareStatement("INSERT OR REPLACE INTO decision VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (var entry : entries) {
                add(insert, entry);
            }
            insert.executeBatch();
        }
        try (var update = writing.prepareStatement("INSERT OR REPLACE INTO progress VALUES (1, ?)")) {
            update.setLong(1, next);
            update.executeUpdate();
        }
        writing.commit();
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

    static Outcome outcome(Decision decision) {
        return switch (decision) {
            case Decision.Permit _ -> Outcome.PERMIT;
            case Decision.Deny _ -> Outcome.DENY;
            case Decision.Hold _ -> Outcome.HOLD;
        };
    }

    /// Forgets at most `most` records before `position`.
    ///
    /// @return whether there may be more
    boolean forget(long position, int most) throws SQLException {
        try (var delete = writing.prepareStatement(
                "DELETE FROM decision WHERE position IN (SELECT position FROM decision WHERE position < ? LIMIT ?)")) {
            delete.setLong(1, position);
            delete.setInt(2, most);
            var gone = delete.executeUpdate();
            writing.commit();
            return gone == most;
        }
    }

    /// The positions that answer `question`.
    List<Long> ask(String question, List<Object> values) throws SQLException {
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
            }
        }
    }

    @Override
    public void close() throws SQLException {
        try (writing) {
            reading.close();
        }
    }
}
