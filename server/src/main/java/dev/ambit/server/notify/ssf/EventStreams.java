package dev.ambit.server.notify.ssf;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.json.JsonWriter;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.server.notify.Post;
import dev.ambit.server.notify.ssf.EventStream.Status;
import java.io.IOException;
import java.net.URI;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The streams there are and whom they are about, kept beside the post.
final class EventStreams {
    /// Most subjects that one stream names.
    static final int MOST_SUBJECTS = 100_000;

    private static final List<String> TABLES = List.of(
            """
                    CREATE TABLE IF NOT EXISTS stream (id TEXT PRIMARY KEY, receiver TEXT NOT NULL UNIQUE, issuer TEXT NOT NULL,
                        requested TEXT NOT NULL, push_to TEXT NOT NULL, secret TEXT NOT NULL, description TEXT NOT NULL,
                        status TEXT NOT NULL, reason TEXT NOT NULL)""",
            """
                    CREATE TABLE IF NOT EXISTS subject (stream TEXT NOT NULL, subject TEXT NOT NULL,
                        PRIMARY KEY (stream, subject))""",
            """
                    CREATE TABLE IF NOT EXISTS acked (stream TEXT NOT NULL, position INTEGER NOT NULL,
                        PRIMARY KEY (stream, position))""");

    private final Post post;

    EventStreams(Post post) throws IOException {
        this.post = post;
        for (var table : TABLES) {
            post.with(table, PreparedStatement::execute);
        }
    }

    /// @param receiver whose; empty for all
    List<EventStream> of(Optional<String> receiver) throws IOException {
        return post.with(receiver.isPresent()
                ? "SELECT * FROM stream WHERE receiver = ? ORDER BY id"
                : "SELECT * FROM stream ORDER BY id", statement -> {
                    if (receiver.isPresent()) {
                        statement.setString(1, receiver.get());
                    }
                    var found = new ArrayList<EventStream>();
                    try (var rows = statement.executeQuery()) {
                        while (rows.next()) {
                            found.add(stream(rows));
                        }
                    }
                    return found;
                });
    }

    private static EventStream stream(ResultSet row) throws SQLException {
        var requested = row.getString("requested");
        var push = row.getString("push_to");
        return new EventStream(row.getString("id"), row.getString("receiver"), row.getString("issuer"), requested
                .isEmpty() ? List.of() : List.of(requested.split("\n", -1)), push.isEmpty()
                        ? Optional.empty()
                        : Optional.of(URI.create(push)), row.getString("secret"), row.getString("description"), Status
                                .valueOf(row.getString("status")), row.getString("reason"));
    }

    void keep(EventStream stream) throws IOException {
        post.with("INSERT OR REPLACE INTO stream VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", statement -> {
            statement.setString(1, stream.id());
            statement.setString(2, stream.receiver());
            statement.setString(3, stream.issuer());
            statement.setString(4, String.join("\n", stream.requested()));
            statement.setString(5, stream.pushTo().map(URI::toString).orElse(""));
            statement.setString(6, stream.authorization());
            statement.setString(7, stream.description());
            statement.setString(8, stream.status().name());
            statement.setString(9, stream.reason());
            return statement.executeUpdate();
        });
    }

    void remove(String stream) throws IOException {
        for (var table : List.of("DELETE FROM stream WHERE id = ?", "DELETE FROM subject WHERE stream = ?",
                "DELETE FROM acked WHERE stream = ?", "DELETE FROM letter WHERE channel = 'stream ' || ?",
                "DELETE FROM channel WHERE name = 'stream ' || ?")) {
            post.with(table, statement -> {
                statement.setString(1, stream);
                return statement.executeUpdate();
            });
        }
    }

    // Whom it is about.

    /// The subjects it names: those it is about, or those it is not, whichever is not the default.
    List<Json> subjects(String stream) throws IOException {
        var texts = post.with("SELECT subject FROM subject WHERE stream = ?", statement -> {
            statement.setString(1, stream);
            var found = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        });
        var subjects = new ArrayList<Json>();
        for (var text : texts) {
            try {
                subjects.add(JsonReader.read(new Source("a subject", text)));
            } catch (InvalidInput broken) {
                throw new IOException("a subject that is kept makes no sense: " + broken.getMessage(), broken);
            }
        }
        return subjects;
    }

    /// @return whether there was room
    boolean name(String stream, Json subject) throws IOException {
        var count = post.with("SELECT count(*) FROM subject WHERE stream = ?", statement -> {
            statement.setString(1, stream);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? rows.getInt(1) : 0;
            }
        });
        if (count >= MOST_SUBJECTS) {
            return false;
        }
        post.with("INSERT OR IGNORE INTO subject VALUES (?, ?)", statement -> {
            statement.setString(1, stream);
            statement.setString(2, JsonWriter.compact(subject));
            return statement.executeUpdate();
        });
        return true;
    }

    /// Compared by content: the order of members says nothing.
    void unname(String stream, Json subject) throws IOException {
        for (var known : subjects(stream)) {
            if (known.equals(subject)) {
                post.with("DELETE FROM subject WHERE stream = ? AND subject = ?", statement -> {
                    statement.setString(1, stream);
                    statement.setString(2, JsonWriter.compact(known));
                    return statement.executeUpdate();
                });
            }
        }
    }

    // What a polled stream has had out of order.

    void acked(String stream, long position) throws IOException {
        post.with("INSERT OR IGNORE INTO acked VALUES (?, ?)", statement -> {
            statement.setString(1, stream);
            statement.setLong(2, position);
            return statement.executeUpdate();
        });
    }

    boolean isAcked(String stream, long position) throws IOException {
        return post.with("SELECT 1 FROM acked WHERE stream = ? AND position = ?", statement -> {
            statement.setString(1, stream);
            statement.setLong(2, position);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        });
    }

    void forgetAcked(String stream, long before) throws IOException {
        post.with("DELETE FROM acked WHERE stream = ? AND position < ?", statement -> {
            statement.setString(1, stream);
            statement.setLong(2, before);
            return statement.executeUpdate();
        });
    }
}
