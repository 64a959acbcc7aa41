package dev.ambit.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// P1, as far as decisions go: a coding agent gets read-only access to one repository for one pull request and loses it by itself when
/// the task completes or the pull request is closed.
@ExtendWith(Acme.class)
class P1OneRepositoryForOnePullRequestTest {
    private static final String REVIEWER = "Agent::\"code-reviewer\"";
    private static final String PULL = "PullRequest::\"site/118\"";
    private static final String SITE = "Repo::\"site\"";

    @Test
    void reading_is_over_with_the_task(Server acme) {
        pull(acme, "open");
        var task = open(acme);
        var read = ask(acme, task, "repo:read", SITE);
        assertThat(read.at("decision")).isEqualTo("true");
        var pushed = ask(acme, task, "repo:push", SITE);
        assertThat(pushed.at("decision")).isEqualTo("false");
        assertThat(pushed.at("context.reasons.0.code")).isEqualTo("not-permitted");
        assertThat(ask(acme, task, "repo:read", "Repo::\"old-site\"").at("context.reasons.0.code")).isEqualTo(
                "not-permitted");

        assertThat(acme.post("/v1/tasks/" + task + "/complete", "").status()).isEqualTo(200);
        var after = ask(acme, task, "repo:read", SITE);
        assertThat(after.at("context.reasons.0.code")).isEqualTo("task-ended");

        var record = Tasks.record(acme, read);
        assertThat(record.at("chain.0.satisfied.0")).isEqualTo("reads-repository-under-review");
        assertThat(record.at("chain.0.inputs_of_task.pull.__entity.id")).isEqualTo("site/118");
        assertThat(record.of("chain.0.signals", "signal", "pull_request", "value.state")).isEqualTo("open");
        assertThat(record.of("chain.0.inputs", "input", "context.task.inputs.repo", "decisive")).isEqualTo("true");
        assertThat(Tasks.record(acme, pushed).at("outcome")).isEqualTo("deny");
    }

    @Test
    void reading_is_over_with_the_pull_request(Server acme) {
        pull(acme, "open");
        var task = open(acme);
        assertThat(ask(acme, task, "repo:read", SITE).at("decision")).isEqualTo("true");

        pull(acme, "closed");
        var after = ask(acme, task, "repo:read", SITE);
        assertThat(after.at("decision")).as("the very next request").isEqualTo("false");
        assertThat(after.at("context.reasons.0.code")).isIn("task-lapsed", "task-ended");
        Waiting.until(() -> acme.get("/v1/tasks/" + task).at("state").equals("ended"), "the end of the task");

        pull(acme, "open");
        assertThat(ask(acme, task, "repo:read", SITE).at("context.reasons.0.code")).as("ended for good").isEqualTo(
                "task-ended");
        assertThat(Tasks.record(acme, after).at("outcome")).isEqualTo("deny");
    }

    private static void pull(Server acme, String state) {
        Tasks.say(acme, "risk", REVIEWER, "5");
        Tasks.say(acme, "pull_request", PULL, "{ \"state\": \"%s\" }".formatted(state));
    }

    private static String open(Server acme) {
        return Tasks.open(acme, "pull-request-review", REVIEWER, """
                { "repo": { "__entity": %s }, "pull": { "__entity": %s } }""".formatted(Tasks.entity(SITE), Tasks
                .entity(
                        PULL)));
    }

    private static Reply ask(Server acme, String task, String action, String resource) {
        return Tasks.askFrom(acme, task, REVIEWER, action, resource, "10.1.2.3", "ci");
    }
}
