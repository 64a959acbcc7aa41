package dev.ambit.server.logging;

import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

/// Sets up where lines go and what they look like. The JDK's own logging carries them, so that those of libraries come along.
public final class Logging {
    private Logging() {}

    /// Who configures itself and is not taken down before the last line was written.
    ///
    /// The JDK's manager closes everything as soon as the process is told to stop, and what is said while it stops would be lost.
    public static final class Manager extends LogManager {
        @Override
        public void reset() {
            // Lines are written as they come; there is nothing to close.
        }
    }

    /// Has to come before anybody asks for a logger. What ends a thread is said from then on.
    public static void begin() {
        System.setProperty("java.util.logging.manager", Manager.class.getName());
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> System.getLogger(Logging.class.getName()).log(
                System.Logger.Level.ERROR, "thread `%s` ended".formatted(thread.getName()), error));
    }

    /// Shows lines from `least` on, of libraries warnings and errors alone.
    ///
    /// @param isJson one object a line, rather than text
    public static void write(Importance least, boolean isJson, OutputStream out) {
        var root = LogManager.getLogManager().getLogger("");
        for (var handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        root.setLevel(Level.WARNING);
        root.addHandler(new Direct(out, isJson));
        Ours.LOGGER.setLevel(least.level());
    }

    /// Held, since the JDK forgets settings of loggers that nobody holds, and not before [#begin].
    private static final class Ours {
        static final Logger LOGGER = Logger.getLogger("dev.ambit");
    }

    /// Writes each line at once.
    private static final class Direct extends StreamHandler {
        Direct(OutputStream out, boolean isJson) {
            super(out, isJson ? new JsonLayout() : new TextLayout());
            setLevel(Level.ALL);
            try {
                setEncoding(StandardCharsets.UTF_8.name());
            } catch (UnsupportedEncodingException impossible) {
                throw new IllegalStateException("every JDK has UTF-8", impossible);
            }
        }

        @Override
        public synchronized void publish(LogRecord record) {
            super.publish(record);
            flush();
        }

        /// Standard error is not ours to close.
        @Override
        public synchronized void close() {
            flush();
        }
    }
}
