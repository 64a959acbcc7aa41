package dev.ambit.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// X6: a policy is changed and takes effect on the next decision; no credential is issued again.
class X6PolicyChangeHoldsAtOnceTest {
    private static final String FREEZE = """
            @id("site-is-frozen")
            forbid (principal, action == Action::"repo:read", resource == Repo::"site");
            """;
    private static final String ADA = "Person::\"ada\"";
    private static final String SITE = "Repo::\"site\"";

    @TempDir
    private Path directory;
    @TempDir
    private Path data;

    @Test
    void the_next_decision_in_the_same_task_goes_by_the_changed_policy() {
        var policies = Policies.copiedTo(directory);
        try (var server = Server.start(data, directory)) {
            var task = Tasks.open(server, "maintenance", ADA, "repo", SITE);
            var before = ask(server, task);
            assertThat(before.at("decision")).isEqualTo("true");

            policies.write("guardrails/freeze.cedar", FREEZE);
            inForce(server, 1);
            var frozen = ask(server, task);
            assertThat(frozen.at("decision")).isEqualTo("false");
            assertThat(frozen.at("context.reasons.0.code")).isEqualTo("forbidden");
            assertThat(frozen.at("context.reasons.0.operator")).contains("site-is-frozen");

            policies.write("guardrails/freeze.cedar", "forbid (principal, action");
            Waiting.until(() -> server.said().contains("was refused"), "the refusal");
            assertThat(ask(server, task).at("decision")).as("the release before stays in force").isEqualTo("false");

            policies.delete("guardrails/freeze.cedar");
            inForce(server, 2);
            var after = ask(server, task);
            assertThat(after.at("decision")).isEqualTo("true");

            var permitted = Tasks.record(server, before);
            var denied = Tasks.record(server, frozen);
            assertThat(permitted.at("chain.0.satisfied.0")).isEqualTo("people-read-and-push");
            assertThat(denied.at("chain.0.satisfied.0")).isEqualTo("site-is-frozen");
            assertThat(denied.at("release")).isNotEqualTo(permitted.at("release"));
            assertThat(Tasks.record(server, after).at("release")).isEqualTo(permitted.at("release"));
            assertThat(denied.at("chain.0.task")).isEqualTo(task);
            assertThat(server.get("/v1/tasks/" + task).at("state")).isEqualTo("open");
            server.stop();
            Aftermath.of(server);
        }
    }

    private static Reply ask(Server server, String task) {
        return Tasks.ask(server, task, ADA, "repo:read", SITE, "{}");
    }

    /// Waits until a changed release was put in force for the `times`th time.
    private static void inForce(Server server, int times) {
        Waiting.until(() -> server.said().split("is in force", -1).length > times, "the changed policy");
    }
}
