package dev.ambit.scenarios;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Small disks, and disks that nobody may write to: each in memory, seen by one process alone and gone with it. Linux lets anybody
/// have one where user namespaces are allowed; elsewhere what needs one is skipped.
final class Disks {
    private static final String MOUNTED = "mount -t tmpfs -o \"$0\" tmpfs \"$1\" && shift && exec \"$@\"";

    private Disks() {}

    /// The same process, with a disk at `directory`.
    static ProcessBuilder on(String options, Path directory, ProcessBuilder builder) {
        assumeThat(isPossible(directory)).as("user namespaces are allowed").isTrue();
        var words = new ArrayList<>(List.of("unshare", "--map-root-user", "--mount", "sh", "-c", MOUNTED, options,
                directory.toString()));
        words.addAll(builder.command());
        return builder.command(words);
    }

    private static boolean isPossible(Path directory) {
        try {
            var tried = new ProcessBuilder("unshare", "--map-root-user", "--mount", "sh", "-c", MOUNTED, "size=1m",
                    directory.toString(), "true").redirectErrorStream(true).start();
            return tried.waitFor(10, TimeUnit.SECONDS) && tried.exitValue() == 0;
        } catch (IOException thereIsNone) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
