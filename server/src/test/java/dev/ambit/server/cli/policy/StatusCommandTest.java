package dev.ambit.server.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.server.cli.RunningServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `ambit policy status` and `reload` against a server.
class StatusCommandTest {
    @TempDir
    private Path directory;

    @Test
    void a_person_sees_what_is_in_force_and_why_something_else_is_not() throws Exception {
        try (var server = RunningServer.without("README.md", directory)) {
            var policies = directory.resolve("policies");
            var before = server.ambit("policy", "status");
            assertThat(before.out()).startsWith("release ").contains("is what lies in " + policies);
            assertThat(before.exitCode()).isZero();

            var file = policies.resolve("profiles/pull-request-review.yaml");
            var text = Files.readString(file);
            Files.writeString(file, text.replace("limits:", "limit:"));
            var refused = server.ambit("policy", "reload");
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err()).contains("the policy directory is refused", "stays in force",
                    "profiles/pull-request-review.yaml:", "limit");
            var status = server.ambit("policy", "status");
            assertThat(status.exitCode()).isEqualTo(1);
            assertThat(status.out()).contains("what lies in %s was refused, when developer had it read".formatted(
                    policies),
                    "Did you mean `limits`?");

            Files.writeString(file, text + "# another release\n");
            var taken = server.ambit("policy", "reload");
            assertThat(taken.exitCode()).isZero();
            assertThat(taken.out().lines().findFirst()).isNotEqualTo(before.out().lines().findFirst());
            assertThat(server.ambit("policy", "status", "--json").out()).contains("\"is_current\":true", "\"loads\":2");
        }
    }
}
