package dev.ambit.server.cli.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.server.cli.RunningServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What came for sources, as somebody at a terminal sees it.
class SignalCommandTest {
    @TempDir
    private Path data;

    @Test
    void what_changes_nothing_is_listed_with_its_reason_and_who_sends_with_how_it_does() throws Exception {
        try (var server = RunningServer.on(data)) {
            assertThat(server.ambit("signal", "sources").err()).contains("no source is registered");
            assertThat(server.ambit("signal", "refused").err()).contains("nothing was refused");

            server.ambit("signal", "set", "risk", "agent/release-bot", "low");

            assertThat(server.ambit("signal", "refused", "--code", "wrong-value").out()).contains("agent-monitor",
                    "wrong-value", "is one `Long`");
            assertThat(server.ambit("signal", "refused", "--json").out()).startsWith("{\"refused\":[{\"at\":");
        }
    }
}
