package dev.ambit.server.cli.demo;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;

/// The fresh directory of one run: a copy of the example's policies, which the story may change, and the server's data.
final class DemoDirectory {
    private static final int MOST = 1_000;

    private final Path root;

    private DemoDirectory(Path root) {
        this.root = root;
    }

    static DemoDirectory with(Path policies) throws IOException {
        var directory = new DemoDirectory(fresh());
        copy(policies, directory.policies());
        return directory;
    }

    /// A directory that was not there, with a name that can be typed; its owner's alone.
    private static Path fresh() throws IOException {
        var own = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        for (var number = 1; number <= MOST; number++) {
            try {
                return Files.createDirectory(Path.of(System.getProperty("java.io.tmpdir"), "ambit-demo-" + number),
                        own);
            } catch (FileAlreadyExistsException taken) {
                // Another demo has it, or had; the next number is as good.
            }
        }
        throw new IOException("there are %,d demos in `%s` already. Remove `ambit-demo-*` there".formatted(MOST, System
                .getProperty("java.io.tmpdir")));
    }

    Path policies() {
        return root.resolve("policies");
    }

    Path data() {
        return root.resolve("data");
    }

    /// The example with one more file.
    Path policiesWith(String name, String file, String text) throws IOException {
        var other = root.resolve(name);
        copy(policies(), other);
        Files.writeString(other.resolve(file), text);
        return other;
    }

    /// Adds a file to the policies in force.
    void add(String file, String text) throws IOException {
        Files.writeString(policies().resolve(file), text);
    }

    void remove(String file) throws IOException {
        Files.delete(policies().resolve(file));
    }

    /// A copy of the log of decisions, as an auditor takes it home: what is signed before what it is about.
    Path copyOfLog() throws IOException {
        var copy = root.resolve("copied-log");
        Files.createDirectories(copy);
        for (var first : List.of("checkpoint", "synced")) {
            Files.copy(data().resolve("record").resolve(first), copy.resolve(first));
        }
        try (var files = Files.list(data().resolve("record"))) {
            for (var file : files.sorted().toList()) {
                if (!Files.exists(copy.resolve(file.getFileName()))) {
                    Files.copy(file, copy.resolve(file.getFileName()));
                }
            }
        }
        return copy;
    }

    /// Flips one bit in the middle of the first segment of a copied log, where `word` stands.
    static void tamper(Path log, String word) throws IOException {
        try (var files = Files.list(log)) {
            var segment = files.filter(file -> file.toString().endsWith(".seg")).sorted().findFirst().orElseThrow();
            var at = new String(Files.readAllBytes(segment), StandardCharsets.ISO_8859_1).indexOf(word);
            if (at < 0) {
                throw new IOException("`%s` is not in `%s`".formatted(word, segment));
            }
            try (var file = new RandomAccessFile(segment.toFile(), "rw")) {
                file.seek(at);
                var flipped = file.read() ^ 1;
                file.seek(at);
                file.write(flipped);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    Path root() {
        return root;
    }

    void delete() throws IOException {
        try (var files = Files.walk(root)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
