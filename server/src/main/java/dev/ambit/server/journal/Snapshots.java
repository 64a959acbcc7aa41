package dev.ambit.server.journal;

import dev.ambit.core.encoding.Corrupt;
import dev.ambit.core.state.Events;
import dev.ambit.core.state.Snapshot;
import dev.ambit.core.state.State;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// States kept as files, so that a restart need not begin with the first event. Each is named after how many events it has
/// seen: blocks, each with its length before it, none after the last, and SHA-256 of all that.
///
/// The journal is the truth: a snapshot that is not whole is passed over, for an older one or for none.
public final class Snapshots {
    private static final Pattern NAME = Pattern.compile("([0-9]{1,18})\\.snapshot");
    private static final int LONGEST_BLOCK = 1 << 24;
    private static final int HASH_LENGTH = 32;

    private final Path directory;
    private final int kept;

    /// @param directory made if it is not there
    /// @param kept      how many are kept, at least 1
    public Snapshots(Path directory, int kept) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.kept = kept;
    }

    /// Is told of a snapshot that was not used, and why.
    @FunctionalInterface
    public interface PassedOver {
        void tell(Path file, String why);
    }

    /// The newest state that is whole and has seen at most `events`.
    public Optional<State> latest(long events, Events.Releases releases, PassedOver passedOver) throws IOException {
        for (var file : newestFirst()) {
            if (seen(file) > events) {
                passedOver.tell(file, "it has seen more events than there are");
                continue;
            }
            try {
                return Optional.of(read(file, releases));
            } catch (Corrupt | EOFException broken) {
                passedOver.tell(file, String.valueOf(broken.getMessage()));
            }
        }
        return Optional.empty();
    }

    /// How many events the oldest that is kept has seen; empty where there are fewer than are to be kept. What came before is needed
    /// for no restart.
    public OptionalLong oldest() throws IOException {
        var files = newestFirst();
        return files.size() < kept ? OptionalLong.empty() : OptionalLong.of(seen(files.getLast()));
    }

    /// Keeps `state`, and lets go of the oldest. Once this returns it is on disk; a crash before leaves what was there.
    public void keep(State state) throws IOException {
        var unfinished = directory.resolve("unfinished");
        write(state, unfinished);
        Files.move(unfinished, directory.resolve("%d.snapshot".formatted(state.events())),
                StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (var itself = FileChannel.open(directory, StandardOpenOption.READ)) {
            itself.force(true);
        }
        for (var old : newestFirst().stream().skip(kept).toList()) {
            Files.deleteIfExists(old);
        }
    }

    private static void write(State state, Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            var hashing = new DigestOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)), sha256());
            var out = new DataOutputStream(hashing);
            Snapshot.write(state, block -> write(out, block));
            out.writeInt(0);
            hashing.on(false);
            out.write(hashing.getMessageDigest().digest());
            out.flush();
            channel.force(true);
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    private static void write(DataOutputStream out, byte[] block) {
        try {
            out.writeInt(block.length);
            out.write(block);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static State read(Path file, Events.Releases releases) throws IOException, Corrupt {
        var restoring = new Snapshot.Restoring(releases);
        try (var hashing = new DigestInputStream(new BufferedInputStream(Files.newInputStream(file)), sha256());
                var in = new DataInputStream(hashing)) {
            for (var length = length(in); length > 0; length = length(in)) {
                restoring.add(bytes(in, length));
            }
            var hash = hashing.getMessageDigest().digest();
            if (!MessageDigest.isEqual(bytes(in, HASH_LENGTH), hash)) {
                throw new Corrupt("its content is not what was written");
            }
        }
        return restoring.state();
    }

    private static byte[] bytes(DataInputStream in, int length) throws IOException {
        var bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    private static int length(DataInputStream in) throws IOException, Corrupt {
        var length = in.readInt();
        if (length < 0 || length > LONGEST_BLOCK) {
            throw new Corrupt("it has a block of %d bytes".formatted(length));
        }
        return length;
    }

    private List<Path> newestFirst() throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> seen(file) >= 0)
                    .sorted(Comparator.comparingLong(Snapshots::seen).reversed())
                    .toList();
        }
    }

    /// How many events a file's name says that it has seen; -1 where it is no snapshot.
    private static long seen(Path file) {
        var name = NAME.matcher(file.getFileName().toString());
        return name.matches() ? Long.parseLong(name.group(1)) : -1;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
