package dev.ambit.bench.http;

import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.core.encoding.Corrupt;
import dev.ambit.server.house.Server;
import dev.ambit.server.pdp.caller.Callers;
import dev.ambit.server.pdp.http.FrontLimits;
import dev.ambit.server.pdp.http.FrontSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/// The real server on a real directory, everything on, answering on one event loop: limits counted, what was read kept, and
/// each decision recorded before it is answered.
final class Serving implements Contender {
    private static final String OPENING = """
            { "principal": { "type": "user", "id": "alice" }, "profile": "certification", "inputs": {},
              "limits": { "idle": "1h", "uses": 1000000000000, "rate": "999999/ms", "environments": [ "ci" ],
                          "networks": [ "10.0.0.0/8" ] } }""";

    private final Server server;

    /// @param data  an empty directory
    /// @param rules a policy directory with the profile `certification`
    Serving(Path data, Path rules) throws IOException, InvalidInput, Corrupt {
        var front = new FrontSettings("127.0.0.1", 0, Optional.empty(), true, 1, FrontLimits.DEFAULT
                .withRequestsPerSecond(1_000_000));
        var setup = new Server.Setup(data, rules, front, () -> Callers.NOBODY, "bench", _ -> {});
        this.server = Server.start(setup, InstantSource.system(), (file, why) -> {
            throw new IllegalStateException("%s: %s".formatted(file, why));
        }, why -> {
            throw new IllegalStateException(why);
        }, mistake -> {
            throw new IllegalStateException(mistake);
        });
        open();
    }

    private void open() throws IOException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/v1/tasks".formatted(port())))
                    .header("Content-Type", "application/json").POST(BodyPublishers.ofString(OPENING)).build();
            var response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 201) {
                throw new IOException("no task was opened: " + response.body());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
