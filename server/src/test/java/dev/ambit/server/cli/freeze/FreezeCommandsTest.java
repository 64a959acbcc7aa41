package dev.ambit.server.cli.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.server.cli.RunningServer;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Emergency controls, and what is owed, as an operator at a terminal works with them.
class FreezeCommandsTest {
    @TempDir
    private Path data;

    @Test
    void something_is_frozen_listed_and_lifted() throws Exception {
        try (var server = RunningServer.on(data)) {
            var frozen = server.ambit("freeze", "principal", "agent/month-end", "--reason", "key leaked");
            assertThat(frozen.out()).as(frozen.err()).contains(" in-force: principal Agent::\"month-end\"",
                    "key leaked");
            var id = Pattern.compile("f-[0-9a-z]+").matcher(frozen.out());
            assertThat(id.find()).isTrue();

            assertThat(server.ambit("freeze", "list").out()).contains(id.group());
            var own = server.ambit("freeze", "everything", "--reason", "attack", "--two-persons");
            assertThat(own.out()).contains(" asked: everything");
            assertThat(server.ambit("freeze", "confirm", id.group()).exitCode()).isEqualTo(1);

            assertThat(server.ambit("freeze", "lift", id.group(), "--reason", "replaced").out()).contains("lifted");
            assertThat(server.ambit("freeze", "profile", "deploy", "--reason", "odd", "--json").out()).contains(
                    "\"profile\":\"deploy\"");
            assertThat(server.ambit("freeze", "everything").exitCode()).isEqualTo(2);
        }
    }

    @Test
    void what_is_owed_is_listed_and_what_is_not_is_told() throws Exception {
        try (var server = RunningServer.on(data)) {
            assertThat(server.ambit("obligation", "list", "--late").err()).contains("nothing of that is owed");
            assertThat(server.ambit("obligation", "retry", "revoke:l-1").err()).contains("nothing is owed by the id");
            assertThat(server.ambit("obligation", "review", "t-1", "--verdict", "maybe", "--note", "x").err()).contains(
                    "`verdict` is none");
        }
    }
}
