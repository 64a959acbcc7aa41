package dev.ambit.server.cli.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.server.cli.RunningServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignalCommandsTest {
    @TempDir
    private static Path directory;

    private static RunningServer server;

    @BeforeAll
    static void serve() throws Exception {
        server = RunningServer.on(directory);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void what_is_said_is_known_and_what_is_sensitive_is_not_shown() {
        assertThat(server.ambit("signal", "get", "incident").err()).isEqualTo("nothing was heard of `incident` yet\n");

        var said = server.ambit("signal", "set", "incident", "environment/prod",
                "{\"declared\": true, \"severity\": 1}");
        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.out()).startsWith("incident of Environment::\"prod\" = {declared: true, severity: 1} until ")
                .contains("from incident-desk");
        assertThat(server.ambit("signal", "get", "incident", "prod").out()).isEqualTo(said.out());

        assertThat(server.ambit("signal", "set", "risk", "agent/month-end", "5").out()).contains(
                "is known, and not shown");
        assertThat(server.ambit("signal", "set", "risk", "agent/month-end", "--absent").out()).contains(
                "is known to be absent");
        assertThat(server.ambit("signal", "get", "risk", "other").out()).contains("is unknown");
    }

    @Test
    void the_catalogue_says_what_each_may_do() {
        assertThat(server.ambit("signal", "list").out()).contains("risk about Agent, Long, from agent-monitor",
                "may widen");
        assertThat(server.ambit("signal", "list", "--json").out()).startsWith("{\"signals\":[");
    }

    @Test
    void what_does_not_count_is_refused_with_the_reason() {
        var run = server.ambit("signal", "set", "risk", "agent/month-end", "high");
        assertThat(run.exitCode()).isNotZero();
        assertThat(run.err()).startsWith("error: ");
        assertThat(server.ambit("signal", "set", "rsik", "agent/month-end", "5").exitCode()).isEqualTo(1);
        assertThat(server.ambit("signal", "set", "risk", "agent/month-end").err()).contains("`--absent`");
    }
}
