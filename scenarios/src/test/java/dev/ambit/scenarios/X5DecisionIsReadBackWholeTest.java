package dev.ambit.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// X5: every decision can be read back whole: policies, task, every input that was read, where it came from, how old it was, and
/// which inputs decided the outcome.
@ExtendWith(Acme.class)
class X5DecisionIsReadBackWholeTest {
    private static final String BOT = "Agent::\"release-bot\"";
    private static final String PIPELINE = "Pipeline::\"site/staging\"";
    private static final String STAGING = "Environment::\"staging\"";

    @Test
    void policies_task_inputs_their_source_and_age_and_which_decided(Server acme) {
        Tasks.say(acme, "change_window", STAGING, "{ \"open\": true, \"ends\": \"2099-01-01T00:00:00Z\" }");
        Tasks.say(acme, "risk", BOT, "3");
        Tasks.say(acme, "incident", STAGING, "{ \"declared\": false, \"severity\": 5 }");
        var task = Tasks.open(acme, "deploy", BOT, """
                { "pipeline": { "__entity": %s }, "environment": { "__entity": %s } }""".formatted(Tasks.entity(
                PIPELINE),
                Tasks.entity(STAGING)));

        var permit = deploy(acme, task);
        assertThat(permit.at("decision")).isEqualTo("true");
        aPermitIsReadBack(acme, permit, task);

        Tasks.say(acme, "incident", STAGING, "{ \"declared\": true, \"severity\": 1 }");
        var deny = deploy(acme, task);
        assertThat(deny.at("decision")).isEqualTo("false");
        assertThat(deny.at("context.reasons.0.code")).isEqualTo("forbidden");
        aDenialIsReadBack(acme, deny);
        eachIsProven(acme, List.of(permit, deny));

        assertThat(acme.post("/v1/tasks/" + task + "/revoke", "").status()).isEqualTo(200);
        var after = deploy(acme, task);
        assertThat(after.at("context.reasons.0.code")).isEqualTo("task-ended");
        assertThat(Tasks.record(acme, after).at("outcome")).isEqualTo("deny");
    }

    private static Reply deploy(Server acme, String task) {
        return Tasks.ask(acme, task, BOT, "pipeline:deploy", PIPELINE, "{ \"from\": " + Tasks.INSIDE + " }");
    }

    private static void aPermitIsReadBack(Server acme, Reply answer, String task) {
        var record = Tasks.record(acme, answer);
        assertThat(record.at("outcome")).isEqualTo("permit");
        assertThat(record.at("principal.entity.id")).isEqualTo("release-bot");
        assertThat(record.at("action.id")).isEqualTo("pipeline:deploy");
        assertThat(record.at("resource.id")).isEqualTo("site/staging");
        assertThat(record.at("release")).hasSize(64);
        assertThat(record.at("chain.0.task")).isEqualTo(task);
        assertThat(record.at("chain.0.profile")).isEqualTo("deploy");
        assertThat(record.at("chain.0.inputs_of_task.pipeline.__entity.id")).isEqualTo("site/staging");
        assertThat(record.at("chain.0.satisfied.0")).isEqualTo("deploys-its-pipeline");
        assertThat(record.of("chain.0.inputs", "input", "context.task.inputs.pipeline", "decisive")).isEqualTo("true");

        assertThat(record.each("chain.0.signals", "signal")).contains("risk", "incident", "change_window");
        assertThat(record.of("chain.0.signals", "signal", "change_window", "value.open")).isEqualTo("true");
        assertThat(record.of("chain.0.signals", "signal", "risk", "digest")).as("sensitive, so not shown").isNotEmpty();
        assertThat(record.of("chain.0.signals", "signal", "risk", "source")).isEqualTo("agent-monitor");
        assertThat(record.of("chain.0.signals", "signal", "risk", "integrity")).isNotEmpty();
        assertThat(record.of("chain.0.signals", "signal", "risk", "subject.id")).isEqualTo("release-bot");
        assertThat(Long.parseLong(record.of("chain.0.signals", "signal", "risk", "age_ms"))).isBetween(0L, 60_000L);
    }

    private static void aDenialIsReadBack(Server acme, Reply answer) {
        var record = Tasks.record(acme, answer);
        assertThat(record.at("chain.0.satisfied.0")).isEqualTo("no-deploy-during-incident");
        assertThat(record.of("chain.0.signals", "signal", "incident", "value.declared")).isEqualTo("true");
        assertThat(record.of("chain.0.signals", "signal", "incident", "source")).isEqualTo("incident-desk");
        assertThat(record.of("chain.0.inputs", "input", "context.signals.incident.declared", "decisive")).isEqualTo(
                "true");
        assertThat(record.of("chain.0.inputs", "input", "context.signals.risk", "decisive")).isNotEqualTo("true");
    }

    private static void eachIsProven(Server acme, List<Reply> answers) {
        for (var answer : answers) {
            var proof = acme.get("/v1/records/" + answer.at("context.id") + "/proof");
            assertThat(proof.status()).isEqualTo(200);
            assertThat(proof.body().toString()).contains("c2sp.org/tlog-proof");
        }
    }
}
