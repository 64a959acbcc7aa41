package dev.ambit.server.cli.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.server.cli.Ambit;
import dev.ambit.server.cli.RunningServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Scopes at a terminal, against a whole server.
class ScopeCommandTest {
    @TempDir
    private static Path directory;

    private static RunningServer server;

    @BeforeAll
    static void serve() throws Exception {
        server = RunningServer.without("guardrails/changes.cedar", directory);
        assertThat(server.ambit("task", "open", "--id", "month-end", "--profile", "invoicing", "--principal",
                "agent/month-end", "--input", "customer=c-17").exitCode()).isZero();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void a_task_tells_what_is_granted_what_is_effective_and_what_stands_between() {
        var scope = server.ambit("scope", "month-end");

        assertThat(scope.exitCode()).as(scope.err()).isZero();
        assertThat(scope.out()).startsWith("Agent::\"month-end\" at ").contains("  in          Team::\"platform\"\n",
                "  may open    invoicing, as Agent::\"month-end\": api:call on Api\n",
                "task month-end open, under invoicing",
                "    granted     may Action::\"api:call\" on any Api that is Api::\"billing\" while context.request.customer == "
                        + "Customer::\"c-17\", because billing-of-one-customer\n",
                "    by the call billing\n").doesNotContain("between");
    }

    @Test
    void a_principal_without_a_task_may_do_nothing_and_is_told_why() {
        var scope = server.ambit("scope", "--principal", "agent/release-bot");

        assertThat(scope.out()).contains("may open    deploy",
                "between     `Agent::\"release-bot\"` has no task under way");
    }

    @Test
    void a_program_is_told_as_json_and_a_mistake_has_its_exit_code() {
        assertThat(server.ambit("scope", "month-end", "--json").out()).contains("\"depending_on_call\":[\"billing\"]");
        assertThat(server.ambit("scope", "nowhere").exitCode()).isEqualTo(1);
        assertThat(Ambit.run("scope").exitCode()).isEqualTo(2);
    }
}
