package dev.ambit.server.pap;

import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.core.encoding.Corrupt;
import dev.ambit.core.policy.Release;
import dev.ambit.core.policy.ReleaseId;
import dev.ambit.core.state.Events;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/// The content of every release that was ever in force, each in a directory named after its hash: what a restart, and deciding an
/// old record again, need.
public final class ReleaseStore implements Events.Releases {
    /// How many stay compiled, those that were asked for last.
    private static final int COMPILED = 16;

    private final Path directory;
    private final Map<ReleaseId, Release> known = new LinkedHashMap<>(COMPILED, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ReleaseId, Release> eldest) {
            return size() > COMPILED;
        }
    };

    /// @param directory made if it is not there
    public ReleaseStore(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    /// Keeps `read`. Once this returns its content is on disk.
    public synchronized Release keep(ReleaseDirectory read) throws IOException {
        var release = read.release();
        var kept = directory.resolve(release.id().hex());
        if (!Files.isDirectory(kept)) {
            var unfinished = Files.createTempDirectory(directory, ".unfinished-");
            for (var file : read.sources().files().entrySet()) {
                write(unfinished.resolve(file.getKey()), file.getValue().text());
            }
            Files.move(unfinished, kept, StandardCopyOption.ATOMIC_MOVE);
            try (var itself = FileChannel.open(directory, StandardOpenOption.READ)) {
                itself.force(true);
            }
        }
        known.put(release.id(), release);
        return release;
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /// The release of that name, compiled again where it was not of late.
    @Override
    public synchronized Release get(ReleaseId id) throws Corrupt {
        var release = known.get(id);
        if (release == null) {
            release = read(id);
            known.put(id, release);
        }
        return release;
    }

    private Release read(ReleaseId id) throws Corrupt {
        var kept = directory.resolve(id.hex());
        if (!Files.isDirectory(kept)) {
            throw new Corrupt("the content of release `%s` is not in `%s`".formatted(id, directory));
        }
        try {
            var release = ReleaseDirectory.load(kept).release();
            if (!release.id().equals(id)) {
                throw new Corrupt("`%s` holds another release, `%s`".formatted(kept, release.id()));
            }
            return release;
        } catch (InvalidInput refused) {
            throw new Corrupt("release `%s` can no longer be compiled: %s".formatted(id, refused.getMessage()));
        }
    }
}
