package dev.ambit.server.logging;

import java.util.Locale;
import java.util.logging.Level;

/// How much a line matters to whoever runs the server.
public enum Importance {
    /// Something does not work, and somebody has to do something.
    ERROR(Level.SEVERE),
    /// Something is not as it should be.
    WARNING(Level.WARNING),
    /// Something happened that happens rarely.
    INFO(Level.INFO),
    /// Only whoever looks for a mistake wants to know.
    DEBUG(Level.FINE);

    @SuppressWarnings("ImmutableEnumChecker") // levels of the JDK never change
    private final Level level;

    Importance(Level level) {
        this.level = level;
    }

    Level level() {
        return level;
    }

    static Importance of(Level level) {
        for (var importance : values()) {
            if (level.intValue() >= importance.level.intValue()) {
                return importance;
            }
        }
        return DEBUG;
    }

    /// As settings and lines write it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
