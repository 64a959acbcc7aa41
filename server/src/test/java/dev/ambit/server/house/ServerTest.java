package dev.ambit.server.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.text.Source;
import dev.ambit.server.log.LogVerifier;
import dev.ambit.server.log.Verdict;
import dev.ambit.server.log.note.VerifierKey;
import dev.ambit.server.pap.LiveRelease;
import dev.ambit.server.pdp.caller.Callers;
import dev.ambit.server.pdp.http.FrontSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server on a real port and a real disk, asked over HTTP.
class ServerTest {
    private static final String OPENING = """
            { "id": "month-end-1", "principal": { "type": "Agent", "id": "month-end" }, "profile": "invoicing",
              "inputs": { "customer": { "__entity": { "type": "Customer", "id": "first" } } } }""";

    private final Queue<LiveRelease.Status> told = new ConcurrentLinkedQueue<>();

    @TempDir
    private Path data;
    @TempDir
    private Path policies;

    @Test
    void a_task_is_opened_decided_in_recorded_and_over() throws Exception {
        VerifierKey key;
        try (var server = start(); var client = HttpClient.newHttpClient()) {
            key = server.key();
            assertThat(post(client, server, "/v1/tasks", OPENING).statusCode()).isEqualTo(201);

            var permitted = post(client, server, "/access/v1/evaluation", question("billing", "first"));
            assertThat(permitted.body()).contains("\"decision\":true").contains("\"outcome\":\"permit\"");
            assertThat(post(client, server, "/access/v1/evaluation", question("payroll", "first")).body())
                    .contains("\"decision\":false").contains("not-permitted");
            assertThat(post(client, server, "/access/v1/evaluation", question("billing", "second")).body())
                    .contains("\"decision\":false");

            assertThat(post(client, server, "/v1/tasks/month-end-1/complete", "").statusCode()).isEqualTo(200);
            assertThat(post(client, server, "/access/v1/evaluation", question("billing", "first")).body())
                    .contains("\"decision\":false").contains("task-ended");

            var record = get(client, server, "/v1/records/" + id(permitted.body()));
            assertThat(record.body()).contains("billing-of-one-customer", "context.request.customer",
                    "\"decisive\":true");
            assertThat(get(client, server, "/v1/records?task=month-end-1&outcome=permit").body()).contains(id(permitted
                    .body()));
        }

        assertThat(LogVerifier.verify(data.resolve("record"), key)).isInstanceOf(Verdict.Intact.class);
    }

    @Test
    void whoever_follows_is_told_of_new_records_as_they_come() throws Exception {
        try (var server = start(); var client = HttpClient.newHttpClient()) {
            post(client, server, "/v1/tasks", OPENING);
            post(client, server, "/access/v1/evaluation", question("billing", "first"));
            assertThat(get(client, server, "/v1/records/feed").body()).isEqualTo("{\"records\":[],\"next\":1}");

            var waiting = client.sendAsync(HttpRequest.newBuilder(uri(server,
                    "/v1/records/feed?from=1&outcome=permit")).build(), BodyHandlers.ofString());
            post(client, server, "/access/v1/evaluation", question("payroll", "first"));
            var second = post(client, server, "/access/v1/evaluation", question("billing", "first"));

            assertThat(waiting.get().body()).contains(id(second.body()), "\"outcome\":\"permit\"").endsWith(
                    "\"next\":3}").doesNotContain("\"outcome\":\"deny\"");
            assertThat(get(client, server, "/v1/records/feed?from=1&wait=0").body()).contains("\"next\":3");
            assertThat(get(client, server, "/v1/records/feed?from=3&wait=1").body()).isEqualTo(
                    "{\"records\":[],\"next\":3}");
            for (var wrong : List.of("from=-1", "wait=21", "wait=soon", "task=!", "outcome=maybe", "limit=0")) {
                assertThat(get(client, server, "/v1/records/feed?" + wrong).statusCode()).as(wrong).isEqualTo(400);
            }
        }
    }

    @Test
    void a_server_that_stops_does_not_wait_for_those_who_follow() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var server = start();
            var waiting = client.sendAsync(HttpRequest.newBuilder(uri(server, "/v1/records/feed?from=0")).build(),
                    BodyHandlers.ofString());
            Thread.sleep(300);
            var begun = System.nanoTime();
            server.close();

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
            assertThat(waiting.get().body()).isEqualTo("{\"records\":[],\"next\":0}");
        }
    }

    @Test
    void what_is_too_large_to_keep_is_refused_and_the_server_goes_on() throws Exception {
        try (var server = start(); var client = HttpClient.newHttpClient()) {
            var large = post(client, server, "/v1/tasks", OPENING.replace("first", "x".repeat(70_000)));
            assertThat(large.statusCode()).isEqualTo(400);
            assertThat(large.body()).contains("input-invalid", "may have 8,192");

            var late = post(client, server, "/v1/tasks", OPENING.replace("\"id\": \"month-end-1\"",
                    "\"begins\": \"+999999999-12-31T23:59:59Z\""));
            assertThat(late.statusCode()).isEqualTo(400);

            assertThat(post(client, server, "/v1/tasks", OPENING).statusCode()).isEqualTo(201);
        }
    }

    @Test
    void what_is_permitted_is_found_by_searching() throws Exception {
        try (var server = start(); var client = HttpClient.newHttpClient()) {
            post(client, server, "/v1/tasks", OPENING);

            var found = post(client, server, "/access/v1/search/resource", """
                    { "subject": { "type": "Agent", "id": "month-end" }, "action": { "name": "call" },
                      "resource": { "type": "Api" }, "context": { "request": { "customer":
                      { "__entity": { "type": "Customer", "id": "first" } } } } }""");

            assertThat(found.body()).contains("billing").doesNotContain("payroll");
        }
    }

    @Test
    void what_a_task_or_a_principal_may_do_is_told_with_what_stands_between() throws Exception {
        try (var server = start(); var client = HttpClient.newHttpClient()) {
            assertThat(get(client, server, "/v1/scope").statusCode()).isEqualTo(400);
            assertThat(get(client, server, "/v1/scope?task=month-end-1").statusCode()).isEqualTo(404);
            assertThat(get(client, server, "/v1/scope?principal_type=Agent&principal_id=month-end").body()).contains(
                    "\"profile\":\"invoicing\"", "\"code\":\"no-task\"");
            post(client, server, "/v1/tasks", OPENING);

            var scope = get(client, server, "/v1/scope?task=month-end-1").body();

            assertThat(scope).contains("may Action::\\\"call\\\" on any Api that is Api::\\\"billing\\\" while "
                    + "context.request.customer == Customer::\\\"first\\\", because billing-of-one-customer")
                    .contains("\"depending_on_call\":[\"billing\"]").doesNotContain("payroll");
            post(client, server, "/v1/tasks/month-end-1/pause", "");
            assertThat(get(client, server, "/v1/scope?principal_type=Agent&principal_id=month-end").body())
                    .contains("\"code\":\"task-paused\"", "\"depending_on_call\":[]");
            assertThat(get(client, server,
                    "/v1/scope?task=month-end-1&action=call&resource_type=Api&resource_id=payroll")
                    .body()).contains("not-permitted");
        }
    }

    @Test
    void a_denial_says_under_which_circumstances_it_would_be_a_permit() throws Exception {
        try (var server = start(); var client = HttpClient.newHttpClient()) {
            post(client, server, "/v1/tasks", OPENING);
            assertThat(post(client, server, "/access/v1/evaluation", question("billing", "second")).body()).contains(
                    "\"remedy\":[\"would be permitted if `context.request.customer` were Customer::\\\"first\\\"\"]");
            assertThat(post(client, server, "/access/v1/evaluation", question("payroll", "first")).body())
                    .doesNotContain(
                            "remedy");

            post(client, server, "/v1/tasks/month-end-1/pause", "");
            assertThat(post(client, server, "/access/v1/evaluation", question("billing", "first")).body()).contains(
                    "\"remedy\":[\"would be permitted after task `month-end-1` is resumed\"]");
            assertThat(post(client, server, "/access/v1/evaluations", "{\"evaluations\": [%s]}".formatted(question(
                    "billing", "first"))).body()).contains("is resumed");
        }
    }

    @Test
    void what_has_a_declared_type_may_be_written_plainly() throws Exception {
        try (var server = start(); var client = HttpClient.newHttpClient()) {
            var escaped = "{ \"__entity\": { \"type\": \"Customer\", \"id\": \"first\" } }";
            var misspelt = post(client, server, "/v1/tasks", OPENING.replace("customer", "custmer"));
            assertThat(misspelt.statusCode()).isEqualTo(400);
            assertThat(misspelt.body()).contains("did you mean `customer`?");
            var wrong = post(client, server, "/v1/tasks", OPENING.replace(escaped, "5"));
            assertThat(wrong.statusCode()).isEqualTo(400);
            assertThat(wrong.body()).contains("input `customer` is `5`, expected a `Customer`");

            assertThat(post(client, server, "/v1/tasks", OPENING.replace(escaped, "\"first\"")).statusCode()).isEqualTo(
                    201);
            assertThat(post(client, server, "/access/v1/evaluation", question("billing", "first").replace(escaped,
                    "\"first\"")).body()).contains("\"decision\":true");
            assertThat(post(client, server, "/access/v1/evaluation", question("billing", "first").replace(escaped,
                    "{ \"type\": \"Customer\", \"id\": \"first\" }")).body()).contains("\"decision\":true");
            assertThat(post(client, server, "/access/v1/evaluation", question("billing", "first").replace(escaped,
                    "\"second\"")).body()).contains("\"decision\":false");
        }
    }

    @Test
    void a_changed_policy_holds_from_the_next_decision_on_and_a_broken_one_changes_nothing() throws Exception {
        try (var server = start(); var client = HttpClient.newHttpClient()) {
            post(client, server, "/v1/tasks", OPENING);
            var profile = policies.resolve("profiles/invoicing.yaml");
            var before = Files.readString(profile);

            Files.writeString(profile, before.replace("Api::\"billing\"", "Api::\"payroll\""));
            await(() -> told.stream().anyMatch(LiveRelease.Status::isCurrent));
            assertThat(post(client, server, "/access/v1/evaluation", question("billing", "first")).body())
                    .contains("\"decision\":false");
            assertThat(post(client, server, "/access/v1/evaluation", question("payroll", "first")).body())
                    .contains("\"decision\":true");

            Files.writeString(profile, before.replace("permit (", "permit (" + "("));
            await(() -> told.stream().anyMatch(status -> status.refused().isPresent()));
            assertThat(post(client, server, "/access/v1/evaluation", question("payroll", "first")).body())
                    .contains("\"decision\":true");
        }
    }

    @Test
    void policies_are_loaded_again_over_the_api_and_a_refused_release_leaves_the_old_one_in_force() throws Exception {
        try (var server = start(); var client = HttpClient.newHttpClient()) {
            var before = get(client, server, "/v1/policies");
            assertThat(before.body()).contains("\"is_current\":true", "\"by\":\"server\"", server.release().toString(),
                    policies.toString());
            var profile = policies.resolve("profiles/invoicing.yaml");
            var text = Files.readString(profile);

            Files.writeString(profile, text.replace("permit (", "permit (("));
            var refused = post(client, server, "/v1/policies/reload", "");
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains("\"code\":\"release-refused\"", server.release().toString(),
                    "profiles/invoicing.yaml:");
            assertThat(get(client, server, "/v1/policies").body()).contains("\"is_current\":false",
                    "\"by\":\"developer\"", "\"refusals\":1", "\"severity\":\"error\"");

            Files.writeString(profile, text + "# a comment changes the name\n");
            var taken = post(client, server, "/v1/policies/reload", "");
            assertThat(taken.statusCode()).isEqualTo(200);
            assertThat(taken.body()).contains("\"is_current\":true", "\"loads\":2", server.release().toString());
            assertThat(before.body()).doesNotContain(server.release().toString());
        }
    }

    @Test
    void what_it_does_is_counted_and_read_as_prometheus_reads_it() throws Exception {
        try (var server = start(); var client = HttpClient.newHttpClient()) {
            post(client, server, "/v1/tasks", OPENING);
            post(client, server, "/access/v1/evaluation", question("billing", "first"));
            post(client, server, "/access/v1/evaluation", question("billing", "first"));
            post(client, server, "/access/v1/evaluation", question("payroll", "first"));
            get(client, server, "/v1/nothing");
            post(client, server, "/v1/policies/reload", "");

            var read = get(client, server, "/metrics");

            assertThat(read.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain; version=0.0.4");
            assertThat(read.body().lines()).contains(
                    "ambit_decisions_total{outcome=\"permit\",reason=\"permitted\"} 2.0",
                    "ambit_decisions_total{outcome=\"deny\",reason=\"not-permitted\"} 1.0",
                    "ambit_decision_seconds_count 3",
                    "ambit_log_append_seconds_count{log=\"record\"} 3",
                    "ambit_log_entries{log=\"record\"} 3.0",
                    "ambit_log_usable{log=\"journal\"} 1.0",
                    "ambit_events_total{event=\"TaskOpened\"} 1.0",
                    "ambit_tasks{life=\"open\"} 1.0",
                    "ambit_tasks{life=\"paused\"} 0.0",
                    "ambit_ready 1.0",
                    "ambit_release_current 1.0",
                    "ambit_release_refusals_total 0.0",
                    "ambit_release_info{release=\"%s\"} 1.0".formatted(server.release()),
                    "ambit_http_requests_total{method=\"POST\",route=\"/access/v1/evaluation\",status=\"200\"} 3.0",
                    "ambit_http_requests_total{method=\"\",route=\"none\",status=\"404\"} 1.0",
                    "ambit_http_refusals_total{code=\"no-such-route\"} 1.0",
                    "ambit_info{version=\"test\"} 1.0");
            assertThat(read.body()).contains("ambit_log_sync_seconds_bucket{log=\"journal\",le=\"+Inf\"}",
                    "jvm_memory_used_bytes{area=\"heap\"}", "process_uptime_seconds", "ambit_changes_waiting 0.0");
        }
    }

    @Test
    void it_is_ready_once_it_has_started_while_it_can_write_until_it_stops() {
        var condition = new Condition();
        assertThat(condition.obstacle().orElseThrow()).contains("is starting");

        var trouble = new AtomicReference<>(Optional.of("decisions cannot be recorded: the disk is full"));
        condition.ready(trouble::get);
        assertThat(condition.obstacle()).contains("decisions cannot be recorded: the disk is full");
        trouble.set(Optional.empty());
        assertThat(condition.obstacle()).isEmpty();

        condition.stopping();
        assertThat(condition.obstacle()).contains("the server is stopping");
    }

    private static void await(BooleanSupplier what) throws InterruptedException {
        for (var tries = 0; !what.getAsBoolean(); tries++) {
            assertThat(tries).as("waited too long").isLessThan(600);
            Thread.sleep(50);
        }
    }

    private Server start() throws Exception {
        var setup = new Server.Setup(data, SmallRelease.writtenTo(policies), FrontSettings.development(0),
                () -> Callers.NOBODY, "test", told::add);
        return Server.start(setup, InstantSource.system(), (file, why) -> {
            throw new AssertionError("%s: %s".formatted(file, why));
        }, why -> {
            throw new AssertionError(why);
        }, mistake -> {
            throw new AssertionError(mistake);
        });
    }

    private static String question(String api, String customer) {
        return """
                { "subject": { "type": "Agent", "id": "month-end" }, "action": { "name": "call" },
                  "resource": { "type": "Api", "id": "%s" }, "context": { "task": "month-end-1", "request": { "customer":
                  { "__entity": { "type": "Customer", "id": "%s" } } } } }""".formatted(api, customer);
    }

    private static String id(String answer) throws Exception {
        return JsonReader.read(Source.of(answer)) instanceof Json.Obj whole
                && whole.fields().get("context") instanceof Json.Obj context
                && context.fields().get("id") instanceof Json.Str id ? id.value() : "";
    }

    private static HttpResponse<String> post(HttpClient client, Server server, String path, String body)
            throws Exception {
        return client.send(HttpRequest.newBuilder(uri(server, path)).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(HttpClient client, Server server, String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(server, path)).build(), BodyHandlers.ofString());
    }

    private static URI uri(Server server, String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
