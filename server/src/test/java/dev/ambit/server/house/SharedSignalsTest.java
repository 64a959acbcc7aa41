package dev.ambit.server.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Security events that a transmitter sends (RFC 8935), from finding it to what is then known. One server for all: each test has agents
/// of its own.
class SharedSignalsTest {
    private static final String RISK = "caep/event-type/risk-level-change";
    private static final String HIGH = "{\"principal\": \"USER\", \"current_level\": \"HIGH\", \"previous_level\": \"LOW\", \"x\": 1}";
    private static final String HEADER = "Bearer what it shows us";

    @TempDir
    private static Path data;

    private static TestTransmitter transmitter;
    private static Acme acme;

    @BeforeAll
    static void serve() throws Exception {
        transmitter = new TestTransmitter();
        acme = Acme.with(data, sources(data, transmitter, "push"));
        Awaiting.until(() -> !transmitter.verification().isEmpty());
        assertThat(push(transmitter.verified("v1")).statusCode()).isEqualTo(202);
    }

    @AfterAll
    static void stop() throws Exception {
        acme.close();
        transmitter.close();
    }

    /// What `ambit.yaml` says of a transmitter, with the files that it names.
    static String sources(Path data, TestTransmitter transmitter, String delivery) throws Exception {
        Files.writeString(data.resolve("token"), TestTransmitter.TOKEN);
        Files.writeString(data.resolve("header"), HEADER);
        return """
                sources:
                  agent-monitor:
                    kind: shared-signals
                    address: %s
                    token-file: token
                    secret-file: header
                    every: 1s
                    delivery: %s
                    endpoint: http://127.0.0.1:1/v1/sources/agent-monitor/messages
                    events: [ caep/risk-level-change, caep/credential-change, risc/account-disabled ]
                    readings:
                      - signal: risk
                        when: payload.type == "caep/risk-level-change"
                        subject: |
                          has(payload.subject.id) ? payload.subject.id
                          : has(payload.subject.email) ? payload.subject.email : payload.subject.sub
                        value: |
                          payload.event.current_level == "HIGH" ? 90 : payload.event.current_level == "MEDIUM" ? 50 : 10
                      - signal: risk
                        when: payload.type == "caep/credential-change"
                        subject: payload.subject.id
                        value: |
                          payload.event.change_type == "delete" || payload.event.change_type == "revoke" ? 80 : 20
                      - signal: risk
                        when: payload.type == "risc/account-disabled"
                        subject: payload.subject.id
                        value: "99"
                """.formatted(transmitter.issuer(), delivery);
    }

    @Test
    void a_stream_is_found_made_and_verified_and_what_is_sent_by_it_is_known_once_it_is_accepted() throws Exception {
        assertThat(transmitter.asked).contains("POST /tenant/stream", "GET /tenant/status", "POST /tenant/verify");
        assertThat(transmitter.header()).isEqualTo(HEADER);
        assertThat(acme.get("/v1/sources").body()).doesNotContain("\"problem\"");

        var event = event("e1", RISK, HIGH, "agent-1");
        assertThat(push(event).statusCode()).isEqualTo(202);
        assertThat(known("agent-1")).contains("\"standing\":\"known\"", "\"integrity\":\"signed\"");
        var again = push(event);
        assertThat(again.statusCode()).as("sent twice").isEqualTo(202);
        assertThat(again.body()).isEmpty();
        assertThat(acme.get("/v1/refused-messages?code=replayed").body()).contains("message `e1` of `agent-monitor`");
        assertThat(push(event("e2", "caep/event-type/session-established", "{}", "agent-1")).statusCode()).as(
                "no rule is for it").isEqualTo(202);
        assertThat(acme.get("/v1/sources").body()).contains("\"unmapped\":1");
    }

    @Test
    void what_is_no_event_for_us_is_refused_in_the_words_of_the_standard() throws Exception {
        refused("invalid_request", "no token");
        refused("invalid_issuer", other("n1", "iss", "\"https://another.example\""));
        refused("invalid_audience", other("n2", "aud", "\"https://another.example\""));
        refused("invalid_request", other("n3", "sub", "\"x\""));
        refused("invalid_request", other("n4", "exp", "4102444800"));
        refused("invalid_request", other("n5", "sub_id", ""));
        refused("invalid_request", other("n6", "sub_id", "{\"format\": \"email\"}"));
        refused("invalid_request", other("n7", "jti", ""));
        refused("invalid_request", other("n8", "iat", "4102444800"));
        refused("invalid_request", other("n14", "txn", "1"));
        refused("invalid_request", other("n9", "events", "{}"));
        refused("invalid_request", other("n10", "events", "{\"a\": {}, \"b\": {}}"));
        refused("invalid_request", event("n11", RISK, "{\"principal\": \"USER\", \"current_level\": \"BAD\"}",
                "agent-2"));
        refused("invalid_request", TestTransmitter.signed("JWT", "{}", transmitter.key));
        refused("invalid_key", TestTransmitter.signed("secevent+jwt", "{}", new RSAKeyGenerator(2_048).keyID("k1")
                .generate()));
        refused("authentication_failed", "eyJhbGciOiJub25lIiwidHlwIjoic2VjZXZlbnQrand0In0.e30.");

        assertThat(push("Bearer a guess", "application/secevent+jwt", event("n12", RISK, HIGH, "agent-2")).body())
                .contains("authentication_failed");
        assertThat(push(HEADER, "application/json", event("n13", RISK, HIGH, "agent-2")).body()).contains(
                "invalid_request");
        assertThat(known("agent-2")).contains("\"standing\":\"unknown\"");
    }

    @Test
    void a_verification_that_nobody_asked_for_is_refused_and_one_about_another_stream_too() throws Exception {
        var type = "ssf/event-type/verification";
        refused("invalid_state", transmitter.event("w1", type, "{\"state\": \"made up\"}", Map.of("sub_id",
                "{\"format\": \"opaque\", \"id\": \"%s\"}".formatted(transmitter.streamId().orElseThrow()))));
        refused("invalid_request", transmitter.event("w2", type, "{}", Map.of("sub_id",
                "{\"format\": \"opaque\", \"id\": \"another\"}")));
    }

    @Test
    void what_must_be_understood_of_a_subject_and_is_not_changes_nothing() throws Exception {
        var subject = "{\"format\": \"complex\", \"id\": \"agent-3\", \"%s\": {\"format\": \"opaque\", \"id\": \"x\"}}";

        assertThat(push(other("c1", "sub_id", subject.formatted("spaceship"))).statusCode()).isEqualTo(202);
        assertThat(known("agent-3")).contains("\"standing\":\"unknown\"");
        push(other("c2", "sub_id", subject.formatted("device")));
        assertThat(known("agent-3")).contains("\"standing\":\"known\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "pin", "x509", "fido2-platform", "fido2-roaming", "fido-u2f",
        "verifiable-credential", "phone-voice", "phone-sms", "app", "something we agreed on"})
    void every_type_of_credential_and_change_is_interpreted_and_what_is_beyond_the_standard_passed_over(String type)
            throws Exception {
        for (var change : new String[] {"create", "revoke", "update", "delete"}) {
            var agent = "credential-%s-%s".formatted(type.replace(' ', '-'), change);
            var event = "{\"credential_type\": \"%s\", \"change_type\": \"%s\", \"colour\": {\"deep\": [1]}}".formatted(
                    type, change);
            assertThat(push(event(agent, "caep/event-type/credential-change", event, agent)).statusCode()).isEqualTo(
                    202);
            assertThat(known(agent)).contains("\"standing\":\"known\"");
        }
        refused("invalid_request", event("bad-" + type.hashCode(), "caep/event-type/credential-change",
                "{\"credential_type\": \"%s\", \"change_type\": \"lost\"}".formatted(type), "nobody"));
    }

    @Test
    void subjects_are_understood_in_both_formats_of_the_profile_and_risc_beside_caep() throws Exception {
        push(other("f1", "sub_id", "{\"format\": \"email\", \"email\": \"a@acme.example\"}"));
        push(other("f2", "sub_id", "{\"format\": \"iss_sub\", \"iss\": \"https://idp.acme.example\", \"sub\": \"b\"}"));
        push(event("f3", "risc/event-type/account-disabled", "{\"reason\": \"hijacking\"}", "agent-4"));

        assertThat(known("a@acme.example")).contains("\"standing\":\"known\"");
        assertThat(known("b")).contains("\"standing\":\"known\"");
        assertThat(known("agent-4")).contains("\"standing\":\"known\"");
    }

    @Test
    void what_a_transmitter_shows_is_exchanged_without_a_gap() throws Exception {
        Files.writeString(data.resolve("header"), "Bearer the new one\n" + HEADER);
        Awaiting.until(() -> transmitter.header().equals("Bearer the new one"));

        assertThat(push("Bearer the new one", "application/secevent+jwt", event("h1", RISK, HIGH, "agent-5"))
                .statusCode()).isEqualTo(202);
        assertThat(push(HEADER, "application/secevent+jwt", event("h2", RISK, HIGH, "agent-5")).statusCode())
                .isEqualTo(202);
    }

    private static String event(String id, String type, String event, String agent) throws Exception {
        return transmitter.event(id, type, event, Map.of("sub_id", "{\"format\": \"opaque\", \"id\": \"%s\"}".formatted(
                agent)));
    }

    /// An event about `agent-2` with one claim other than it has to be.
    private static String other(String id, String claim, String value) throws Exception {
        return transmitter.event(id, RISK, HIGH, claim.equals("sub_id")
                ? Map.of(claim, value)
                : Map.of("sub_id", "{\"format\": \"opaque\", \"id\": \"agent-2\"}", claim, value));
    }

    private static String known(String agent) throws Exception {
        return acme.get("/v1/signals/risk?subject=" + agent).body();
    }

    private static void refused(String err, String token) throws Exception {
        var answer = push(token);
        assertThat(answer.statusCode()).as(err).isEqualTo(400);
        assertThat(answer.body()).startsWith("{\"err\":\"%s\",\"description\":\"".formatted(err));
    }

    private static HttpResponse<String> push(String token) throws Exception {
        return push(HEADER, "application/secevent+jwt", token);
    }

    private static HttpResponse<String> push(String header, String type, String token) throws Exception {
        return acme.send(HttpRequest.newBuilder(acme.uri("/v1/sources/agent-monitor/messages"))
                .header("Authorization", header)
                .header("Content-Type", type)
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(token)));
    }
}
