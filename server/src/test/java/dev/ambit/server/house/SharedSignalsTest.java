package dev.ambit.server.house;

import static dev.ambit.server.house.Gated.json;
import static dev.ambit.server.house.Gated.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.text.Source;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A transmitter of Shared Signals, with receivers on real ports that check what they are sent.
class SharedSignalsTest {
    private static final String CAEP = "https://schemas.openid.net/secevent/caep/event-type/";
    private static final String VERIFIED = "https://schemas.openid.net/secevent/ssf/event-type/verification";
    private static final String TESTING = """
            public: { retry: { first: 20ms, longest: 100ms } }
            shared-signals: { push-to-internal-addresses: true }
            """;

    @TempDir
    private Path beside;

    private static String push(Receiving receiving, String... events) {
        return """
                {"delivery": {"method": "urn:ietf:rfc:8935", "endpoint_url": "%s", "authorization_header": "Bearer let-me"},
                 "events_requested": [%s]}""".formatted(receiving.url(), String.join(",", List.of(events).stream().map(
                "\"%s\""::formatted).toList()));
    }

    /// The claims of a token, whose signature, type and key are right.
    private static Json claims(Gated gated, String token) throws Exception {
        var parts = token.split("\\.", -1);
        var header = part(parts[0]);
        assertThat(text(header, "typ")).isEqualTo("secevent+jwt");
        assertThat(text(header, "alg")).isEqualTo("RS256");
        var keys = ((Json.Arr) ((Json.Obj) json(gated.get("", "/ssf/jwks.json"))).get("keys")).items();
        assertThat(text(keys.getFirst(), "kid")).isEqualTo(text(header, "kid"));
        var key = KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(number(text(keys.getFirst(), "n")),
                number(text(keys.getFirst(), "e"))));
        var check = Signature.getInstance("SHA256withRSA");
        check.initVerify(key);
        check.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(check.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
        var claims = part(parts[1]);
        assertThat(((Json.Obj) claims).fields()).containsKeys("iss", "jti", "iat", "aud", "sub_id", "events")
                .doesNotContainKeys("sub", "exp");
        assertThat(text(claims, "iss")).isEqualTo(text(json(gated.get("", "/.well-known/ssf-configuration")),
                "issuer"));
        return claims;
    }

    private static BigInteger number(String base64) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(base64));
    }

    private static Json part(String base64) throws Exception {
        return JsonReader.read(new Source("token", new String(Base64.getUrlDecoder().decode(base64),
                StandardCharsets.UTF_8)));
    }

    @Test
    void a_pushed_stream_is_verified_and_told_when_a_task_is_over() throws Exception {
        try (var gated = Gated.in(beside, TESTING); var receiving = Receiving.open()) {
            var created = gated.send("receiver", "POST", "/ssf/streams", push(receiving));
            assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
            assertThat(created.body()).doesNotContain("let-me");
            var id = text(json(created), "stream_id");
            assertThat(gated.send("receiver", "POST", "/ssf/streams", push(receiving)).statusCode()).isEqualTo(409);

            assertThat(gated.send("receiver", "POST", "/ssf/verify", "{\"stream_id\": \"%s\", \"state\": \"s1\"}"
                    .formatted(
                            id)).statusCode()).isEqualTo(204);
            var verification = receiving.next();
            assertThat(verification.type()).isEqualTo("application/secevent+jwt");
            assertThat(verification.authorization()).isEqualTo("Bearer let-me");
            assertThat(text(claims(gated, verification.body()), "events", VERIFIED, "state")).isEqualTo("s1");

            gated.open();
            gated.post("", "/v1/tasks/t1/pause", "");
            var paused = claims(gated, receiving.next().body());
            assertThat(text(paused, "events", CAEP + "token-claims-change", "claims", "state")).isEqualTo("paused");
            gated.post("", "/v1/tasks/t1/revoke", "");
            var over = claims(gated, receiving.next().body());
            assertThat(text(over, "sub_id", "session", "id")).isEqualTo("t1");
            assertThat(text(over, "sub_id", "user", "sub")).isEqualTo("Agent/chatbot");
            assertThat(text(over, "events", CAEP + "session-revoked", "initiating_entity")).isEqualTo("admin");
            assertThat(text(over, "events", CAEP + "session-revoked", "reason_admin", "en")).contains("t1");
        }
    }

    @Test
    void what_a_receiver_could_not_take_is_sent_again_also_after_a_restart() throws Exception {
        try (var receiving = Receiving.open()) {
            try (var gated = Gated.in(beside, TESTING)) {
                gated.send("receiver", "POST", "/ssf/streams", push(receiving));
                receiving.answer(503);
                gated.open();
                gated.post("", "/v1/tasks/t1/revoke", "");
                receiving.next();
            }
            receiving.answer(202);
            try (var gated = Gated.in(beside, TESTING)) {
                var token = receiving.next().body();
                while (!receiving.isQuiet()) {
                    // what was tried before the end is the same token
                }
                assertThat(text(part(token.split("\\.", -1)[1]), "sub_id", "session", "id")).isEqualTo("t1");
                assertThat(gated.send("receiver", "GET", "/ssf/streams", "").body()).contains("stream_id");
            }
        }
    }

    @Test
    void a_polled_stream_keeps_what_is_not_acknowledged() throws Exception {
        try (var gated = Gated.in(beside, TESTING)) {
            var created = json(gated.send("receiver", "POST", "/ssf/streams", "{}"));
            var id = text(created, "stream_id");
            var poll = "/ssf/poll/" + id;
            assertThat(text(created, "delivery", "endpoint_url")).endsWith(poll);
            gated.open();
            gated.post("", "/v1/tasks/t1/pause", "");
            gated.post("", "/v1/tasks/t1/resume", "");
            gated.post("", "/v1/tasks/t1/revoke", "");

            var first = sets(gated, poll, "{\"maxEvents\": 2, \"returnImmediately\": true}");
            assertThat(first).hasSize(2);
            assertThat(sets(gated, poll, "{\"returnImmediately\": true}")).hasSize(3).containsAll(first);
            // the second is acknowledged before the first
            assertThat(sets(gated, poll, "{\"ack\": [\"%s\"], \"returnImmediately\": true}".formatted(first.get(1))))
                    .hasSize(2).contains(first.get(0)).doesNotContain(first.get(1));
            assertThat(sets(gated, poll, "{\"ack\": [\"%s\"], \"setErrs\": {}, \"returnImmediately\": true}".formatted(
                    first.get(0)))).hasSize(1);
            assertThat(sets(gated, poll, "{\"maxEvents\": 0}")).isEmpty();
            assertThat(gated.send("other-receiver", "POST", poll, "{}").statusCode()).isEqualTo(404);
        }
    }

    private static List<String> sets(Gated gated, String path, String body) throws Exception {
        var answer = gated.send("receiver", "POST", path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return List.copyOf(((Json.Obj) ((Json.Obj) json(answer)).get("sets")).fields().keySet());
    }

    @Test
    void a_paused_stream_holds_and_a_disabled_one_drops_what_happens() throws Exception {
        try (var gated = Gated.in(beside, TESTING); var receiving = Receiving.open()) {
            var id = text(json(gated.send("receiver", "POST", "/ssf/streams", push(receiving))), "stream_id");
            status(gated, id, "paused");
            gated.open();
            gated.post("", "/v1/tasks/t1/pause", "");
            assertThat(receiving.isQuiet()).isTrue();
            status(gated, id, "enabled");
            assertThat(receiving.next().body()).isNotEmpty();

            status(gated, id, "disabled");
            gated.post("", "/v1/tasks/t1/resume", "");
            status(gated, id, "enabled");
            assertThat(receiving.isQuiet()).isTrue();
            assertThat(text(json(gated.send("receiver", "GET", "/ssf/status?stream_id=" + id, "")), "status"))
                    .isEqualTo("enabled");
        }
    }

    private static void status(Gated gated, String id, String word) throws Exception {
        assertThat(gated.send("receiver", "POST", "/ssf/status", "{\"stream_id\": \"%s\", \"status\": \"%s\"}"
                .formatted(id,
                        word)).statusCode()).isEqualTo(200);
    }

    @Test
    void a_stream_is_about_those_and_tells_those_events_that_its_receiver_wants() throws Exception {
        try (var gated = Gated.in(beside, TESTING); var receiving = Receiving.open()) {
            var id = text(json(gated.send("receiver", "POST", "/ssf/streams", push(receiving, CAEP
                    + "session-revoked"))), "stream_id");
            gated.open();
            gated.post("", "/v1/tasks/t1/pause", "");
            assertThat(receiving.isQuiet()).isTrue();
            var issuer = text(json(gated.get("", "/.well-known/ssf-configuration")), "issuer");
            var subject = "{\"stream_id\": \"%s\", \"subject\": {\"format\": \"iss_sub\", \"sub\": \"Agent/chatbot\", \"iss\": \"%s\"}}"
                    .formatted(id, issuer);

            assertThat(gated.send("receiver", "POST", "/ssf/subjects/remove", subject).statusCode()).isEqualTo(204);
            gated.post("", "/v1/tasks/t1/revoke", "");
            assertThat(receiving.isQuiet()).isTrue();
            assertThat(gated.send("receiver", "POST", "/ssf/subjects/add", subject).statusCode()).isEqualTo(200);
            gated.post("", "/v1/tasks", """
                    {"id": "t2", "principal": {"type": "Agent", "id": "chatbot"}, "profile": "help"}""");
            gated.post("", "/v1/tasks/t2/revoke", "");
            assertThat(text(claims(gated, receiving.next().body()), "sub_id", "session", "id")).isEqualTo("t2");
        }
    }

    @Test
    void streams_are_changed_and_ended_by_their_receiver_alone() throws Exception {
        try (var gated = Gated.in(beside, TESTING)) {
            var id = text(json(gated.send("receiver", "POST", "/ssf/streams", "{\"description\": \"mine\"}")),
                    "stream_id");

            var patched = gated.send("receiver", "PATCH", "/ssf/streams",
                    "{\"stream_id\": \"%s\", \"events_requested\": [\"%s\"]}"
                            .formatted(id, CAEP + "session-revoked"));
            assertThat(patched.body()).contains("mine", "session-revoked");
            assertThat(gated.send("receiver", "PUT", "/ssf/streams", "{\"stream_id\": \"%s\"}".formatted(id)).body())
                    .doesNotContain("mine", "events_requested");
            assertThat(gated.send("receiver", "PATCH", "/ssf/streams", "{\"stream_id\": \"%s\", \"aud\": \"other\"}"
                    .formatted(id)).statusCode()).isEqualTo(400);
            assertThat(gated.send("receiver", "PATCH", "/ssf/streams", "{}").statusCode()).isEqualTo(400);
            assertThat(gated.send("other-receiver", "GET", "/ssf/streams?stream_id=" + id, "").statusCode()).isEqualTo(
                    404);
            assertThat(gated.send("other-receiver", "GET", "/ssf/streams", "").body()).isEqualTo("[]");
            assertThat(gated.send("ann", "GET", "/ssf/streams", "").statusCode()).isEqualTo(403);
            assertThat(gated.send("receiver", "DELETE", "/ssf/streams?stream_id=" + id, "").statusCode()).isEqualTo(
                    204);
            assertThat(gated.send("receiver", "DELETE", "/ssf/streams?stream_id=" + id, "").statusCode()).isEqualTo(
                    404);
        }
    }

    @Test
    void tokens_are_not_pushed_into_the_own_network() throws Exception {
        try (var gated = Gated.in(beside)) {
            for (var url : List.of("http://example.org/", "https://127.0.0.1/", "https://10.0.0.1/", "https://[::1]/",
                    "https://169.254.169.254/", "https://user@example.org/", "file:///etc/passwd",
                    "https://localhost/")) {
                var answer = gated.send("receiver", "POST", "/ssf/streams", """
                        {"delivery": {"method": "urn:ietf:rfc:8935", "endpoint_url": "%s"}}""".formatted(url));
                assertThat(answer.statusCode()).as(url).isEqualTo(400);
            }
        }
    }
}
