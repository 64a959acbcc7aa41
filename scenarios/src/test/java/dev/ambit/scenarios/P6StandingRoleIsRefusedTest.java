package dev.ambit.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// P6: a "profile" that is a static role in disguise (wildcards, no end, no condition, standing approval) is refused by lint, with
/// each reason named.
class P6StandingRoleIsRefusedTest {
    private static final String ROLE = """
            profile: automation
            purpose: Whatever comes up.
            owner: group:platform
            pattern: just-in-time
            inputs:
              repo: Repo
            allows: |
              @id("everything")
              permit (principal, action, resource);
            approvals:
              - for: action == Action::"repo:push"
                by: group:platform
                quorum: 1
                grants: { uses: 100 }
            credentials:
              code-host:
                broker: code-host-app
                scope: { permissions: { contents: write } }
            """;
    private static final String[] REASONS = {
        "no-end", "no-condition", "wildcard-permit", "unbounded-principals", "endless-approval", "endless-credential",
        "unused-input"};
    private static final String READS = """
            { "subject": { "type": "Person", "id": "ada" }, "action": { "name": "repo:read" },
              "resource": { "type": "Repo", "id": "site" }, "context": { "task": "%s" } }""";

    @TempDir
    private Path directory;
    @TempDir
    private Path data;
    private Policies policies;

    @BeforeEach
    void copy() {
        policies = Policies.copiedTo(directory);
    }

    @Test
    void lint_names_each_reason_and_how_it_could_be_a_profile() {
        policies.write("profiles/automation.yaml", ROLE);

        var check = Ambit.run("policy", "check", "--json", directory);

        assertThat(check.exitCode()).isEqualTo(1);
        var found = Reply.of(0, check.out());
        assertThat(found.each("diagnostics", "code")).contains(REASONS);
        assertThat(found.each("diagnostics", "help")).doesNotContain("");
    }

    @Test
    void no_server_starts_with_it() {
        policies.write("profiles/automation.yaml", ROLE);

        var serve = Ambit.run("serve", "--development", "--port", 0, "--data", data, directory);

        assertThat(serve.exitCode()).isEqualTo(1);
        assertThat(serve.out()).contains(REASONS);
    }

    @Test
    void a_running_server_refuses_it_and_goes_on_by_the_release_before() {
        try (var server = Server.start(data, directory)) {
            var release = Tasks.open(server, "maintenance", "Person::\"ada\"", "repo", "Repo::\"site\"");
            assertThat(server.post("/access/v1/evaluation", READS.formatted(release)).at("decision")).isEqualTo("true");

            policies.write("profiles/automation.yaml", ROLE);
            Waiting.until(() -> server.said().contains("was refused"), "the refusal");

            assertThat(server.said()).contains(REASONS);
            var opened = server.post("/v1/tasks", """
                    { "principal": { "type": "Agent", "id": "data-job" }, "profile": "automation",
                      "inputs": { "repo": { "__entity": { "type": "Repo", "id": "site" } } } }""");
            assertThat(opened.at("code")).isEqualTo("profile-unknown");
            var answer = server.post("/access/v1/evaluation", READS.formatted(release));
            assertThat(answer.at("decision")).isEqualTo("true");
            var record = server.get("/v1/records/" + answer.at("context.id"));
            assertThat(record.at("chain.0.satisfied.0")).isEqualTo("people-read-and-push");
            server.stop();
            Aftermath.of(server);
        }
    }
}
