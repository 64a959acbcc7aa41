package dev.ambit.server.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.server.cli.Ambit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Security events that are fetched (RFC 8936), and the stream they come by, in the hands of an operator.
class FetchedSignalsTest {
    private static final String RISK = "caep/event-type/risk-level-change";
    private static final String HIGH = "{\"principal\": \"USER\", \"current_level\": \"HIGH\"}";

    @TempDir
    private Path data;

    private TestTransmitter transmitter;
    private Acme acme;

    @BeforeEach
    void serve() throws Exception {
        transmitter = new TestTransmitter();
        acme = Acme.with(data, SharedSignalsTest.sources(data, transmitter, "poll"));
    }

    @AfterEach
    void stop() throws Exception {
        acme.close();
        transmitter.close();
    }

    @Test
    void events_are_awaited_acknowledged_once_they_are_kept_and_refused_with_their_reason() throws Exception {
        Awaiting.until(() -> transmitter.acknowledged.stream().anyMatch(id -> id.startsWith("verify-")));
        assertThat(transmitter.bodies).as("it waits").noneMatch(body -> body.contains("returnImmediately"));
        transmitter.perPoll = 1;
        transmitter.tell("e1", event("e1"));
        transmitter.tell("e2", transmitter.event("e2", RISK, HIGH, Map.of("aud", "\"https://another.example\"")));
        transmitter.tell("e3", event("another"));

        Awaiting.until(() -> transmitter.acknowledged.contains("e1") && transmitter.errors.size() == 2);

        assertThat(transmitter.languages).as("of the words of errors").contains("en");
        assertThat(transmitter.errors).isEqualTo(Map.of("e2", "invalid_audience", "e3", "invalid_request"));
        assertThat(acme.get("/v1/signals/risk?subject=release-bot").body()).contains("\"standing\":\"known\"");
        assertThat(acme.get("/v1/sources").body()).contains("\"believed\":2", "\"wrong-audience\":1").doesNotContain(
                "problem");
    }

    @Test
    void the_stream_is_seen_verified_paused_and_resumed_from_a_terminal() throws Exception {
        Awaiting.until(() -> ambit("status").out().contains("verified at"));
        assertThat(ambit("status").out()).contains("agent-monitor  enabled", "delivers risk-level-change",
                "does not deliver credential-change, account-disabled");

        assertThat(ambit("verify").out()).contains("verified at");
        assertThat(ambit("pause", "--reason", "maintenance").out()).contains("agent-monitor  paused");
        Awaiting.until(() -> acme.get("/v1/sources").body().contains("source `agent-monitor`: the stream is paused"));
        assertThat(ambit("resume").out()).contains("agent-monitor  enabled");

        assertThat(ambit("update").out()).contains("agent-monitor  enabled");
        assertThat(ambit("update", "--whole").exitCode()).isZero();
        assertThat(transmitter.asked).contains("PATCH /tenant/stream", "PUT /tenant/stream");

        assertThat(ambit("add", "email:a@acme.example").exitCode()).isZero();
        assertThat(ambit("remove", "{\"format\": \"iss_sub\", \"iss\": \"i\", \"sub\": \"s\"}").exitCode()).isZero();
        assertThat(transmitter.subjects).hasSize(2).anyMatch(line -> line.startsWith("add {") && line.contains(
                "a@acme.example")).anyMatch(line -> line.startsWith("remove {") && line.contains("\"iss_sub\""));
        assertThat(ambit("add", "a@acme.example").err()).contains("`a@acme.example` is no subject");

        transmitter.isWithoutVerification = true;
        var unanswered = ambit("verify", "--within", "1");
        assertThat(unanswered.exitCode()).isEqualTo(1);
        assertThat(unanswered.err()).contains("no verification came within 1 s");
        assertThat(Ambit.run("signal", "stream", "status", "nobody", "--server", url()).err()).contains(
                "no source of that name");
    }

    @Test
    void a_stream_that_was_deleted_stays_so_until_it_is_made_again_and_one_that_is_lost_is_made_at_once()
            throws Exception {
        Awaiting.until(() -> ambit("status").exitCode() == 0);
        assertThat(ambit("delete").out()).contains("the stream of agent-monitor is deleted");
        assertThat(transmitter.streamId()).isEmpty();
        assertThat(ambit("status").err()).contains("there is no stream from `agent-monitor`");
        Awaiting.until(() -> acme.get("/v1/sources").body().contains("the stream was deleted here"));

        assertThat(ambit("create").exitCode()).isZero();
        Awaiting.until(() -> transmitter.streamId().equals(Optional.of("s2")));

        Awaiting.until(() -> ambit("status").exitCode() == 0);
        transmitter.forget();
        assertThat(ambit("verify").exitCode()).isEqualTo(1);
        Awaiting.until(() -> transmitter.streamId().equals(Optional.of("s3")));
    }

    private String event(String id) throws Exception {
        return transmitter.event(id, RISK, HIGH);
    }

    private String url() {
        return acme.uri("").toString();
    }

    private Ambit ambit(String what, String... more) {
        var words = new ArrayList<>(List.of("signal", "stream", what, "agent-monitor"));
        words.addAll(List.of(more));
        words.addAll(List.of("--server", url()));
        return Ambit.run(words.toArray());
    }
}
