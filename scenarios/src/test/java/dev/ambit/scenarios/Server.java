package dev.ambit.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/// A server: a process, its data directory, and how to ask it.
final class Server implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String AT = "ambit answers at ";
    private static final String KEY = "  log key ";

    private final Path data;
    private final Process process;
    private final HttpClient client;
    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private final String address;
    private final String key;

    private Server(Path data, Process process, HttpClient client) throws IOException {
        this.data = data;
        this.process = process;
        this.client = client;
        var out = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
        this.address = line(out, AT);
        this.key = line(out, KEY);
        Thread.ofVirtual().start(() -> follow(out));
    }

    /// Starts one on a free port, with nothing between it and its callers.
    ///
    /// @param policies the policy directory
    static Server start(Path data, Path policies) {
        return start(data, serving(data, policies));
    }

    /// Starts one whose data directory is on a disk of its own.
    ///
    /// @param options of that disk, such as `size=12m`
    static Server startOnDisk(String options, Path data, Path policies) {
        return start(data, Disks.on(options, data, serving(data, policies)));
    }

    private static ProcessBuilder serving(Path data, Path policies) {
        return Ambit.process("serve", "--development", "--port", 0, "--data", data, policies);
    }

    private static Server start(Path data, ProcessBuilder builder) {
        try {
            return new Server(data, builder.start(), HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                    .build());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void follow(BufferedReader out) {
        try {
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                said.add(line);
            }
        } catch (IOException killed) {
            said.add("it says no more: " + killed.getMessage());
        }
    }

    private String line(BufferedReader out, String begin) throws IOException {
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            said.add(line);
            if (line.startsWith(begin)) {
                return line.substring(begin.length());
            }
        }
        throw new AssertionError("the server did not start: " + said);
    }

    Path data() {
        return data;
    }

    long pid() {
        return process.pid();
    }

    /// With which anybody can check the log of decisions.
    String key() {
        return key;
    }

    /// Where it answers.
    String address() {
        return address;
    }

    /// What it printed, so far.
    String said() {
        return String.join("\n", said);
    }

    Reply post(String path, String body) {
        return send("POST", path, BodyPublishers.ofString(body));
    }

    Reply put(String path, String body) {
        return send("PUT", path, BodyPublishers.ofString(body));
    }

    Reply get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    private Reply send(String method, String path, BodyPublisher body) {
        try {
            var request = HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE).method(method, body)
                    .header("Content-Type", "application/json");
            var response = client.send(request.build(), BodyHandlers.ofString());
            return Reply.of(response.statusCode(), response.body());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    /// Ends it at once, as a crash does.
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /// Asks it to stop, and waits until it has kept everything.
    void stop() {
        process.destroy();
        awaitEnd();
        assertThat(process.exitValue()).as(said()).isIn(0, 143);
    }

    private void awaitEnd() {
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("the server did not end").isTrue();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        awaitEnd();
        client.shutdownNow();
    }
}
