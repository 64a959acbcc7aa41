package dev.ambit.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// G1, as far as decisions and the deadline go: a deployment agent's access dies when the change window closes, and at the latest
/// when its time is up.
@ExtendWith(Acme.class)
class G1AccessDiesWithTheWindowTest {
    private static final String BOT = "Agent::\"release-bot\"";
    private static final String PIPELINE = "Pipeline::\"site/prod\"";
    private static final String PROD = "Environment::\"prod\"";

    @Test
    void with_the_change_window(Server acme) {
        window(acme, true);
        var task = open(acme, "1h");
        var deployed = deploy(acme, task);
        assertThat(deployed.at("decision")).isEqualTo("true");

        window(acme, false);
        var after = deploy(acme, task);
        assertThat(after.at("decision")).as("the very next request").isEqualTo("false");
        assertThat(after.at("context.reasons.0.code")).isIn("task-lapsed", "task-ended");
        Waiting.until(() -> acme.get("/v1/tasks/" + task).at("state").equals("ended"), "the end of the task");
        assertThat(Tasks.record(acme, after).at("outcome")).isEqualTo("deny");
        assertThat(Tasks.record(acme, deployed).of("chain.0.signals", "signal", "change_window", "value.open"))
                .isEqualTo("true");
    }

    @Test
    void with_its_own_deadline_while_the_window_is_still_open(Server acme) {
        window(acme, true);
        var task = open(acme, "5s");
        var deployed = deploy(acme, task);
        assertThat(deployed.at("decision")).isEqualTo("true");
        var ends = acme.get("/v1/tasks/" + task).at("ends");
        assertThat(deployed.at("context.until")).isEqualTo(ends);

        Waiting.until(() -> !Instant.now().isBefore(Instant.parse(ends)), "the deadline");
        var after = deploy(acme, task);
        assertThat(after.at("context.reasons.0.code")).isIn("limit-duration", "task-ended");
        Waiting.until(() -> acme.get("/v1/tasks/" + task).at("state").equals("ended"), "the end of the task");
        assertThat(Tasks.record(acme, after).at("outcome")).isEqualTo("deny");
    }

    private static void window(Server acme, boolean open) {
        Tasks.say(acme, "risk", BOT, "3");
        Tasks.say(acme, "incident", PROD, "{ \"declared\": false, \"severity\": 5 }");
        Tasks.say(acme, "change_window", PROD, "{ \"open\": %s, \"ends\": \"2099-01-01T00:00:00Z\" }".formatted(open));
    }

    private static String open(Server acme, String duration) {
        var opened = acme.post("/v1/tasks", """
                { "profile": "deploy", "principal": %s, "limits": { "duration": "%s" },
                  "inputs": { "pipeline": { "__entity": %s }, "environment": { "__entity": %s } } }""".formatted(Tasks
                .entity(BOT), duration, Tasks.entity(PIPELINE), Tasks.entity(PROD)));
        assertThat(opened.status()).as(opened.toString()).isEqualTo(201);
        return opened.at("id");
    }

    private static Reply deploy(Server acme, String task) {
        return Tasks.ask(acme, task, BOT, "pipeline:deploy", PIPELINE, "{ \"from\": " + Tasks.INSIDE + " }");
    }
}
