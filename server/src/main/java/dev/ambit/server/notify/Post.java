package dev.ambit.server.notify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How far each channel has come in the journal, and the letters that could not be delivered: an SQLite file of its own, since
/// nothing else knows it. Any number of threads may use it, one at a time.
public final class Post implements AutoCloseable {
    /// Most dead letters of one channel; beyond it the oldest is gone.
    static final int MOST_DEAD = 10_000;

    private static final List<String> TABLES = List.of(
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL",
            "CREATE TABLE IF NOT EXISTS channel (name TEXT PRIMARY KEY, position INTEGER NOT NULL)",
            """
                    CREATE TABLE IF NOT EXISTS letter (id INTEGER PRIMARY KEY, channel TEXT NOT NULL, message TEXT NOT NULL,
                        body TEXT NOT NULL, attempts INTEGER NOT NULL, why TEXT NOT NULL, at INTEGER NOT NULL,
                        revived INTEGER NOT NULL DEFAULT 0, UNIQUE (channel, message))""");

    private final Connection connection;

    private Post(Connection connection) {
        this.connection = connection;
    }

    /// A message that could not be delivered.
    ///
    /// @param message its id
    /// @param revived whether it is to be sent again
    public record Letter(long id, String channel, String message, String body, int attempts, String why, Instant at,
            boolean revived) {}

    /// Opens `file`, or makes it, for its owner alone.
    public static Post open(Path file) throws IOException {
        try {
            if (!Files.exists(file) && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(
                        "rw-------")));
            }
            var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            try (var statement = connection.createStatement()) {
                for (var table : TABLES) {
                    statement.execute(table);
                }
            }
            return new Post(connection);
        } catch (SQLException unusable) {
            throw new IOException("`%s` cannot be used: %s".formatted(file, unusable.getMessage()), unusable);
        }
    }

    /// One statement with its parameters, and what is made of what it finds.
    public interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    /// Runs one statement, for whoever keeps something of its own beside.
    public synchronized <T> T with(String sql, Use<T> use) throws IOException {
        try (var statement = connection.prepareStatement(sql)) {
            return use.of(statement);
        } catch (SQLException failed) {
            throw new IOException("the post cannot be kept: " + failed.getMessage(), failed);
        }
    }

    /// A channel that is not known yet begins at `position`.
    public void begin(String channel, long position) throws IOException {
        with("INSERT OR IGNORE INTO channel VALUES (?, ?)", statement -> {
            statement.setString(1, channel);
            statement.setLong(2, position);
            return statement.executeUpdate();
        });
    }

    /// The next event that a channel has to be told.
    public long position(String channel) throws IOException {
        return with("SELECT position FROM channel WHERE name = ?", statement -> {
            statement.setString(1, channel);
            try (var found = statement.executeQuery()) {
                return found.next() ? found.getLong(1) : 0;
            }
        });
    }

    public void advance(String channel, long position) throws IOException {
        with("UPDATE channel SET position = ? WHERE name = ?", statement -> {
            statement.setLong(1, position);
            statement.setString(2, channel);
            return statement.executeUpdate();
        });
    }

    void bury(String channel, String message, String body, int attempts, String why, Instant at) throws IOException {
        put(new Letter(0, channel, message, body, attempts, why, at, false));
    }

    /// Has something sent to a channel that is in no journal, before what is.
    public void send(String channel, String message, String body, Instant at) throws IOException {
        put(new Letter(0, channel, message, body, 0, "", at, true));
    }

    void put(Letter letter) throws IOException {
        with("INSERT OR REPLACE INTO letter (channel, message, body, attempts, why, at, revived) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?)", statement -> {
                    statement.setString(1, letter.channel());
                    statement.setString(2, letter.message());
                    statement.setString(3, letter.body());
                    statement.setInt(4, letter.attempts());
                    statement.setString(5, letter.why());
                    statement.setLong(6, letter.at().toEpochMilli());
                    statement.setInt(7, letter.revived() ? 1 : 0);
                    return statement.executeUpdate();
                });
        with("DELETE FROM letter WHERE channel = ?1 AND id NOT IN (SELECT id FROM letter WHERE channel = ?1 "
                + "ORDER BY id DESC LIMIT " + MOST_DEAD + ")", statement -> {
                    statement.setString(1, letter.channel());
                    return statement.executeUpdate();
                });
    }

    /// Dead letters, the newest first.
    ///
    /// @param before only those older than the one with this id
    /// @param most   at least 1
    public List<Letter> letters(Optional<Long> before, int most) throws IOException {
        return with("SELECT * FROM letter WHERE id < ? AND attempts > 0 ORDER BY id DESC LIMIT ?", statement -> {
            statement.setLong(1, before.orElse(Long.MAX_VALUE));
            statement.setInt(2, most);
            return letters(statement);
        });
    }

    /// Those of a channel that are to be sent again.
    public List<Letter> revived(String channel) throws IOException {
        return with("SELECT * FROM letter WHERE channel = ? AND revived = 1 ORDER BY id LIMIT 100", statement -> {
            statement.setString(1, channel);
            return letters(statement);
        });
    }

    private static List<Letter> letters(PreparedStatement statement) throws SQLException {
        var found = new ArrayList<Letter>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(letter(rows));
            }
        }
        return found;
    }

    private static Letter letter(ResultSet row) throws SQLException {
        return new Letter(row.getLong("id"), row.getString("channel"), row.getString("message"), row.getString("body"),
                row.getInt("attempts"), row.getString("why"), Instant.ofEpochMilli(row.getLong("at")), row.getInt(
                        "revived") == 1);
    }

    /// Has a dead letter sent again.
    ///
    /// @return whether there is one with `id`
    public boolean revive(long id) throws IOException {
        return with("UPDATE letter SET revived = 1 WHERE id = ?", statement -> {
            statement.setLong(1, id);
            return statement.executeUpdate() == 1;
        });
    }

    /// @return whether there was one with `id`
    public boolean remove(long id) throws IOException {
        return with("DELETE FROM letter WHERE id = ?", statement -> {
            statement.setLong(1, id);
            return statement.executeUpdate() == 1;
        });
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException failed) {
            throw new IOException("the post cannot be closed: " + failed.getMessage(), failed);
        }
    }
}
