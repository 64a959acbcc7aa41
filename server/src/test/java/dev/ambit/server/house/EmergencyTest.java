package dev.ambit.server.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.server.pdp.caller.Callers;
import dev.ambit.server.pdp.http.FrontSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Emergency controls of a server on a real port and a real disk.
class EmergencyTest {
    private static final String OPENING = """
            { "id": "month-end-1", "principal": { "type": "Agent", "id": "month-end" }, "profile": "invoicing",
              "inputs": { "customer": { "__entity": { "type": "Customer", "id": "first" } } } }""";
    private static final String QUESTION = """
            { "subject": { "type": "Agent", "id": "month-end" }, "action": { "name": "call" },
              "resource": { "type": "Api", "id": "billing" }, "context": { "task": "month-end-1", "request": { "customer":
              { "__entity": { "type": "Customer", "id": "first" } } } } }""";
    private static final String FREEZING = """
            { "principal": { "type": "Agent", "id": "month-end" }, "reason": "its key was found in a log" }""";

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path data;
    @TempDir
    private Path policies;

    @BeforeEach
    void write() throws Exception {
        SmallRelease.writtenTo(policies);
    }

    @Test
    void what_is_frozen_denies_at_once_and_after_a_restart_until_it_is_lifted() throws Exception {
        String id;
        try (var server = start()) {
            assertThat(post(server, "/v1/tasks", OPENING).statusCode()).isEqualTo(201);
            assertThat(post(server, "/access/v1/evaluation", QUESTION).body()).contains("\"decision\":true");

            var frozen = post(server, "/v1/freezes", FREEZING);
            assertThat(frozen.statusCode()).isEqualTo(201);
            assertThat(frozen.body()).contains("\"state\":\"in-force\"", "\"id\":\"month-end\"");
            id = id(frozen.body());
            var denied = post(server, "/access/v1/evaluation", QUESTION).body();
            assertThat(denied).contains("\"decision\":false", "frozen-principal", "its key was found in a log");
            assertThat(get(server, "/v1/records/" + id(denied)).body()).contains("\"freezes\":[{", id);
        }
        try (var server = start()) {
            assertThat(get(server, "/v1/freezes").body()).contains(id, "in-force");
            assertThat(post(server, "/access/v1/evaluation", QUESTION).body()).contains("frozen-principal");

            var lifted = post(server, "/v1/freezes/" + id + "/lift", "{ \"reason\": \"replaced\" }");
            assertThat(lifted.body()).contains("\"state\":\"lifted\"");
            assertThat(post(server, "/access/v1/evaluation", QUESTION).body()).contains("\"decision\":true");
            assertThat(get(server, "/v1/freezes").body()).isEqualTo("{\"freezes\":[]}");
        }
    }

    @Test
    void nobody_confirms_what_they_asked_for_themselves() throws Exception {
        Files.writeString(policies.resolve("controls.yaml"), "two-persons: [ freeze-principal ]\n");
        try (var server = start()) {
            post(server, "/v1/tasks", OPENING);
            var asked = post(server, "/v1/freezes", FREEZING).body();
            assertThat(asked).contains("\"state\":\"asked\"");
            assertThat(post(server, "/access/v1/evaluation", QUESTION).body()).contains("\"decision\":true");

            var confirmed = post(server, "/v1/freezes/" + id(asked) + "/confirm", "");

            assertThat(confirmed.statusCode()).isEqualTo(403);
            assertThat(confirmed.body()).contains("same-operator");
        }
    }

    @Test
    void what_makes_no_sense_is_refused_in_words() throws Exception {
        try (var server = start()) {
            assertThat(post(server, "/v1/freezes", "{ \"reason\": \"so\" }").body()).contains("0 things to freeze");
            assertThat(post(server, "/v1/freezes", "{ \"everything\": true }").body()).contains("`reason` is missing");
            assertThat(post(server, "/v1/freezes", "{ \"everything\": true, \"reason\": \" \" }").body()).contains(
                    "`reason` has not 1 to 500 characters");
            assertThat(post(server, "/v1/freezes/f-1/lift", "{ \"reason\": \"so\" }").statusCode()).isEqualTo(404);
        }
    }

    private Server start() throws Exception {
        var setup = new Server.Setup(data, policies, FrontSettings.development(0), () -> Callers.NOBODY, "test",
                _ -> {});
        return Server.start(setup, InstantSource.system(), (file, why) -> {
            throw new AssertionError("%s: %s".formatted(file, why));
        }, why -> {
            throw new AssertionError(why);
        }, mistake -> {
            throw new AssertionError(mistake);
        });
    }

    private static String id(String answer) {
        var found = Pattern.compile("\"id\":\"([a-z]-?[0-9a-z-]+|[0-9A-Za-z-]{20,})\"").matcher(answer);
        assertThat(found.find()).as(answer).isTrue();
        return found.group(1);
    }

    private HttpResponse<String> post(Server server, String path, String body) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(server, path)).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(Server server, String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(server, path)).build(), BodyHandlers.ofString());
    }

    private static URI uri(Server server, String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path));
    }
}
