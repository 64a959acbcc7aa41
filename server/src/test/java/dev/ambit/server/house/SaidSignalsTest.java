package dev.ambit.server.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Signals said over HTTP, and what they do to access.
class SaidSignalsTest {
    private static final String OPEN = "{ \"open\": true, \"ends\": \"2099-01-01T00:00:00Z\" }";
    private static final String CLOSED = "{ \"open\": false, \"ends\": \"2099-01-01T00:00:00Z\" }";
    private static final String OPENING = """
            { "id": "release-7", "principal": { "type": "Agent", "id": "release-bot" }, "profile": "deploy", "inputs":
              { "pipeline": { "__entity": { "type": "Pipeline", "id": "site/prod" } },
                "environment": { "__entity": { "type": "Environment", "id": "prod" } } } }""";
    private static final String DEPLOY = """
            { "subject": { "type": "Agent", "id": "release-bot" }, "action": { "name": "pipeline:deploy" },
              "resource": { "type": "Pipeline", "id": "site/prod" }, "context": { "task": "release-7", "request":
              { "from": { "__extn": { "fn": "ip", "arg": "10.1.2.3" } } } } }""";

    @TempDir
    private Path data;

    @Test
    void access_begins_with_a_signal_is_narrowed_by_one_and_ends_with_one() throws Exception {
        try (var acme = Acme.on(data)) {
            assertThat(acme.send("POST", "/v1/tasks", OPENING).body()).contains("does-not-open");

            ok(acme.say("change_window", "Environment", "prod", OPEN));
            ok(acme.say("risk", "Agent", "release-bot", "3"));
            assertThat(acme.send("POST", "/v1/tasks", OPENING).statusCode()).isEqualTo(201);
            assertThat(deploy(acme)).contains("\"decision\":false").contains("no-deploy-during-incident");

            ok(acme.say("incident", "Environment", "prod", "{ \"declared\": false, \"severity\": 5 }"));
            assertThat(deploy(acme)).contains("\"decision\":true");

            ok(acme.say("change_window", "Environment", "prod", CLOSED));
            assertThat(deploy(acme)).contains("\"decision\":false");
        }
    }

    @Test
    void what_was_acknowledged_is_known_after_a_restart() throws Exception {
        try (var acme = Acme.on(data)) {
            ok(acme.say("incident", "Environment", "prod", "{ \"declared\": true, \"severity\": 1 }"));
        }
        try (var acme = Acme.on(data)) {
            assertThat(acme.get("/v1/signals/incident?subject=prod").body()).contains("\"standing\":\"known\"",
                    "\"declared\":true", "\"source\":\"incident-desk\"", "\"until\":\"");
        }
    }

    @Test
    void known_known_absent_and_unknown_are_told_apart() throws Exception {
        try (var acme = Acme.on(data)) {
            assertThat(acme.get("/v1/signals/ticket?subject=T-7").body()).contains("\"standing\":\"unknown\"");
            ok(acme.say("ticket", "Ticket", "T-7", "null"));
            assertThat(acme.get("/v1/signals/ticket?subject=T-7").body()).contains("\"standing\":\"known-absent\"");
            ok(acme.say("ticket", "Ticket", "T-8", "{ \"state\": \"open\" }"));
            ok(acme.say("risk", "Agent", "release-bot", "77"));

            assertThat(acme.get("/v1/signals/ticket").body()).contains("T-7", "T-8", "\"standing\":\"known\"");
            assertThat(acme.get("/v1/signals/ticket?limit=1").body()).contains("T-7", "\"next\":\"T-7\"")
                    .doesNotContain(
                            "T-8");
            assertThat(acme.get("/v1/signals/risk?subject=release-bot").body()).contains("\"standing\":\"known\"")
                    .doesNotContain("77");
            assertThat(acme.get("/v1/signals").body()).contains("change_window", "release-calendar",
                    "\"fresh_for_ms\":60000");
        }
    }

    @Test
    void a_late_reading_changes_nothing_and_is_told_why() throws Exception {
        try (var acme = Acme.on(data)) {
            var now = Instant.now();
            ok(said(acme, CLOSED, now.minusSeconds(1), "release-calendar"));

            var late = said(acme, OPEN, now.minusSeconds(2), "release-calendar");

            assertThat(late.statusCode()).isEqualTo(409);
            assertThat(late.body()).contains("\"code\":\"outrun\"");
            assertThat(acme.get("/v1/signals/change_window?subject=prod").body()).contains("\"open\":false");
        }
    }

    @Test
    void whoever_is_not_the_source_changes_nothing() throws Exception {
        try (var acme = Acme.on(data)) {
            var spoofed = said(acme, OPEN, Instant.now(), "somebody");

            assertThat(spoofed.statusCode()).isEqualTo(403);
            assertThat(spoofed.body()).contains("\"code\":\"wrong-source\"");
            assertThat(acme.get("/v1/signals/change_window?subject=prod").body()).contains("\"standing\":\"unknown\"");
        }
    }

    @Test
    void what_makes_no_sense_is_refused_in_words() throws Exception {
        try (var acme = Acme.on(data)) {
            assertThat(acme.say("weather", "Environment", "prod", OPEN).statusCode()).isEqualTo(404);
            assertThat(acme.say("change_window", "Environment", "prod", "\"open\"").body()).contains("wrong-value");
            assertThat(acme.say("change_window", "Ticket", "prod", OPEN).body()).contains("wrong-subject");
            assertThat(acme.send("PUT", "/v1/signals/ticket",
                    "{ \"subject\": { \"type\": \"Ticket\", \"id\": \"7\" } }")
                    .body()).contains("`value` is missing");
        }
    }

    private static HttpResponse<String> said(Acme acme, String value, Instant observed, String source)
            throws Exception {
        return acme.send("PUT", "/v1/signals/change_window", """
                { "subject": { "type": "Environment", "id": "prod" }, "value": %s, "observed": "%s", "source": "%s" }"""
                .formatted(value, observed, source));
    }

    private static String deploy(Acme acme) throws Exception {
        return acme.send("POST", "/access/v1/evaluation", DEPLOY).body();
    }

    private static void ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
