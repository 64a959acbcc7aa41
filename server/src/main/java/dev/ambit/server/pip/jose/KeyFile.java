package dev.ambit.server.pip.jose;

import com.nimbusds.jose.jwk.JWK;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Public keys in a file, read again within a second of a change. One that cannot be read any more leaves no key, so that nothing
/// is believed.
public final class KeyFile implements Keys {
    private static final Logger LOG = System.getLogger(KeyFile.class.getName());
    private static final long CHECK_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST = 1 << 20;

    private final Path path;
    private volatile Known known;

    /// @param stamp of the file when it was read, whatever came of it
    private record Known(List<JWK> keys, Optional<String> stamp, long checkedNanos) {}

    /// @throws IOException where there is no key in it
    public KeyFile(Path path) throws IOException {
        this.path = path;
        this.known = new Known(read(path), stamp(), System.nanoTime());
    }

    private static List<JWK> read(Path path) throws IOException {
        if (Files.size(path) > LONGEST) {
            throw new IOException("`%s` is longer than %d bytes, which no keys are".formatted(path, LONGEST));
        }
        try {
            return KeyText.read(Files.readString(path));
        } catch (ParseException wrong) {
            throw new IOException("`%s`: %s".formatted(path, wrong.getMessage()), wrong);
        }
    }

    private Optional<String> stamp() {
        try {
            return Optional.of(Files.getLastModifiedTime(path) + "/" + Files.size(path));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    @Override
    public List<JWK> now(Optional<String> id) {
        var last = known;
        var now = System.nanoTime();
        if (now - last.checkedNanos >= CHECK_NANOS) {
            known = checked(last, now);
        }
        return known.keys;
    }

    private Known checked(Known last, long now) {
        var stamp = stamp();
        if (stamp.equals(last.stamp)) {
            return new Known(last.keys, stamp, now);
        }
        try {
            return new Known(read(path), stamp, now);
        } catch (IOException unreadable) {
            LOG.log(Level.ERROR, "nothing is believed by the keys in `%s`: %s".formatted(path, unreadable
                    .getMessage()));
            return new Known(List.of(), stamp, now);
        }
    }
}
