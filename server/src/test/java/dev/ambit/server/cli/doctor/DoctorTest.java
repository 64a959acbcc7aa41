package dev.ambit.server.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.server.cli.Ambit;
import dev.ambit.server.cli.RunningServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    @TempDir
    private Path directory;

    @Test
    void a_server_in_order_has_no_failures_and_development_is_a_warning() throws Exception {
        try (var server = RunningServer.on(directory)) {
            var run = server.ambit("doctor", "--data", directory);

            assertThat(run.exitCode()).as(run.out()).isZero();
            assertThat(run.out()).contains("ok    server     answers at " + server.url(), "ok    ready      ",
                    "ok    caller     it takes you for `developer`", "ok    clock      ", "warn  tls        ",
                    "ok    policies   release ", "ok    data       ", "ok    secret     ").doesNotContain("fail");
        }
    }

    @Test
    void policies_that_are_refused_are_a_warning_with_the_first_mistake() throws Exception {
        try (var server = RunningServer.without("tests/none", directory)) {
            var profile = directory.resolve("policies/profiles/invoicing.yaml");
            Files.writeString(profile, Files.readString(profile).replace("permit (", "permit (("));
            var run = server.ambit("doctor");
            for (var tries = 0; !run.out().contains("warn  policies") && tries < 100; tries++) {
                Thread.sleep(100);
                run = server.ambit("doctor");
            }

            assertThat(run.out().replaceAll("\\s+", " ")).contains("warn policies release ",
                    "stays in force: what would replace it has",
                    "`ambit policy check` names each");
            assertThat(run.exitCode()).isZero();
        }
    }

    @Test
    void a_key_that_others_can_read_and_a_server_that_is_not_there_have_failed() throws Exception {
        var key = Files.createFile(directory.resolve("log.key"), PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString("rw-r-----")));

        var run = Ambit.run("doctor", "--server", "http://127.0.0.1:1", "--data", directory);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).startsWith("fail  server     nothing listens at http://127.0.0.1:1\n").contains(
                "fail  secret     others than its owner can use", "chmod 600 " + key);
        assertThat(Ambit.run("doctor", "--server", "http://127.0.0.1:1", "--json").out()).contains("\"ok\": false",
                "\"what\": \"server\"");
    }

    @Test
    void a_directory_that_is_not_there_is_named() {
        assertThat(Ambit.run("doctor", "--server", "http://127.0.0.1:1", "--data", directory.resolve("none")).out())
                .contains("fail  data       there is no directory");
    }

    @Test
    void a_script_completes_commands_in_both_shells() {
        assertThat(Ambit.run("completion", "bash").out()).contains("complete -F", "doctor", "extend");
        assertThat(Ambit.run("completion", "zsh").out()).contains("compinit");
        assertThat(Ambit.run("completion", "fish").err()).startsWith("error: there is no script for `fish`");
    }
}
