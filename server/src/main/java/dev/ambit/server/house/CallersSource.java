package dev.ambit.server.house;

import dev.ambit.server.pdp.caller.Callers;
import dev.ambit.server.pdp.caller.CallersFile;
import dev.ambit.server.pdp.json.BadJson;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Who may call, as a file says: read anew within a second of every change. A file that cannot be read any more changes nothing
/// but the log, so that a slip of an editor locks nobody out and lets nobody in.
public final class CallersSource implements Supplier<Callers> {
    private static final Logger LOG = System.getLogger(CallersSource.class.getName());
    private static final long CHECK_NANOS = Duration.ofSeconds(1).toNanos();

    private final CallersFile file;
    private volatile Known known;

    /// @param stamp of the file when it was read, whatever came of it
    private record Known(Callers callers, @Nullable Object stamp, long checkedNanos) {}

    /// @throws IOException where the file cannot be read
    public CallersSource(Path path) throws IOException {
        this.file = new CallersFile(path);
        var stamp = stamp();
        try {
            this.known = new Known(new Callers(file.read()), stamp, System.nanoTime());
        } catch (BadJson bad) {
            throw new IOException("callers file `%s`: %s".formatted(path, bad.getMessage()), bad);
        }
    }

    private @Nullable Object stamp() {
        try {
            return Files.getLastModifiedTime(file.path()) + "/" + Files.size(file.path());
        } catch (IOException gone) {
            return null;
        }
    }

    @Override
    public Callers get() {
        var last = known;
        var now = System.nanoTime();
        if (now - last.checkedNanos >= CHECK_NANOS) {
            known = checked(last, now);
        }
        return known.callers;
    }

    private Known checked(Known last, long now) {
        var stamp = stamp();
        if (Objects.equals(stamp, last.stamp)) {
            return new Known(last.callers, stamp, now);
        }
        try {
            return new Known(new Callers(file.read()), stamp, now);
        } catch (IOException | BadJson unreadable) {
            LOG.log(Level.ERROR, "callers file `%s` cannot be read, the callers known before stay: %s"
                    .formatted(file.path(), unreadable.getMessage()));
            return new Known(last.callers, stamp, now);
        }
    }
}
