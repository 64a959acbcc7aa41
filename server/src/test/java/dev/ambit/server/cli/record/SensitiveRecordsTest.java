package dev.ambit.server.cli.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.server.cli.Ambit;
import dev.ambit.server.cli.RunningServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The risk of an agent is sensitive: it decides, and no record shows it.
class SensitiveRecordsTest {
    private static final Pattern ID = Pattern.compile("\\bd-[a-z0-9]{4,8}-[a-z0-9]+\\s*$", Pattern.MULTILINE);
    private static final String CUSTOMER = "customer=Customer::\"c-17\"";

    @TempDir
    private static Path directory;

    @Test
    void what_is_sensitive_decides_and_is_shown_as_a_digest_and_decided_again_with_the_key_alone() throws Exception {
        var data = directory.resolve("data");
        try (var server = RunningServer.on(data); var client = HttpClient.newHttpClient()) {
            server.ambit("task", "open", "--id", "month-end", "--profile", "invoicing", "--principal",
                    "agent/month-end",
                    "--input", CUSTOMER);
            say(client, server, 37);

            var answer = server.ambit("ask", "--task", "month-end", "--action", "api:call", "--resource", "api/billing",
                    "--with", CUSTOMER);
            assertThat(answer.exitCode()).as(answer.out()).isZero();
            var id = ID.matcher(answer.out()).results().findFirst().orElseThrow().group().strip();
            var json = server.ambit("record", "get", id, "--json").out();
            assertThat(json).containsPattern(
                    "\"input\":\"context.signals.risk\",\"digest\":\"[0-9a-f]{32}\",\"decisive\":true")
                    .containsPattern("\"signal\":\"risk\",.*\"digest\":\"[0-9a-f]{32}\"").doesNotContain("37,", ":37}");
            assertThat(server.ambit("record", "get", id).out()).containsPattern(
                    "context.signals.risk +sealed [0-9a-f]{32}");

            say(client, server, 91);
            var denied = server.ambit("ask", "--task", "month-end", "--action", "api:call", "--resource", "api/billing",
                    "--with", CUSTOMER);
            assertThat(denied.out()).contains(
                    "would be permitted if signal `risk` about `Agent::\"month-end\"` were 70")
                    .doesNotContain("91");
        }

        assertThat(Ambit.run("record", "replay", data).exitCode()).isZero();
        Files.delete(data.resolve("record.key"));
        var without = Ambit.run("record", "replay", data);
        assertThat(without.exitCode()).isEqualTo(1);
        assertThat(without.out() + without.err()).contains("sealed with a key that is not here");
    }

    private static void say(HttpClient client, RunningServer server, int risk) throws Exception {
        var body = "{\"subject\": {\"type\": \"Agent\", \"id\": \"month-end\"}, \"value\": %d, \"source\": \"agent-monitor\"}"
                .formatted(risk);
        var said = client.send(HttpRequest.newBuilder(URI.create(server.url() + "/v1/signals/risk")).header(
                "Content-Type",
                "application/json").PUT(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString(
                        StandardCharsets.UTF_8));
        assertThat(said.statusCode()).as(said.body()).isEqualTo(200);
    }
}
