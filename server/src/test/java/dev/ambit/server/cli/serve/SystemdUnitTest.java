package dev.ambit.server.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.server.cli.Ambit;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The service as it is installed: what it starts is understood.
class SystemdUnitTest {
    @Test
    void the_command_that_the_unit_starts_is_understood() throws IOException {
        var unit = Files.readString(Ambit.file("deploy/systemd/ambit.service")).replace("\\\n", " ");
        var command = unit.lines().filter(line -> line.startsWith("ExecStart=")).findFirst().orElseThrow();
        var words = Arrays.asList(command.replace("/etc/ambit/policies", Ambit.file("examples/acme").toString())
                .replace(
                        "%d", "/run/credentials").strip().split("\\s+"));
        var serve = words.subList(words.indexOf("serve"), words.size());

        var run = Ambit.run(Stream.concat(serve.stream(), Stream.of("--print-settings"))
                .toArray());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("listeners.tls.key: /run/credentials/key  # --tls-key", "log.format: json",
                "storage.data: /var/lib/ambit/data", "listeners.development: false  # default");
    }
}
