package dev.ambit.server.log.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.Set;

/// The file a signing key is kept in. Only its owner may read it: one that others may read is refused, for the key may
/// have been copied. (File systems without such permissions are trusted to keep others away in their own way.)
public record KeyFile(Path path) {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");
    private static final int LONGEST = 4096;

    /// Makes a new key for the log called `name` and writes it to this file, which must not exist. It is read back before anybody
    /// gets it.
    ///
    /// @throws InvalidNote where nothing can be called that
    /// @throws IOException where the file exists or cannot be written
    public SigningKey create(String name) throws InvalidNote, IOException {
        var key = SigningKey.generate(name);
        try (var file = FileChannel.open(path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                permissions())) {
            var text = UTF_8.encode(key.secretText());
            while (text.hasRemaining()) file.write(text);
            file.force(true);
        } catch (FileAlreadyExistsException exists) {
            throw new IOException(
                    "key file `%s` exists already. Move it away if it is not needed any more: what it signed cannot be signed again"
                            .formatted(path), exists);
        }
        return read();
    }

    /// The key in this file.
    ///
    /// @throws InvalidNote where it holds something else, or others may read it
    /// @throws IOException where it cannot be read
    public SigningKey read() throws InvalidNote, IOException {
        refuseOthers();
        try {
            if (Files.size(path) > LONGEST) throw new InvalidNote("it is larger than any key");
            return SigningKey.parse(Files.readAllLines(path, UTF_8));
        } catch (InvalidNote wrong) {
            throw new InvalidNote("key file `%s`: %s".formatted(path, wrong.getMessage()));
        }
    }

    private void refuseOthers() throws InvalidNote, IOException {
        if (!posix()) return;
        try {
            var permissions = Files.getPosixFilePermissions(path);
            if (!Collections.disjoint(permissions, others())) {
                throw new InvalidNote(
                        "key file `%s` is open to others (%s). Make a new key, or `chmod 600` it if nobody can have read it"
                                .formatted(path, PosixFilePermissions.toString(permissions)));
            }
        } catch (NoSuchFileException missing) {
            throw new IOException("key file `%s` does not exist. Make one with a new key first".formatted(path),
                    missing);
        }
    }

    private static Set<PosixFilePermission> others() {
        return PosixFilePermissions.fromString("---rwxrwx");
    }

    private FileAttribute<?>[] permissions() {
        return posix() ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)} : new FileAttribute<?>[0];
    }

    private boolean posix() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
