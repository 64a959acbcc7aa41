package dev.ambit.server.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambit.cedar.text.Source;
import dev.ambit.server.pdp.caller.Callers;
import dev.ambit.server.pdp.http.FrontSettings;
import dev.ambit.server.settings.Said;
import dev.ambit.server.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Spans as they arrive at a collector's socket.
class TracingTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "b7ad6b7169203331";
    private static final String KEPT = "00-%s-%s-01".formatted(TRACE, PARENT);
    private static final String NOT_KEPT = "00-%s-%s-00".formatted(TRACE, PARENT);

    @TempDir
    private Path data;
    @TempDir
    private Path policies;

    @Test
    void each_decision_is_a_span_of_the_trace_that_the_caller_named_denials_too() throws Exception {
        var headers = Files.writeString(data.resolveSibling(data.getFileName() + ".headers"),
                "Authorization: Basic c2VjcmV0\n");
        try (var collector = new Collector()) {
            try (var server = start("tracing.otlp=" + collector.url(), "tracing.headers=" + headers,
                    "tracing.service=acme-ambit"); var client = HttpClient.newHttpClient()) {
                post(client, server, "/v1/tasks", """
                        { "id": "month-end-1", "principal": { "type": "Agent", "id": "month-end" }, "profile": "invoicing",
                          "inputs": { "customer": { "__entity": { "type": "Customer", "id": "first" } } } }""", KEPT);
                ask(client, server, "billing", "month-end-1", KEPT);
                ask(client, server, "payroll", "month-end-1", KEPT);
                ask(client, server, "billing", "nothing", KEPT);
                ask(client, server, "billing", "month-end-1", NOT_KEPT);
            }

            assertThat(collector.spans()).hasSize(3).allSatisfy(span -> {
                assertThat(span.service()).isEqualTo("acme-ambit");
                assertThat(span.name()).isEqualTo("decide");
                assertThat(span.trace()).isEqualTo(TRACE);
                assertThat(span.parent()).isEqualTo(PARENT);
                assertThat(span.ends()).isGreaterThanOrEqualTo(span.begins());
                assertThat(span.status()).isZero();
                assertThat(span.attributes()).containsOnlyKeys("ambit.outcome", "ambit.reason", "ambit.task",
                        "ambit.profile", "ambit.action", "ambit.release", "ambit.record").containsEntry("ambit.action",
                                "Action::\"call\"");
                assertThat(span.attributes().get("ambit.record")).isNotEmpty();
                assertThat(span.toString()).as("no input is told").doesNotContain("first");
            });
            assertThat(collector.spans()).extracting(span -> span.attributes().get("ambit.outcome") + " " + span
                    .attributes().get("ambit.reason") + " " + span.attributes().get("ambit.profile")).containsExactly(
                            "permit permitted invoicing", "deny not-permitted invoicing", "deny task-unknown ");
            assertThat(collector.authorizations()).isNotEmpty().allMatch("Basic c2VjcmV0"::equals);
        }
    }

    @Test
    void a_collector_that_is_away_keeps_nobody_from_deciding() throws Exception {
        String away;
        try (var collector = new Collector()) {
            away = collector.url();
        }
        try (var server = start("tracing.otlp=" + away); var client = HttpClient.newHttpClient()) {
            for (var i = 0; i < 50; i++) {
                assertThat(ask(client, server, "billing", "nothing", KEPT)).contains("\"decision\":false");
            }
        }
    }

    @Test
    void nothing_is_sent_unless_it_is_asked_for() throws Exception {
        assertThat(Collectors.of(Settings.in(data).tracing(), "test")).isEmpty();
    }

    @Test
    void a_file_of_headers_with_a_mistake_is_refused_without_telling_what_is_in_it() throws Exception {
        var headers = Files.writeString(data.resolve("headers"), "hunter2\n");

        assertThatThrownBy(() -> Collectors.of(settings("tracing.otlp=http://localhost:4318/v1/traces",
                "tracing.headers=" + headers).tracing(), "test")).isInstanceOf(IOException.class).hasMessage(
                        "`%s` has a line that is not `Name: value`", headers);
    }

    private Settings settings(String... said) throws Exception {
        var all = new ArrayList<>(List.of(new Said("storage.data", data.toString(), "test")));
        for (var one : said) {
            all.add(new Said(one.substring(0, one.indexOf('=')), one.substring(one.indexOf('=') + 1), "test"));
        }
        return Settings.read(Source.of(""), Path.of(""), all).settings();
    }

    private Server start(String... said) throws Exception {
        return Server.start(new Server.Setup(settings(said), SmallRelease.writtenTo(policies), FrontSettings
                .development(0),
                () -> Callers.NOBODY, "test", _ -> {}), InstantSource.system(), (file, why) -> {
                    throw new AssertionError("%s: %s".formatted(file, why));
                }, why -> {
                    throw new AssertionError(why);
                }, mistake -> {
                    throw new AssertionError(mistake);
                });
    }

    private static String ask(HttpClient client, Server server, String api, String task, String trace)
            throws Exception {
        return post(client, server, "/access/v1/evaluation", """
                { "subject": { "type": "Agent", "id": "month-end" }, "action": { "name": "call" },
                  "resource": { "type": "Api", "id": "%s" }, "context": { "task": "%s", "request": { "customer":
                  { "__entity": { "type": "Customer", "id": "first" } } } } }""".formatted(api, task), trace);
    }

    private static String post(HttpClient client, Server server, String path, String body, String trace)
            throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path)))
                .header("Content-Type", "application/json").header("traceparent", trace).POST(BodyPublishers.ofString(
                        body)).build(), BodyHandlers.ofString()).body();
    }
}
