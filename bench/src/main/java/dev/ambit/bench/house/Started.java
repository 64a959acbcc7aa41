package dev.ambit.bench.house;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The packaged server in a process of its own, as `./ambit serve` starts it.
final class Started implements AutoCloseable {
    private static final String AT = "ambit answers at ";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Process process;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final long begun;
    private final String address;

    private Started(Process process, long begun, String address) {
        this.process = process;
        this.begun = begun;
        this.address = address;
    }

    /// Returns once it says where it answers.
    static Started on(Path jar, Path data, Path policies) throws IOException {
        var begun = System.nanoTime();
        var command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar", jar.toString(),
                "serve", "--development", "--port", "0", "--data", data.toString(), policies.toString()));
        command.addAll(1, quick(jar));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new StringBuilder();
        var out = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(AT)) {
                Thread.ofVirtual().start(() -> out.lines().forEach(_ -> {}));
                return new Started(process, begun, line.substring(AT.length()));
            }
            said.append(line).append('\n');
        }
        throw new IOException("the server did not start: " + said);
    }

    /// What the launcher adds where a cache for quick starts lies beside the jar, newer than it.
    private static List<String> quick(Path jar) throws IOException {
        var cache = jar.resolveSibling("ambit.aot");
        return Files.exists(cache) && Files.getLastModifiedTime(cache).compareTo(Files.getLastModifiedTime(jar)) > 0
                ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off")
                : List.of();
    }

    /// Seconds since the process was started.
    double age() {
        return (System.nanoTime() - begun) / 1e9;
    }

    /// The body of the answer.
    String post(String path, String body) throws IOException {
        try {
            return client.send(request(path, body), BodyHandlers.ofString()).body();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    /// The answers to all of `bodies`, asked at once, each on a connection that nobody else uses meanwhile.
    List<CompletableFuture<String>> postAll(String path, List<String> bodies) {
        return bodies.stream().map(body -> client.sendAsync(request(path, body), BodyHandlers.ofString()).thenApply(
                response -> response.body())).toList();
    }

    private HttpRequest request(String path, String body) {
        return HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE)
                .header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
