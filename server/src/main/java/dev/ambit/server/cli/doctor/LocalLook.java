package dev.ambit.server.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What can be seen on this machine: a data directory, and files with secrets in them.
final class LocalLook {
    private static final long NOTABLE_SPACE_BYTES = 4L << 30;
    private static final long LEAST_SPACE_BYTES = 256L << 20;
    private static final int MEGA = 20;
    private static final Set<PosixFilePermission> OTHERS = Set.of(PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    private LocalLook() {}

    /// At a data directory, whether or not a server has it open.
    static List<Finding> at(Path data) {
        if (!Files.isDirectory(data)) {
            return List.of(Finding.fail("data", "there is no directory `%s`".formatted(data),
                    "Name the one that the server was started with: --data DIR"));
        }
        var findings = new ArrayList<Finding>();
        findings.add(Files.isWritable(data)
                ? Finding.ok("data", "`%s` can be written".formatted(data))
                : Finding.fail("data", "`%s` cannot be written by this user".formatted(data),
                        "Give it to the user that runs the server"));
        findings.add(space(data));
        for (var name : List.of("log.key", "callers.json")) {
            if (Files.exists(data.resolve(name))) {
                findings.add(secret(data.resolve(name)));
            }
        }
        return findings;
    }

    private static Finding space(Path data) {
        try {
            var bytes = Files.getFileStore(data).getUsableSpace();
            var words = "%,d MiB are free".formatted(bytes >> MEGA);
            return bytes >= NOTABLE_SPACE_BYTES
                    ? Finding.ok("space", words)
                    : bytes >= LEAST_SPACE_BYTES
                            ? Finding.warn("space", words, "Make room: what cannot be recorded is denied")
                            : Finding.fail("space", words, "Make room now: what cannot be recorded is denied");
        } catch (IOException unknown) {
            return Finding.warn("space", "how much is free cannot be told: " + unknown.getMessage(), "");
        }
    }

    /// A file that nobody but its owner should read.
    static Finding secret(Path file) {
        try {
            var open = Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
            return open
                    ? Finding.fail("secret", "others than its owner can use `%s`".formatted(file),
                            "Change that: chmod 600 " + file)
                    : Finding.ok("secret", "`%s` is its owner's alone".formatted(file));
        } catch (IOException | UnsupportedOperationException unknown) {
            return Finding.warn("secret", "who can read `%s` cannot be told".formatted(file), "");
        }
    }
}
