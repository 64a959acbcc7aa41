package dev.ambit.server.house;

import dev.ambit.cedar.text.Source;
import dev.ambit.server.pdp.caller.Callers;
import dev.ambit.server.pdp.http.FrontSettings;
import dev.ambit.server.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// A server in development mode on the example, asked over HTTP.
final class Acme implements AutoCloseable {
    static final Path POLICIES = Path.of(System.getProperty("ambit.root", ".."), "examples/acme");

    private final Server server;
    private final HttpClient client = HttpClient.newHttpClient();

    private Acme(Server server) {
        this.server = server;
    }

    static Acme on(Path data) throws Exception {
        return on(data, POLICIES);
    }

    static Acme on(Path data, Path policies) throws Exception {
        return started(new Server.Setup(data, policies, FrontSettings.development(0), () -> Callers.NOBODY, "test",
                _ -> {}));
    }

    /// With sources, as `ambit.yaml` would say them.
    static Acme with(Path data, String sources) throws Exception {
        var settings = Settings.read(new Source("ambit.yaml", "storage: { data: '%s' }\n%s".formatted(data, sources)),
                data,
                List.of()).settings();
        return started(new Server.Setup(settings, POLICIES, FrontSettings.development(0), () -> Callers.NOBODY, "test",
                _ -> {}));
    }

    private static Acme started(Server.Setup setup) throws Exception {
        return new Acme(Server.start(setup, InstantSource.system(), (file, why) -> {
            throw new AssertionError("%s: %s".formatted(file, why));
        }, why -> {
            throw new AssertionError(why);
        }, mistake -> {
            throw new AssertionError(mistake);
        }));
    }

    HttpResponse<String> send(String method, String path, String body) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)).header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    /// Says what is so as the signal's own source.
    HttpResponse<String> say(String signal, String type, String id, String value) throws Exception {
        return send("PUT", "/v1/signals/" + signal, """
                { "subject": { "type": "%s", "id": "%s" }, "value": %s }""".formatted(type, id, value));
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
    }
}
