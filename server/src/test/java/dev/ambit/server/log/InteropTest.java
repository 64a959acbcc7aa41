package dev.ambit.server.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.ambit.server.log.note.SigningKey;
import dev.ambit.server.log.store.LogFailure;
import dev.ambit.server.log.store.MemoryDisk;
import dev.ambit.server.log.tree.Tile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a log serves, checked with the code of others: Go's packages `note` and `tlog`. It needs `go`, and its module, which the first
/// run downloads.
@Tag("slow")
class InteropTest {
    private static final Path PROGRAM = Path.of(System.getProperty("ambit.root", ".."), "server/src/test/interop/tlog");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 255, 256, 257, 1_000, 66_000})
    void a_log_of_any_size_is_accepted(int entries) throws Exception {
        var key = SigningKey.generate("acme.example/log");
        serve(entries, key);
        assertThat(go(key.verifier().toString())).isEqualTo("accepted " + entries + "\n");
    }

    @Test
    void another_key_or_a_changed_tile_is_refused() throws Exception {
        var key = SigningKey.generate("acme.example/log");
        serve(300, key);
        assertThat(go(SigningKey.generate("acme.example/log").verifier().toString())).startsWith("refused: ");
        var tile = directory.resolve("tile/0/000");
        var bytes = Files.readAllBytes(tile);
        bytes[99] ^= 1;
        Files.write(tile, bytes);
        assertThat(go(key.verifier().toString())).startsWith("refused: ");
    }

    private void serve(int entries, SigningKey key) throws IOException, LogFailure {
        try (var log = Log.open(new MemoryDisk(), new LogSettings(1 << 20, Duration.ofMillis(50), Duration.ZERO),
                LogTest.FATAL)) {
            for (var index = 0; index < entries; index++) log.append(("entry " + index).getBytes(UTF_8));
            log.sync(entries - 1);
            var checkpoints = Checkpoints.of(log, key);
            write("checkpoint", checkpoints.newest().toString().getBytes(UTF_8));
            for (var level = 0; entries >>> level * Tile.HEIGHT > 0; level++) {
                var hashes = entries >>> level * Tile.HEIGHT;
                for (var at = 0; at < hashes; at += Tile.FULL) {
                    write(checkpoints, new Tile.Hashes(level, at / Tile.FULL, Math.min(Tile.FULL, hashes - at)));
                }
            }
            for (var at = 0; at < entries; at += Tile.FULL) {
                write(checkpoints, new Tile.Entries(at / Tile.FULL, Math.min(Tile.FULL, entries - at)));
            }
            for (var index : List.of(0, entries / 2, entries - 1)) {
                write("receipt-" + index, checkpoints.receipt(index).toString().getBytes(UTF_8));
            }
        }
    }

    private void write(Checkpoints checkpoints, Tile tile) throws IOException {
        write(tile.path(), checkpoints.tile(tile).orElseThrow());
    }

    private void write(String path, byte[] bytes) throws IOException {
        Files.createDirectories(directory.resolve(path).getParent());
        Files.write(directory.resolve(path), bytes);
    }

    private String go(String key) throws Exception {
        try {
            var process = new ProcessBuilder("go", "run", ".", directory.toString(), key)
                    .directory(PROGRAM.toFile()).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), UTF_8).replaceAll(
                    "(?m)^(go: downloading|exit status).*\n", "");
            process.waitFor();
            return said.startsWith("accepted") || said.startsWith("refused") ? said : skipped(said);
        } catch (IOException noGo) {
            return skipped(noGo.getMessage());
        }
    }

    private static String skipped(String why) {
        System.out.println("skipped: the log was not compared with Go's packages, because Go says: " + why.strip());
        return abort(why);
    }
}
