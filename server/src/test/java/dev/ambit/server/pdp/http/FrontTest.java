package dev.ambit.server.pdp.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ambit.server.pdp.api.HealthRoutes;
import dev.ambit.core.identity.Caller.Role;
import dev.ambit.server.pdp.House;
import dev.ambit.server.pdp.Server;
import dev.ambit.server.pdp.caller.Callers;
import dev.ambit.server.pdp.http.Route.About;
import java.util.Optional;
import java.net.http.HttpResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What bounds the front, and how it ends.
class FrontTest {
    private static final Set<Role> ASKERS = Set.of(Role.ENFORCEMENT_POINT);

    private static Front front(FrontLimits limits, Route.Handler handler) throws IOException {
        var route = Route.forRoles("GET", "/x", ASKERS, new About("x", "", "", ""), handler);
        return Front.open(FrontSettings.development(0).with(limits), List.of(route), () -> Callers.NOBODY);
    }

    private static CompletableFuture<Response> done() {
        return CompletableFuture.completedFuture(Response.text(200, "done"));
    }

    private static HttpRequest request(Front front) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/x".formatted(front.port()))).build();
    }

    @Test
    void development_mode_says_what_it_lacks_and_listens_on_this_machine_only() {
        var settings = FrontSettings.development(8080);

        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.warning()).hasValueSatisfying(line -> assertThat(line).contains("no TLS",
                "no authentication")
                .doesNotContain("\n"));
    }

    @Test
    void a_caller_that_asks_too_fast_is_told_to_wait() throws Exception {
        try (var front = front(FrontLimits.DEFAULT.withRequestsPerSecond(5), _ -> done());
                var client = HttpClient.newHttpClient()) {
            var statuses = new ArrayList<Integer>();
            for (var i = 0; i < 12; i++) {
                var answer = client.send(request(front), BodyHandlers.ofString());
                statuses.add(answer.statusCode());
                if (answer.statusCode() == 429) {
                    assertThat(answer.headers().firstValue("retry-after")).hasValue("1");
                    assertThat(answer.body()).contains("caller `developer` asks more than 5 times a second");
                }
            }
            assertThat(statuses).startsWith(200, 200, 200).contains(429);
        }
    }

    @Test
    void no_more_connections_are_kept_than_the_limit_says() throws Exception {
        try (var front = front(FrontLimits.DEFAULT.withConnections(2), _ -> done());
                var first = new Socket(InetAddress.getLoopbackAddress(), front.port());
                var second = new Socket(InetAddress.getLoopbackAddress(), front.port())) {
            assertThat(answer(first)).contains("200 OK");
            assertThat(answer(second)).contains("200 OK");
            try (var third = new Socket(InetAddress.getLoopbackAddress(), front.port())) {
                assertThat(answer(third)).isEmpty();
            }
            assertThat(front.connections()).isEqualTo(2);
        }
    }

    private static String answer(Socket socket) throws IOException {
        socket.setSoTimeout(5_000);
        var buffer = new byte[4_096];
        try {
            socket.getOutputStream().write("GET /x HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(
                    StandardCharsets.US_ASCII));
            var length = socket.getInputStream().read(buffer);
            return length < 0 ? "" : new String(buffer, 0, length, StandardCharsets.US_ASCII);
        } catch (SocketException reset) {
            return "";
        }
    }

    @Test
    void an_answer_that_never_comes_is_a_503_in_words() throws Exception {
        var limits = FrontLimits.DEFAULT.withTimes(Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofMillis(
                100));
        try (var front = front(limits, _ -> new CompletableFuture<>()); var client = HttpClient.newHttpClient()) {
            var answer = client.send(request(front), BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("no-answer");
        }
    }

    @Test
    void a_mistake_of_ours_is_a_500_that_tells_nothing_of_it() throws Exception {
        try (var front = front(FrontLimits.DEFAULT, _ -> {
            throw new IllegalStateException("the secret is swordfish");
        }); var client = HttpClient.newHttpClient()) {
            var answer = client.send(request(front), BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).contains("internal-error").doesNotContain("swordfish");
        }
    }

    @Test
    void what_cannot_be_done_now_is_a_503_with_its_reason() throws Exception {
        try (var front = front(FrontLimits.DEFAULT, _ -> done().thenApply(_ -> {
            throw new Unavailable("the decision log cannot be written", "Ask again shortly");
        })); var client = HttpClient.newHttpClient()) {
            var answer = client.send(request(front), BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("the decision log cannot be written");
        }
    }

    @Test
    void closing_lets_requests_under_way_finish_and_accepts_no_others() throws Exception {
        var pending = new CompletableFuture<Response>();
        var begun = new CompletableFuture<Void>();
        var front = front(FrontLimits.DEFAULT, _ -> {
            begun.complete(null);
            return pending;
        });
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.sendAsync(request(front), BodyHandlers.ofString());
            begun.get(10, TimeUnit.SECONDS);

            var closing = CompletableFuture.runAsync(front::close);
            Thread.sleep(300);
            pending.complete(Response.text(200, "finished"));

            assertThat(answer.get(10, TimeUnit.SECONDS).body()).isEqualTo("finished");
            closing.get(10, TimeUnit.SECONDS);
            assertThat(client.sendAsync(request(front), BodyHandlers.ofString())).failsWithin(Duration.ofSeconds(5));
        }
    }

    @Test
    void a_taken_port_is_named() throws Exception {
        try (var first = front(FrontLimits.DEFAULT, _ -> done())) {
            var settings = FrontSettings.development(first.port());

            assertThat(catchThrowable(() -> Front.open(settings, List.of(),
                    () -> Callers.NOBODY))).isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot listen at `127.0.0.1:%d`".formatted(first.port()));
        }
    }

    @Test
    void health_tells_life_from_readiness() throws Exception {
        try (var server = Server.of(new House())) {
            assertThat(server.get("/livez").body()).isEqualTo("{\"status\":\"live\"}");
            assertThat(server.get("/readyz").body()).isEqualTo("{\"status\":\"ready\"}");
        }
    }

    @Test
    void while_it_starts_it_says_so_and_answers_to_nothing_but_early_routes() throws Exception {
        var health = new HealthRoutes(() -> Optional.of("the server is starting")).routes();
        try (var front = Front.openEarly(FrontSettings.development(0), health, () -> Callers.NOBODY);
                var client = HttpClient.newHttpClient()) {
            assertThat(get(client, front, "/health/live").statusCode()).isEqualTo(200);
            var notReady = get(client, front, "/health/ready");
            assertThat(notReady.statusCode()).isEqualTo(503);
            assertThat(notReady.body()).contains("\"code\":\"not-ready\"", "the server is starting");
            var early = get(client, front, "/v1/tasks");
            assertThat(early.statusCode()).isEqualTo(503);
            assertThat(early.body()).contains("\"code\":\"starting\"");
            assertThat(early.headers().firstValue("Retry-After")).contains("1");

            front.serve(Server.routes(new House()));

            assertThat(get(client, front, "/v1/tasks").statusCode()).isEqualTo(200);
            assertThat(get(client, front, "/v1/nothing").statusCode()).isEqualTo(404);
        }
    }

    private static HttpResponse<String> get(HttpClient client, Front front, String path) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(front.port(), path)))
                .build(), HttpResponse.BodyHandlers.ofString());
    }
}
