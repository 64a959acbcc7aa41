package dev.ambit.server.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Security events of a transmitter, sent and fetched, from finding it to what is then known.
class SharedSignalsTest {
    private static final String RISK = "caep/event-type/risk-level-change";
    private static final String VERIFICATION = "ssf/event-type/verification";
    private static final String HIGH = "{\"principal\": \"USER\", \"current_level\": \"HIGH\", \"previous_level\": \"LOW\", \"x\": 1}";

    @TempDir
    private Path data;

    @BeforeEach
    void secrets() throws Exception {
        Files.writeString(data.resolve("token"), TestTransmitter.TOKEN);
        Files.writeString(data.resolve("header"), "Bearer what it shows us");
    }

    private Acme acme(TestTransmitter transmitter, String delivery) throws Exception {
        return Acme.with(data, """
                sources:
                  agent-monitor:
                    kind: shared-signals
                    address: %s
                    token-file: token
                    secret-file: header
                    every: 1s
                    delivery: %s
                    endpoint: http://127.0.0.1:1/v1/sources/agent-monitor/messages
                    events: [ caep/risk-level-change, risc/account-disabled ]
                    readings:
                      - signal: risk
                        when: payload.type == "caep/risk-level-change"
                        subject: payload.subject.id
                        value: |
                          payload.event.current_level == "HIGH" ? 90 : payload.event.current_level == "MEDIUM" ? 50 : 10
                """.formatted(transmitter.issuer(), delivery));
    }

    @Test
    void a_stream_is_found_made_and_verified_and_what_is_sent_by_it_is_known_once_it_is_accepted() throws Exception {
        try (var transmitter = new TestTransmitter(); var acme = acme(transmitter, "push")) {
            await(() -> !transmitter.verification().isEmpty());
            assertThat(transmitter.asked).contains("POST /tenant/stream", "GET /tenant/status", "POST /tenant/verify");

            var verified = push(acme, transmitter.event("v1", VERIFICATION, "{\"state\": \"%s\"}".formatted(transmitter
                    .verification()), Map.of("sub_id", "{\"format\": \"opaque\", \"id\": \"s1\"}")));
            assertThat(verified.statusCode()).as(verified.body()).isEqualTo(202);
            assertThat(verified.body()).isEmpty();

            var event = transmitter.event("e1", RISK, HIGH);
            assertThat(push(acme, event).statusCode()).isEqualTo(202);
            assertThat(acme.get("/v1/signals/risk?subject=release-bot").body()).contains("\"standing\":\"known\"",
                    "\"integrity\":\"signed\"");
            assertThat(push(acme, event).statusCode()).as("sent twice").isEqualTo(202);
            assertThat(push(acme, transmitter.event("e2", "risc/event-type/account-disabled", "{}")).statusCode()).as(
                    "no rule is for it").isEqualTo(202);
            assertThat(acme.get("/v1/sources").body()).contains("\"replayed\":1", "\"unmapped\":1");
        }
    }

    @Test
    void what_is_no_event_for_us_is_refused_in_the_words_of_the_standard() throws Exception {
        try (var transmitter = new TestTransmitter(); var acme = acme(transmitter, "push")) {
            await(() -> !transmitter.verification().isEmpty());

            refused(acme, "invalid_request", "no token");
            refused(acme, "invalid_issuer", transmitter.event("e1", RISK, HIGH, Map.of("iss",
                    "\"https://another.example\"")));
            refused(acme, "invalid_audience", transmitter.event("e2", RISK, HIGH, Map.of("aud",
                    "\"https://another.example\"")));
            refused(acme, "invalid_request", transmitter.event("e3", RISK, HIGH, Map.of("sub", "\"x\"")));
            refused(acme, "invalid_request", transmitter.event("e4", RISK, HIGH, Map.of("exp", "4102444800")));
            refused(acme, "invalid_request", transmitter.event("e5", RISK, HIGH, Map.of("sub_id", "")));
            refused(acme, "invalid_request", transmitter.event("e6", RISK, HIGH, Map.of("sub_id",
                    "{\"format\": \"email\"}")));
            refused(acme, "invalid_request", transmitter.event("e7", RISK, HIGH, Map.of("jti", "")));
            refused(acme, "invalid_request", transmitter.event("e8", RISK, HIGH, Map.of("iat", "4102444800")));
            refused(acme, "invalid_request", transmitter.event("e9", RISK, HIGH, Map.of("events", "{}")));
            refused(acme, "invalid_request", transmitter.event("e10", RISK,
                    "{\"principal\": \"USER\", \"current_level\": \"BAD\"}"));
            refused(acme, "invalid_request", TestTransmitter.signed("JWT", "{}", transmitter.key));
            refused(acme, "invalid_key", TestTransmitter.signed("secevent+jwt", "{}", new RSAKeyGenerator(2_048).keyID(
                    "k1")
                    .generate()));
            refused(acme, "authentication_failed", "eyJhbGciOiJub25lIiwidHlwIjoic2VjZXZlbnQrand0In0.e30.");

            assertThat(push(acme, "Bearer a guess", "application/secevent+jwt", transmitter.event("e11", RISK, HIGH))
                    .body())
                    .contains("authentication_failed");
            assertThat(push(acme, "Bearer what it shows us", "application/json", transmitter.event("e12", RISK, HIGH))
                    .body())
                    .contains("invalid_request");
            assertThat(acme.get("/v1/signals/risk?subject=release-bot").body()).contains("\"standing\":\"unknown\"");
        }
    }

    @Test
    void events_are_fetched_acknowledged_once_they_are_kept_and_refused_with_their_reason() throws Exception {
        try (var transmitter = new TestTransmitter(); var acme = acme(transmitter, "poll")) {
            transmitter.waiting.put("e1", transmitter.event("e1", RISK, HIGH));
            transmitter.waiting.put("e2", transmitter.event("e2", RISK, HIGH, Map.of("aud",
                    "\"https://another.example\"")));
            transmitter.waiting.put("e3", transmitter.event("another", RISK, HIGH));

            await(() -> transmitter.acknowledged.contains("e1") && transmitter.errors.size() == 2);

            assertThat(transmitter.errors).isEqualTo(Map.of("e2", "invalid_audience", "e3", "invalid_request"));
            assertThat(acme.get("/v1/signals/risk?subject=release-bot").body()).contains("\"standing\":\"known\"");
            assertThat(acme.get("/v1/sources").body()).contains("\"believed\":1", "\"wrong-audience\":1");
        }
    }

    @Test
    void what_must_be_understood_of_a_subject_and_is_not_changes_nothing() throws Exception {
        try (var transmitter = new TestTransmitter(); var acme = acme(transmitter, "push")) {
            await(() -> !transmitter.verification().isEmpty());
            var subject = "{\"format\": \"complex\", \"id\": \"release-bot\", \"%s\": {\"format\": \"opaque\", \"id\": \"x\"}}";

            assertThat(push(acme, transmitter.event("e1", RISK, HIGH, Map.of("sub_id", subject.formatted("spaceship"))))
                    .statusCode()).isEqualTo(202);
            assertThat(acme.get("/v1/signals/risk?subject=release-bot").body()).contains("\"standing\":\"unknown\"");
            push(acme, transmitter.event("e2", RISK, HIGH, Map.of("sub_id", subject.formatted("device"))));
            assertThat(acme.get("/v1/signals/risk?subject=release-bot").body()).contains("\"standing\":\"known\"");
        }
    }

    @Test
    void a_transmitter_that_cannot_be_reached_is_a_problem_that_is_told() throws Exception {
        var transmitter = new TestTransmitter();
        transmitter.close();
        try (var acme = acme(transmitter, "poll")) {
            await(() -> {
                try {
                    return acme.get("/v1/sources").body().contains(
                            "\"problem\":\"source `agent-monitor` cannot be asked: ");
                } catch (Exception failed) {
                    throw new AssertionError(failed);
                }
            });
        }
    }

    private static void refused(Acme acme, String err, String token) throws Exception {
        var answer = push(acme, token);
        assertThat(answer.statusCode()).as(err).isEqualTo(400);
        assertThat(answer.body()).startsWith("{\"err\":\"%s\",\"description\":\"".formatted(err));
    }

    private static HttpResponse<String> push(Acme acme, String token) throws Exception {
        return push(acme, "Bearer what it shows us", "application/secevent+jwt", token);
    }

    private static HttpResponse<String> push(Acme acme, String header, String type, String token) throws Exception {
        return acme.send(HttpRequest.newBuilder(acme.uri("/v1/sources/agent-monitor/messages"))
                .header("Authorization", header)
                .header("Content-Type", type)
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(token)));
    }

    private static void await(BooleanSupplier what) throws InterruptedException {
        for (var tries = 0; !what.getAsBoolean(); tries++) {
            assertThat(tries).as("waited too long").isLessThan(600);
            Thread.sleep(50);
        }
    }
}
