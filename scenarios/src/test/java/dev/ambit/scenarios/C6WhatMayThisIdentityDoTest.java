package dev.ambit.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// C6: "what may this identity do right now, and why?" is answered for any identity or task: provisioned, granted by profile, effective
/// now, and what stands between them.
class C6WhatMayThisIdentityDoTest {
    private static final String REVIEWER = "Agent::\"code-reviewer\"";
    private static final String OF_REVIEWER = "/v1/scope?principal_type=Agent&principal_id=code-reviewer";
    private static final String FROM_CI = "&address=10.1.2.3&environment=ci";
    private static final String FIRST = "tasks.0.permissions.0.";

    @TempDir
    private Path data;

    @Test
    void it_is_told_for_an_identity_a_task_and_a_chain_and_is_what_is_decided_when_asked() {
        try (var server = Server.start(data, Ambit.file("examples/acme"))) {
            var nothing = server.get(OF_REVIEWER);
            assertThat(nothing.each("provisioned.profiles", "profile")).contains("pull-request-review");
            assertThat(nothing.at("between.0.code")).isEqualTo("no-task");

            say(server, "pull_request", "PullRequest::\"site/118\"", "{ \"state\": \"open\" }", "code-host");
            say(server, "risk", REVIEWER, "10", "agent-monitor");
            open(server, "/v1/tasks", "review");
            var granted = server.get("/v1/scope?task=review&action=repo:read");
            assertThat(granted.at(FIRST + "granted.words.0")).isEqualTo(
                    "may Action::\"repo:read\" on any Repo that is Repo::\"site\", because reads-repository-under-review");
            assertThat(granted.at("tasks.0.between.0.code")).as("from nowhere").isEqualTo("limit-network");
            assertThat(granted.at(FIRST + "effective.resources")).isEqualTo("[]");

            var effective = server.get("/v1/scope?task=review&action=repo:read" + FROM_CI);
            assertThat(effective.at(FIRST + "effective.resources.0")).isEqualTo("site");
            assertThat(effective.at(FIRST + "effective.resources.1")).isEmpty();
            assertThat(effective.at(FIRST + "effective.until")).isNotEmpty();
            var permitted = ask(server, "review", "Repo::\"site\"");
            assertThat(permitted.at("decision")).isEqualTo("true");
            var elsewhere = ask(server, "review", "Repo::\"old-site\"");
            assertThat(elsewhere.at("context.reasons.0.code")).isEqualTo("not-permitted");

            open(server, "/v1/tasks/review/delegate", "part");
            var chain = "/v1/scope?task=part&action=repo:read" + FROM_CI;
            assertThat(server.get(chain).at("tasks.0.above.0")).isEqualTo("review");
            assertThat(server.get(chain).at(FIRST + "effective.resources.0")).isEqualTo("site");
            server.post("/v1/tasks/review/pause", "");
            assertThat(server.get(chain).each("tasks.0.between", "code")).containsExactly("above-not-permitted",
                    "task-paused");
            assertThat(server.get(chain).at(FIRST + "effective.resources")).isEqualTo("[]");
            var paused = ask(server, "part", "Repo::\"site\"");
            assertThat(paused.at("context.reasons.1.code")).isEqualTo("task-paused");
            assertThat(paused.at("context.remedy.0")).isEqualTo("would be permitted after task `review` is resumed");

            say(server, "pull_request", "PullRequest::\"site/118\"", "{ \"state\": \"closed\" }", "code-host");
            Waiting.until(() -> server.get(OF_REVIEWER).at("between.0.code").equals("no-task"),
                    "the end of both tasks");
            assertThat(server.get("/v1/tasks/part").at("state")).isEqualTo("ended");

            var record = Tasks.record(server, permitted);
            assertThat(record.at("chain.0.satisfied.0")).isEqualTo("reads-repository-under-review");
            assertThat(record.of("chain.0.inputs", "input", "context.task.inputs.repo", "value.__entity.id")).isEqualTo(
                    "site");
            assertThat(Tasks.record(server, paused).at("reasons.1.code")).isEqualTo("task-paused");
            server.stop();
            Aftermath.of(server);
        }
    }

    @Test
    void it_is_told_at_a_terminal() {
        try (var server = Server.start(data, Ambit.file("examples/acme"))) {
            var told = Ambit.run("scope", "--principal", REVIEWER, "--server", server.address());
            assertThat(told.exitCode()).as(told.out()).isZero();
            assertThat(told.out()).contains("may open    pull-request-review, as Agent::\"code-reviewer\":", "between");
        }
    }

    private static void open(Server server, String path, String id) {
        var opened = server.post(path, """
                { "id": "%s", "profile": "pull-request-review", "principal": %s,
                  "inputs": { "repo": "site", "pull": "site/118" } }""".formatted(id, Tasks.entity(REVIEWER)));
        assertThat(opened.status()).as(opened.toString()).isEqualTo(201);
    }

    private static void say(Server server, String signal, String subject, String value, String source) {
        var said = server.put("/v1/signals/" + signal, """
                { "subject": %s, "value": %s, "source": "%s" }""".formatted(Tasks.entity(subject), value, source));
        assertThat(said.status()).as(said.toString()).isEqualTo(200);
    }

    private static Reply ask(Server server, String task, String repo) {
        return server.post("/access/v1/evaluation", """
                { "subject": %s, "action": { "name": "repo:read" }, "resource": %s, "context": { "task": "%s",
                  "origin": { "address": "10.1.2.3", "environment": "ci" } } }""".formatted(Tasks.entity(REVIEWER),
                Tasks
                        .entity(repo), task));
    }
}
