package dev.ambit.server.cli.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.server.cli.Ambit;
import dev.ambit.server.cli.RunningServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tasks and questions as somebody at a terminal works with them, against a whole server.
class TaskAndAskTest {
    private static final String CUSTOMER = "customer=Customer::\"c-17\"";

    @TempDir
    private static Path directory;

    private static RunningServer server;

    @BeforeAll
    static void serve() throws Exception {
        // Without it, calls of an API do not hang on a signal that nobody sends here.
        server = RunningServer.without("guardrails/changes.cedar", directory);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static Ambit open(String id, Object... more) {
        var words = new Object[more.length + 10];
        var fixed = new Object[] {"task", "open", "--id", id, "--profile", "invoicing", "--principal",
            "agent/month-end", "--input", CUSTOMER};
        System.arraycopy(fixed, 0, words, 0, fixed.length);
        System.arraycopy(more, 0, words, fixed.length, more.length);
        return server.ambit(words);
    }

    private static Ambit ask(String task, String api, Object... more) {
        var words = new Object[more.length + 9];
        var fixed = new Object[] {"ask", "--task", task, "--action", "api:call", "--resource", "api/" + api, "--with",
            CUSTOMER};
        System.arraycopy(fixed, 0, words, 0, fixed.length);
        System.arraycopy(more, 0, words, fixed.length, more.length);
        return server.ambit(words);
    }

    @Test
    void a_task_is_opened_asked_in_and_over() {
        var opened = open("life", "--for", "10m", "--uses", "5");
        assertThat(opened.exitCode()).as(opened.err()).isZero();
        assertThat(opened.out()).startsWith("task life open\n  principal      Agent::\"month-end\"\n").contains(
                "input customer Customer::\"c-17\"");

        var permitted = ask("life", "billing");
        assertThat(permitted.out()).matches(
                "(?s)permit until \\d\\d:\\d\\d:\\d\\dZ because billing-of-one-customer\n  record d-.*");
        assertThat(permitted.exitCode()).isZero();

        var denied = ask("life", "usage");
        assertThat(denied.out()).startsWith("deny\n  ").contains("[not-permitted]", "  record d-");
        assertThat(denied.exitCode()).isEqualTo(1);

        assertThat(server.ambit("task", "complete", "life").out()).startsWith("task life ended at ");
        assertThat(ask("life", "billing").out()).contains("[task-ended]");
        assertThat(server.ambit("task", "show", "life").out()).contains("ended at ").contains("completed");
    }

    @Test
    void a_paused_task_permits_nothing_until_it_is_resumed() {
        open("pausing");

        assertThat(server.ambit("task", "pause", "pausing").out()).startsWith("task pausing paused at ");
        assertThat(ask("pausing", "billing").out()).contains("[task-paused]");
        assertThat(server.ambit("task", "resume", "pausing").out()).startsWith("task pausing open");
        assertThat(ask("pausing", "billing").exitCode()).isZero();
        assertThat(server.ambit("task", "revoke", "pausing").out()).contains("revoked");
        var again = server.ambit("task", "resume", "pausing");
        assertThat(again.err()).startsWith("error: task `pausing` ");
        assertThat(again.exitCode()).isEqualTo(1);
    }

    @Test
    void an_end_is_moved_as_far_as_the_profile_allows() {
        open("moving", "--for", "5m");

        assertThat(server.ambit("task", "extend", "moving", "--for", "20m").exitCode()).isZero();
        assertThat(server.ambit("task", "extend", "moving", "--for", "20h").exitCode()).isEqualTo(2);
    }

    @Test
    void tasks_are_listed_by_what_they_are() {
        open("listed-1");
        open("listed-2");
        server.ambit("task", "complete", "listed-2");

        assertThat(server.ambit("task", "list", "--state", "open", "--principal", "agent/month-end").out()).contains(
                "listed-1  invoicing  Agent::\"month-end\"  open\n").doesNotContain("listed-2");
        var page = server.ambit("task", "list", "--limit", "1");
        assertThat(page.out().lines()).hasSize(1);
        assertThat(page.err()).startsWith("there are more: --after ");
        assertThat(server.ambit("task", "list", "--profile", "hotfix").err()).isEqualTo("there are no such tasks\n");
    }

    @Test
    void what_cannot_be_delegated_is_refused_with_the_rule() {
        open("above");

        var below = server.ambit("task", "delegate", "above", "--profile", "usage-report", "--principal",
                "agent/month-end", "--input", CUSTOMER);

        assertThat(below.exitCode()).isEqualTo(1);
        assertThat(below.err()).startsWith("error: ").contains("above");
    }

    @Test
    void everything_wrong_with_an_opening_is_told_at_once() {
        var run = open("wrong", "--for", "soon", "--rate", "fast", "--network", "here");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("/limits/duration: ", "/limits/rate: ", "/limits/networks: ");
    }

    @Test
    void json_is_what_the_server_said() {
        open("json");

        assertThat(server.ambit("task", "show", "json", "--json").out()).startsWith("{\"id\":\"json\",\"principal\":{");
        assertThat(ask("json", "billing", "--json").out()).startsWith("{\"decision\":true,\"context\":{\"id\":\"d-");
    }

    @Test
    void the_context_is_a_file_or_stands_there() throws Exception {
        open("context");
        var json = "{\"customer\": {\"__entity\": {\"type\": \"Customer\", \"id\": \"c-17\"}}}";
        var file = Files.writeString(directory.resolve("context.json"), json);

        for (Object context : new Object[] {json, file}) {
            var run = server.ambit("ask", "--task", "context", "--action", "api:call", "--resource", "api/billing",
                    "--context", context);
            assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        }
    }

    @ParameterizedTest(name = "ambit {0}")
    @CsvSource(delimiter = '|', textBlock = """
            ask --action a --resource api/billing                    | `--task` or `--principal` says who asks
            ask --task t --action a --resource billing               | `billing` is no entity. Write its type and its id
            ask --task t --action a --resource api/b --with customer | `customer` is no NAME=VALUE
            ask --task t --action a --resource api/b --context []    | is no JSON object
            ask --task t --action a --resource api/b --with c={      | is no JSON
            task extend t                                            | either `--until` or `--for`
            task extend t --for long                                 | no length of time
            task show !                                              | is no task id
            task open --profile p                                    | `--principal` is missing
            """)
    void what_makes_no_sense_is_refused_before_anything_is_sent(String arguments, String words) {
        var run = server.ambit((Object[]) arguments.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(words);
    }
}
