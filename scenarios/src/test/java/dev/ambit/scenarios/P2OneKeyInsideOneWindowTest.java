package dev.ambit.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// P2, as far as decisions go: a data-processing agent can obtain one named API key only inside its scheduled job window; before,
/// after, and for any other key it is refused.
@ExtendWith(Acme.class)
class P2OneKeyInsideOneWindowTest {
    private static final String JOB = "Agent::\"data-job\"";
    private static final String NIGHTLY = "Job::\"nightly\"";
    private static final String KEY = "Secret::\"warehouse-key\"";

    @Test
    void the_key_is_for_the_window_and_for_no_other_time_or_key(Server acme) {
        Tasks.say(acme, "job", NIGHTLY, "{ \"running\": false }");
        var early = acme.post("/v1/tasks", """
                { "profile": "nightly-data-job", "principal": %s, "inputs": { "job": { "__entity": %s } } }"""
                .formatted(
                        Tasks.entity(JOB), Tasks.entity(NIGHTLY)));
        assertThat(early.status()).as("before the window").isEqualTo(409);
        assertThat(early.at("code")).isEqualTo("does-not-open");

        Tasks.say(acme, "job", NIGHTLY, "{ \"running\": true }");
        var task = Tasks.open(acme, "nightly-data-job", JOB, "job", NIGHTLY);
        var obtained = ask(acme, task, KEY, Tasks.INSIDE);
        assertThat(obtained.at("decision")).isEqualTo("true");
        var other = ask(acme, task, "Secret::\"registry-token\"", Tasks.INSIDE);
        assertThat(other.at("context.reasons.0.code")).as("another key").isEqualTo("not-permitted");
        var outside = ask(acme, task, KEY, "{ \"__extn\": { \"fn\": \"ip\", \"arg\": \"203.0.113.7\" } }");
        assertThat(outside.at("context.reasons.0.operator")).as("from elsewhere").contains("secrets-stay-inside");

        Tasks.say(acme, "job", NIGHTLY, "{ \"running\": false }");
        var late = ask(acme, task, KEY, Tasks.INSIDE);
        assertThat(late.at("decision")).as("after the window").isEqualTo("false");
        assertThat(late.at("context.reasons.0.code")).isIn("task-lapsed", "task-ended");
        Waiting.until(() -> acme.get("/v1/tasks/" + task).at("state").equals("ended"), "the end of the task");

        var record = Tasks.record(acme, obtained);
        assertThat(record.at("chain.0.satisfied.0")).isEqualTo("warehouse-key-inside-job-window");
        assertThat(record.of("chain.0.signals", "signal", "job", "source")).isEqualTo("scheduler");
        assertThat(record.of("chain.0.inputs", "input", "context.signals.job.running", "decisive")).isEqualTo("true");
        assertThat(Tasks.record(acme, other).at("resource.id")).isEqualTo("registry-token");
        assertThat(Tasks.record(acme, outside).at("chain.0.satisfied.0")).isEqualTo("secrets-stay-inside");
    }

    private static Reply ask(Server acme, String task, String secret, String from) {
        return Tasks.ask(acme, task, JOB, "secret:read", secret, "{ \"from\": " + from + " }");
    }
}
