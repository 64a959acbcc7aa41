package dev.ambit.server.cli.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The server of the story: `ambit serve`, a process of its own, on a free port.
final class DemoServer implements AutoCloseable {
    private static final String AT = "ambit answers at ";
    private static final String KEY = "log key ";
    private static final long PATIENCE_SECONDS = 15;

    private final Process process;
    private final String url;
    private final String logKey;

    private DemoServer(Process process, String url, String logKey) {
        this.process = process;
        this.url = url;
        this.logKey = logKey;
    }

    /// @throws IOException where it does not start, in its own words
    static DemoServer start(Path policies, Path data) throws IOException {
        var process = new ProcessBuilder(command("serve", "--development", "--port", "0", "--data", data.toString(),
                policies.toString())).redirectErrorStream(true).start();
        var said = process.inputReader(StandardCharsets.UTF_8);
        var lines = new ArrayList<String>();
        var url = awaited(AT, said, lines);
        var logKey = awaited(KEY, said, lines);
        // What it says from here on is of releases, which the story asks about itself; it must not fill the pipe.
        Thread.ofVirtual().start(() -> drain(said));
        return new DemoServer(process, url, logKey);
    }

    private static void drain(BufferedReader said) {
        try {
            while (said.readLine() != null) {
                // Read, so that there is room for more.
            }
        } catch (IOException ended) {
            // The server has ended, and has nothing more to say.
        }
    }

    /// How this very program is started again.
    private static List<String> command(String... arguments) {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-cp", System.getProperty("java.class.path"),
                "dev.ambit.server.Main"));
        command.addAll(List.of(arguments));
        return command;
    }

    private static String awaited(String words, BufferedReader said, List<String> lines) throws IOException {
        for (var line = said.readLine(); line != null; line = said.readLine()) {
            lines.add(line);
            if (line.strip().startsWith(words)) {
                return line.strip().substring(words.length());
            }
        }
        throw new IOException("the server did not start:\n" + String.join("\n", lines));
    }

    String url() {
        return url;
    }

    /// With which anybody can check its log.
    String logKey() {
        return logKey;
    }

    /// Returns once it has ended by itself.
    void await() throws InterruptedException {
        process.waitFor();
    }

    /// Asks it to stop, and waits until it has kept everything.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
