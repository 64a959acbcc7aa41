package dev.ambit.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// P5: one service account runs two workflows under two profiles at the same time: one execution may call the billing API, the other
/// may not.
@ExtendWith(Acme.class)
class P5OneAccountTwoProfilesTest {
    private static final String ACCOUNT = "Agent::\"month-end\"";
    private static final String BILLING = "Api::\"billing\"";
    private static final String USAGE = "Api::\"usage\"";

    @Test
    void only_the_execution_that_invoices_may_call_billing(Server acme) {
        Tasks.say(acme, "risk", ACCOUNT, "12");
        var invoicing = Tasks.open(acme, "invoicing", ACCOUNT, "customer", "Customer::\"c-17\"");
        var reporting = Tasks.open(acme, "usage-report", ACCOUNT, "customer", "Customer::\"c-17\"");

        var billed = call(acme, invoicing, BILLING, "c-17");
        var refused = call(acme, reporting, BILLING, "c-17");
        assertThat(billed.at("decision")).isEqualTo("true");
        assertThat(refused.at("decision")).isEqualTo("false");
        assertThat(refused.at("context.reasons.0.code")).isEqualTo("not-permitted");

        assertThat(call(acme, reporting, USAGE, "c-17").at("decision")).isEqualTo("true");
        assertThat(call(acme, invoicing, USAGE, "c-17").at("context.reasons.0.code")).isEqualTo("not-permitted");
        assertThat(call(acme, invoicing, BILLING, "c-18").at("context.reasons.0.code")).as("another customer")
                .isEqualTo("not-permitted");
        theRecordsTell(acme, billed, refused, invoicing, reporting);

        assertThat(acme.post("/v1/tasks/" + invoicing + "/complete", "").status()).isEqualTo(200);
        assertThat(call(acme, invoicing, BILLING, "c-17").at("context.reasons.0.code")).isEqualTo("task-ended");
        assertThat(call(acme, reporting, USAGE, "c-17").at("decision")).as("the other goes on").isEqualTo("true");
    }

    private static void theRecordsTell(Server acme, Reply billed, Reply refused, String invoicing, String reporting) {
        var permit = Tasks.record(acme, billed);
        assertThat(permit.at("chain.0.task")).isEqualTo(invoicing);
        assertThat(permit.at("chain.0.profile")).isEqualTo("invoicing");
        assertThat(permit.at("chain.0.satisfied.0")).isEqualTo("billing-of-one-customer");
        assertThat(permit.of("chain.0.inputs", "input", "context.request.customer", "decisive")).isEqualTo("true");
        assertThat(permit.of("chain.0.signals", "signal", "risk", "digest")).as("sensitive, so not shown").isNotEmpty();

        var deny = Tasks.record(acme, refused);
        assertThat(deny.at("chain.0.task")).isEqualTo(reporting);
        assertThat(deny.at("chain.0.profile")).isEqualTo("usage-report");
        assertThat(deny.at("principal.entity")).isEqualTo(permit.at("principal.entity"));
        assertThat(deny.at("outcome")).isEqualTo("deny");
    }

    private static Reply call(Server acme, String task, String api, String customer) {
        return Tasks.ask(acme, task, ACCOUNT, "api:call", api, """
                { "from": %s, "customer": { "__entity": { "type": "Customer", "id": "%s" } } }""".formatted(
                Tasks.INSIDE,
                customer));
    }
}
