package dev.ambit.server.pdp.caller;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.identity.Caller;
import dev.ambit.core.identity.Caller.Role;
import dev.ambit.server.pdp.json.BadJson;
import dev.ambit.server.pdp.json.JsonOut;
import dev.ambit.server.pdp.json.StrictJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The file that lists who may call: JSON, for its owner's eyes alone, and replaced whole, so that whoever reads it finds
/// all of the old list or all of the new one. It holds no secret: what it knows of a key is its hash.
public final class CallersFile {
    /// Most entries.
    public static final int MOST = 100_000;

    private static final long LARGEST_BYTES = 64L << 20;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path path;

    public CallersFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    public Path path() {
        return path;
    }

    /// All entries, in the order of the file; none where there is no file.
    ///
    /// @throws BadJson     where the file is not such a list
    /// @throws IOException where it cannot be read, or others may read or write it
    public List<Entry> read() throws IOException, BadJson {
        try {
            checkPermissions();
            if (Files.size(path) > LARGEST_BYTES) {
                throw new IOException("`%s` has more than %d bytes".formatted(path, LARGEST_BYTES));
            }
            return StrictJson.read(Files.readAllBytes(path), CallersFile::entries);
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    private void checkPermissions() throws IOException {
        var view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view == null) {
            return; // no POSIX here: the directory's own access control has to do
        }
        var others = EnumSet.allOf(PosixFilePermission.class);
        others.removeAll(EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.OWNER_EXECUTE));
        others.retainAll(view.readAttributes().permissions());
        if (!others.isEmpty()) {
            throw new IOException("`%s` can be read or written by others (%s). Run `chmod 600 %s`".formatted(path,
                    PosixFilePermissions.toString(view.readAttributes().permissions()), path));
        }
    }

    private static List<Entry> entries(StrictJson json) throws BadJson {
        var entries = new ArrayList<Entry>();
        for (var name = json.nextMember(); name != null; name = json.nextMember()) {
            if (!name.equals("callers")) {
                json.mistakes().add("/" + name, "`%s` is not known".formatted(name), "The one member is `callers`");
                json.skip();
            } else if (json.array("/callers")) {
                readEach(json, entries);
            }
        }
        return entries;
    }

    private static void readEach(StrictJson json, List<Entry> entries) {
        var ids = new HashSet<String>();
        while (json.nextElement()) {
            var at = "/callers/" + entries.size();
            if (entries.size() == MOST) {
                json.mistakes().add(at, "there are more than %d callers".formatted(MOST), "");
                json.skip();
            } else if (json.object(at)) {
                var entry = new Written(at).read(json);
                if (entry != null && !ids.add(entry.id())) {
                    json.mistakes().add(at, "id `%s` is there twice".formatted(entry.id()), "Remove one of them");
                } else if (entry != null) {
                    entries.add(entry);
                }
            }
        }
    }

    /// Adds `entry` and puts the file in place of the old one.
    public void add(Entry entry) throws IOException, BadJson {
        change(entries -> entries.add(entry));
    }

    /// Removes the entry with `id`.
    ///
    /// @return whether there was one
    public boolean remove(String id) throws IOException, BadJson {
        var before = read().size();
        change(entries -> entries.removeIf(entry -> entry.id().equals(id)));
        return read().size() < before;
    }

    private interface Change {
        boolean apply(List<Entry> entries);
    }

    /// Under a lock beside the file, so that of two changes at a time neither is lost.
    private void change(Change change) throws IOException, BadJson {
        createDirectory();
        var lock = path.resolveSibling(path.getFileName() + ".lock");
        try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            var entries = new ArrayList<>(read());
            change.apply(entries);
            replace(bytes(entries));
        }
    }

    private void createDirectory() throws IOException {
        var parent = path.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
    }

    /// A crash at any line leaves the old file, and perhaps a temporary one beside it that the next change replaces.
    private void replace(byte[] content) throws IOException {
        var next = path.resolveSibling(path.getFileName() + ".next");
        Files.deleteIfExists(next);
        createPrivate(next);
        try (var channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
            for (var rest = ByteBuffer.wrap(content); rest.hasRemaining();) {
                channel.write(rest);
            }
            channel.force(true);
        }
        try {
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException unable) {
            throw new IOException("`%s` cannot be replaced in one step on this file system".formatted(path), unable);
        }
    }

    private static void createPrivate(Path file) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } catch (UnsupportedOperationException noPosix) {
            // Such a file system keeps others away in its own way. What is in the file are hashes, never a key.
            Files.createFile(file);
        } catch (FileAlreadyExistsException busy) {
            throw new IOException("`%s` is being written by somebody else. Try again".formatted(file), busy);
        }
    }

    private static byte[] bytes(List<Entry> entries) {
        return JsonOut.object(out -> out.putObjects("callers", entries, CallersFile::write));
    }

    private static void write(Entry entry, JsonOut out) {
        out.put("id", entry.id()).put("name", entry.caller().name()).putStrings("roles", words(entry.caller().roles()));
        entry.self().ifPresent(self -> out.putObject("principal", it -> it.put("type", self.type()).put("id", self
                .id())));
        switch (entry.proof()) {
            case Entry.Proof.KeyHash hash -> out.put("sha256", hash.toString());
            case Entry.Proof.CertificateName(var name) -> out.put("certificate", name);
        }
        out.put("created", entry.created());
    }

    /// Roles as people write them, such as `enforcement-point`.
    public static List<String> words(Set<Role> roles) {
        return roles.stream().map(CallersFile::word).toList();
    }

    public static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The role that `word` names.
    public static Optional<Role> role(String word) {
        return EnumSet.allOf(Role.class).stream().filter(role -> word(role).equals(word)).findFirst();
    }

    /// One entry while it is read.
    private static final class Written {
        private final String at;
        private @Nullable String id;
        private @Nullable String name;
        private @Nullable String hash;
        private @Nullable String certificate;
        private @Nullable String created;
        private @Nullable EntityUid self;
        private final Set<Role> roles = EnumSet.noneOf(Role.class);

        Written(String at) {
            this.at = at;
        }

        @Nullable
        Entry read(StrictJson json) {
            for (var member = json.nextMember(); member != null; member = json.nextMember()) {
                var here = at + "/" + member;
                switch (member) {
                    case "id" -> id = json.string(here);
                    case "name" -> name = json.string(here);
                    case "sha256" -> hash = json.string(here);
                    case "certificate" -> certificate = json.string(here);
                    case "created" -> created = json.string(here);
                    case "roles" -> readRoles(json, here);
                    case "principal" -> readSelf(json, here);
                    default -> {
                        json.mistakes().add(here, "`%s` is not known".formatted(member), "");
                        json.skip();
                    }
                }
            }
            return entry(json);
        }

        private void readRoles(StrictJson json, String here) {
            if (!json.array(here)) {
                return;
            }
            while (json.nextElement()) {
                var word = json.string(here);
                if (word != null) {
                    role(word).ifPresentOrElse(roles::add, () -> json.mistakes().add(here,
                            "`%s` is not a role".formatted(word), "Roles are " + words(EnumSet.allOf(Role.class))));
                }
            }
        }

        private void readSelf(StrictJson json, String here) {
            if (!json.object(here)) {
                return;
            }
            String type = null;
            String key = null;
            for (var member = json.nextMember(); member != null; member = json.nextMember()) {
                switch (member) {
                    case "type" -> type = json.string(here + "/type");
                    case "id" -> key = json.string(here + "/id");
                    default -> json.skip();
                }
            }
            if (type != null && key != null && EntityUid.isTypeName(type)) {
                self = EntityUid.of(type, key);
            } else {
                json.mistakes().add(here, "a principal has a `type`, the name of an entity type, and an `id`", "");
            }
        }

        private @Nullable Entry entry(StrictJson json) {
            if (id == null || name == null || created == null || (hash == null) == (certificate == null)) {
                json.mistakes().add(at,
                        "a caller has `id`, `name`, `roles`, `created`, and either `sha256` or `certificate`", "");
                return null;
            }
            try {
                var proof = hash != null
                        ? new Entry.Proof.KeyHash(HexFormat.of().parseHex(hash))
                        : new Entry.Proof.CertificateName(certificate == null ? "" : certificate);
                return new Entry(id, new Caller(name, roles), Optional.ofNullable(self), proof, Instant.parse(created));
            } catch (IllegalArgumentException | DateTimeException wrong) {
                json.mistakes().add(at, "caller `%s`: %s".formatted(id, wrong.getMessage()), "");
                return null;
            }
        }
    }
}
