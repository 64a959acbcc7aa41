package dev.ambit.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.security.MessageDigest;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The jar as it is delivered, run by the launcher in a process of its own. Maven runs this once the jar is packaged.
class PackagedJarTest {
    private static final Path ROOT = Path.of(System.getProperty("ambit.root", "..")).toAbsolutePath().normalize();

    /// What a process printed and how it ended.
    private record Run(int exitCode, String out) {}

    @Test
    void the_launcher_runs_the_packaged_jar() throws IOException, InterruptedException {
        var run = run("policy", "check", "examples/acme");

        assertThat(run.out()).startsWith("examples/acme: valid, nothing wrong\n").doesNotContain("\u001b[");
        assertThat(run.exitCode()).isEqualTo(0);
    }

    @Test
    void a_refusal_is_told_by_the_exit_code_too() throws IOException, InterruptedException {
        var run = run("policy", "check", "docs");

        assertThat(run.out()).startsWith("docs: error: `docs` has no schema");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void the_demo_runs_from_the_packaged_jar_and_takes_everything_away() throws IOException, InterruptedException {
        var run = run("demo", "--exit");

        assertThat(run.out()).contains("answers were as expected").doesNotContain("NOT AS EXPECTED", "\u001b[");
        assertThat(run.exitCode()).isEqualTo(0);
    }

    @Test
    @Tag("slow")
    void the_image_is_what_its_hashes_say_and_has_the_server_and_no_shell(@TempDir Path temp) throws Exception {
        var image = temp.resolve("image.tar");
        assertThat(process("build/image", image.toString(), "acme/ambit:1").exitCode()).isZero();
        assertThat(process("tar", "-xf", image.toString(), "-C", temp.toString()).exitCode()).isZero();

        try (var blobs = Files.list(temp.resolve("blobs/sha256"))) {
            for (var blob : blobs.toList()) {
                var hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(blob));
                assertThat(blob.getFileName()).hasToString(HexFormat.of().formatHex(hash));
            }
        }
        var manifest = Files.readString(temp.resolve("manifest.json"));
        assertThat(manifest).contains("acme/ambit:1");
        var layer = temp.resolve(manifest.substring(manifest.lastIndexOf("blobs/"), manifest.lastIndexOf('"')));
        var files = process("tar", "-tf", layer.toString()).out().lines().toList();
        assertThat(files).contains("./opt/java/bin/java", "./opt/ambit/ambit.jar", "./etc/passwd", "./var/lib/ambit/");
        assertThat(files).noneMatch(file -> file.endsWith("/sh"));
    }

    private static Run process(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).directory(ROOT.toFile()).redirectError(Redirect.INHERIT).start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return new Run(process.exitValue(), out);
    }

    private static Run run(String... arguments) throws IOException, InterruptedException {
        var ambit = new ProcessBuilder("./ambit").directory(ROOT.toFile()).redirectError(Redirect.INHERIT);
        ambit.command().addAll(List.of(arguments));
        var process = ambit.start();
        process.getOutputStream().close();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Run(process.exitValue(), out);
    }
}
