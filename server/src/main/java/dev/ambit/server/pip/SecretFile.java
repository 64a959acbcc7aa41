package dev.ambit.server.pip;

import dev.ambit.server.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Secrets in a file, one on each line: several while an old one is exchanged for a new one. The file is read again within a
/// second of a change; one that cannot be read any more leaves no secret, so that nothing is believed.
public final class SecretFile implements Supplier<List<Secret>> {
    private static final System.Logger LOG = System.getLogger(SecretFile.class.getName());
    private static final long CHECK_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST = 64 << 10;

    private final Path path;
    private volatile Known known;

    /// @param stamp of the file when it was read, whatever came of it
    private record Known(List<Secret> secrets, Optional<String> stamp, long checkedNanos) {}

    /// @throws IOException where there is no secret in it
    public SecretFile(Path path) throws IOException {
        this.path = path;
        this.known = new Known(read(path), stamp(), System.nanoTime());
    }

    private static List<Secret> read(Path path) throws IOException {
        if (Files.size(path) > LONGEST) {
            throw new IOException("`%s` is longer than %d bytes, which no secrets are".formatted(path, LONGEST));
        }
        var secrets = Files.readAllLines(path).stream().map(String::strip).filter(line -> !line.isEmpty()).map(
                Secret::of).toList();
        if (secrets.isEmpty()) {
            throw new IOException("there is no secret in `%s`".formatted(path));
        }
        return secrets;
    }

    private Optional<String> stamp() {
        try {
            return Optional.of(Files.getLastModifiedTime(path) + "/" + Files.size(path));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    @Override
    public List<Secret> get() {
        var last = known;
        var now = System.nanoTime();
        if (now - last.checkedNanos >= CHECK_NANOS) {
            known = checked(last, now);
        }
        return known.secrets;
    }

    private Known checked(Known last, long now) {
        var stamp = stamp();
        if (Objects.equals(stamp, last.stamp)) {
            return new Known(last.secrets, stamp, now);
        }
        try {
            return new Known(read(path), stamp, now);
        } catch (IOException unreadable) {
            LOG.log(System.Logger.Level.ERROR, "no message is believed by the secrets in `%s`: %s".formatted(path,
                    reason(
                            unreadable)));
            return new Known(List.of(), stamp, now);
        }
    }

    private static @Nullable String reason(IOException unreadable) {
        return unreadable.getMessage();
    }
}
