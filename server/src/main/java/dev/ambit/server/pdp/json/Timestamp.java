package dev.ambit.server.pdp.json;

import java.time.DateTimeException;
import java.time.Instant;

/// Instants as requests write them, RFC 3339. Only such as everything can count with: what is kept is in milliseconds, and durations
/// are added to it.
public final class Timestamp {
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9990-01-01T00:00:00Z");

    private Timestamp() {}

    /// @throws DateTimeException where `text` is none, or one before 1970 or after 9989
    public static Instant parse(String text) {
        var instant = Instant.parse(text);
        if (instant.isBefore(EARLIEST) || !instant.isBefore(LATEST)) {
            throw new DateTimeException("`%s` is not from 1970 to 9989".formatted(text));
        }
        return instant;
    }
}
