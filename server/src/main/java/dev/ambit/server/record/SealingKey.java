package dev.ambit.server.record;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.ambit.core.record.Sealer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;

/// The key with which records are sealed that read something sensitive, in a file that its owner alone may read. Whoever deletes it
/// makes what was sealed unreadable for good, and leaves the log as provable as it was.
public final class SealingKey {
    /// Its name in a data directory.
    public static final String FILE = "record.key";

    private static final int BYTES = 32;
    private static final String BEGIN = "ambit-record-key-1 ";

    private final SecretKeySpec key;

    private SealingKey(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /// The key of a data directory; a new one where it has none.
    ///
    /// @throws IOException where it cannot be read or made, or is none
    public static SealingKey of(Path directory) throws IOException {
        var file = directory.resolve(FILE);
        return Files.exists(file) ? read(file) : create(file);
    }

    /// The key of a data directory, or of a copy of one; empty where it is not there.
    ///
    /// @throws IOException where it cannot be read, or is none
    public static Optional<SealingKey> found(Path directory) throws IOException {
        var file = directory.resolve(FILE);
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    private static SealingKey create(Path file) throws IOException {
        var key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        try (var out = FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                permissions(
                        file))) {
            var text = ByteBuffer.wrap((BEGIN + HexFormat.of().formatHex(key) + "\n").getBytes(US_ASCII));
            while (text.hasRemaining()) {
                out.write(text);
            }
            out.force(true);
        }
        return read(file);
    }

    private static FileAttribute<?>[] permissions(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(
                        "rw-------"))}
                : new FileAttribute<?>[0];
    }

    private static SealingKey read(Path file) throws IOException {
        var text = Files.size(file) > 200 ? "" : Files.readString(file, US_ASCII).strip();
        if (!text.startsWith(BEGIN) || !text.substring(BEGIN.length()).matches("[0-9a-f]{64}")) {
            throw new IOException(
                    "`%s` holds no key for records. Put back the one that was there: without it nobody decides "
                            .formatted(file) + "again what read something sensitive");
        }
        return new SealingKey(HexFormat.of().parseHex(text.substring(BEGIN.length())));
    }

    /// Seals with this key. For one thread.
    public Sealer sealer() {
        return new AesSealer(key);
    }

    @Override
    public String toString() {
        return "a key for records";
    }
}
