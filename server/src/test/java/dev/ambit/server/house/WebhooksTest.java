package dev.ambit.server.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Webhooks over HTTP, from their signature to what is then known; and what attackers make of them.
class WebhooksTest {
    private static final byte[] KEY = "a secret of 24 bytes....".getBytes(UTF_8);
    private static final String SOURCES = """
            sources:
              release-calendar:
                kind: standard-webhooks
                secret-file: calendar.secret
                body: 2KiB
                readings:
                  - signal: change_window
                    when: payload.type.startsWith("window.")
                    subject: payload.data.environment
                    value: |
                      { "open": payload.type == "window.opened", "ends": timestamp(payload.data.ends) }
              code-host:
                kind: github
                secret-file: github.secret
                readings:
                  - signal: pull_request
                    when: has(payload.pull_request)
                    subject: payload.repository.name + "/" + string(payload.number)
                    value: |
                      { "state": payload.pull_request.merged ? "merged" : payload.pull_request.state }
                    observed: payload.pull_request.updated_at
              incident-desk:
                kind: alertmanager
                secret-file: alerts.secret
                readings:
                  - signal: incident
                    each: payload.alerts
                    subject: item.labels.environment
                    value: |
                      { "declared": item.status == "firing", "severity": int(item.labels.severity) }
                    observed: received
                  - signal: change_window
                    when: has(payload.forged)
                    subject: payload.forged
                    value: |
                      { "open": true, "ends": received + duration("1h") }
                    observed: received
            """;

    @TempDir
    private Path data;

    @BeforeEach
    void secrets() throws Exception {
        Files.writeString(data.resolve("calendar.secret"), "whsec_" + Base64.getEncoder().encodeToString(KEY) + "\n");
        Files.writeString(data.resolve("github.secret"), "hush\n");
        Files.writeString(data.resolve("alerts.secret"), "ambit:hush\n");
    }

    @Test
    void what_a_source_has_signed_is_known_at_once_and_after_a_restart() throws Exception {
        try (var acme = Acme.with(data, SOURCES)) {
            var taken = calendar(acme, "m1", Instant.now(), window("opened"), KEY);
            assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
            assertThat(taken.body()).contains("\"heard\":1", "\"unheard\":[]");
            assertThat(acme.get("/v1/signals/change_window?subject=prod").body()).contains("\"standing\":\"known\"",
                    "\"open\":true", "\"integrity\":\"signed\"");
        }
        try (var acme = Acme.with(data, SOURCES)) {
            assertThat(acme.get("/v1/signals/change_window?subject=prod").body()).contains("\"open\":true");
        }
    }

    @Test
    void a_captured_message_is_not_heard_twice_not_even_after_a_restart() throws Exception {
        var sent = Instant.now();
        try (var acme = Acme.with(data, SOURCES)) {
            calendar(acme, "m1", sent, window("opened"), KEY);
            calendar(acme, "m2", sent, window("closed"), KEY);

            assertThat(calendar(acme, "m1", sent, window("opened"), KEY).body()).contains("\"heard\":0", "replayed");
        }
        try (var acme = Acme.with(data, SOURCES)) {
            assertThat(calendar(acme, "m1", sent, window("opened"), KEY).body()).contains("\"heard\":0", "replayed");
            assertThat(acme.get("/v1/signals/change_window?subject=prod").body()).contains("\"open\":false");
            assertThat(acme.get("/v1/refused-messages?source=release-calendar&code=replayed").body()).contains(
                    "message `m1` of `release-calendar` was heard before");
        }
    }

    @Test
    void whatever_order_messages_come_in_the_one_that_was_sent_last_counts() throws Exception {
        var now = Instant.now();
        try (var acme = Acme.with(data, SOURCES)) {
            calendar(acme, "m2", now, window("closed"), KEY);
            assertThat(calendar(acme, "m1", now.minusSeconds(2), window("opened"), KEY).body()).contains("outrun");
            assertThat(acme.get("/v1/signals/change_window?subject=prod").body()).contains("\"open\":false");
        }
    }

    @Test
    void what_is_not_believed_changes_nothing_is_counted_and_recorded_with_its_reason() throws Exception {
        try (var acme = Acme.with(data, SOURCES)) {
            var now = Instant.now();
            assertThat(calendar(acme, "m1", now, window("opened"), "another secret".getBytes(UTF_8)).statusCode())
                    .isEqualTo(401);
            assertThat(calendar(acme, "m2", now.minusSeconds(400), window("opened"), KEY).body()).contains(
                    "outside-window");
            assertThat(calendar(acme, "m3", now.plusSeconds(400), window("opened"), KEY).body()).contains(
                    "outside-window");
            assertThat(calendar(acme, "m4", now, "[]", KEY).body()).contains("malformed");
            assertThat(calendar(acme, "m5", now, "{ \"type\": \"ping\" }", KEY).statusCode()).isEqualTo(202);
            assertThat(calendar(acme, "m6", now, "{ \"type\": \"window.opened\" }", KEY).body()).contains(
                    "mapping-failed");
            assertThat(calendar(acme, "m7", now, " ".repeat(2_049), KEY).statusCode()).isEqualTo(413);
            assertThat(post(acme, "release-calendar", window("opened")).body()).contains("unsigned");
            assertThat(post(acme, "nobody", window("opened")).statusCode()).isEqualTo(404);
            assertThat(post(acme, "nobody/../release-calendar", window("opened")).statusCode()).isEqualTo(404);

            assertThat(acme.get("/v1/signals/change_window?subject=prod").body()).contains("\"standing\":\"unknown\"");
            assertThat(acme.get("/v1/sources").body()).contains("\"malformed\":1", "\"mapping-failed\":1",
                    "\"mis-signed\":1",
                    "\"outside-window\":2", "\"oversized\":1", "\"unmapped\":1", "\"unsigned\":1");
            assertThat(acme.get("/v1/refused-messages?code=unregistered-source").body()).contains("(unregistered)",
                    "`nobody`");
        }
        try (var acme = Acme.with(data, SOURCES)) {
            assertThat(acme.get("/v1/refused-messages?code=mis-signed").body()).as("kept").contains("release-calendar");
        }
    }

    @Test
    void whoever_has_stolen_the_secret_of_one_source_says_nothing_for_another() throws Exception {
        try (var acme = Acme.with(data, SOURCES)) {
            var forged = alerts(acme, "{ \"alerts\": [], \"forged\": \"prod\" }");

            assertThat(forged.body()).contains("\"heard\":0", "wrong-source");
            assertThat(acme.get("/v1/signals/change_window?subject=prod").body()).contains("\"standing\":\"unknown\"");
        }
    }

    @Test
    void every_alert_of_a_group_is_a_reading_of_its_own() throws Exception {
        try (var acme = Acme.with(data, SOURCES)) {
            assertThat(alerts(acme, """
                    { "version": "4", "status": "firing", "alerts": [
                      { "status": "firing", "labels": { "environment": "prod", "severity": "1" } },
                      { "status": "resolved", "labels": { "environment": "dev", "severity": "3" } } ] }""").body())
                    .contains(
                            "\"heard\":2");
            assertThat(acme.get("/v1/signals/incident").body()).contains("\"declared\":true", "\"declared\":false",
                    "\"integrity\":\"authenticated\"");
        }
    }

    @Test
    void a_flood_of_forged_messages_keeps_nobody_from_being_heard() throws Exception {
        try (var acme = Acme.with(data, SOURCES)) {
            for (var i = 0; i < 300; i++) {
                post(acme, "release-calendar", window("opened"));
            }
            assertThat(calendar(acme, "m1", Instant.now(), window("opened"), KEY).statusCode()).isEqualTo(200);
            assertThat(acme.get("/v1/sources").body()).contains("\"unsigned\":300");
        }
    }

    @Test
    void a_pull_request_is_known_by_what_its_host_signed_and_a_second_delivery_of_it_is_known_again() throws Exception {
        try (var acme = Acme.with(data, SOURCES)) {
            var body = """
                    { "action": "opened", "number": 118, "repository": { "name": "site" }, "pull_request":
                      { "state": "open", "merged": false, "updated_at": "%s" } }""".formatted(Instant.now()
                    .minusSeconds(5));

            assertThat(github(acme, "1", body, "hush").body()).contains("\"heard\":1");
            assertThat(acme.get("/v1/signals/pull_request?subject=site/118").body()).contains("\"state\":\"open\"");
            assertThat(github(acme, "2", body, "hush").body()).contains("replayed");
            assertThat(github(acme, "3", body, "guess").statusCode()).isEqualTo(401);
        }
    }

    private static String window(String what) {
        return """
                { "type": "window.%s", "data": { "environment": "prod", "ends": "2099-01-01T00:00:00Z" } }""".formatted(
                what);
    }

    private static HttpResponse<String> calendar(Acme acme, String id, Instant sent, String body, byte[] key)
            throws Exception {
        var head = id + "." + sent.getEpochSecond() + "." + body;
        return acme.send(HttpRequest.newBuilder(acme.uri("/v1/sources/release-calendar/messages"))
                .header("Content-Type", "application/json")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(sent.getEpochSecond()))
                .header("webhook-signature", "v1," + Base64.getEncoder().encodeToString(hmac(key, head)))
                .POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> github(Acme acme, String delivery, String body, String secret)
            throws Exception {
        return acme.send(HttpRequest.newBuilder(acme.uri("/v1/sources/code-host/messages"))
                .header("Content-Type", "application/json")
                .header("X-GitHub-Event", "pull_request")
                .header("X-GitHub-Delivery", delivery)
                .header("X-Hub-Signature-256", "sha256=" + HexFormat.of().formatHex(hmac(secret.getBytes(UTF_8), body)))
                .POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> alerts(Acme acme, String body) throws Exception {
        return acme.send(HttpRequest.newBuilder(acme.uri("/v1/sources/incident-desk/messages"))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString("ambit:hush".getBytes(UTF_8)))
                .POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> post(Acme acme, String source, String body) throws Exception {
        return acme.send("POST", "/v1/sources/" + source + "/messages", body);
    }

    private static byte[] hmac(byte[] key, String text) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(UTF_8));
    }
}
