package dev.ambit.server.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.server.Directory;
import dev.ambit.server.cli.Ambit;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainCommandTest {
    @TempDir
    private Path temp;
    private Directory directory;

    @BeforeEach
    void begin_with_one_team_one_agent_and_one_repository() {
        directory = Directory.valid(temp).with("entities.json", """
            [
              { "uid": { "type": "Team", "id": "devex" }, "attrs": {}, "parents": [] },
              { "uid": { "type": "Agent", "id": "bot" }, "attrs": { "level": 3 }, "parents": [{ "type": "Team", "id": "devex" }] },
              { "uid": { "type": "Repo", "id": "site" }, "attrs": { "owner": { "type": "Team", "id": "devex" } }, "parents": [] }
            ]
            """);
    }

    @Test
    void an_allow_names_its_permits_and_what_it_hung_on() {
        assertThat(explain("read")).isEqualTo(new Ambit(0, """
            allow: permit `readers` applies
              Agent::"bot" asks Action::"read" of Repo::"site"

            readers, acme/readers.cedar:1
              @id("readers")
              permit (principal, action == Action::"read", resource)
              when { principal in resource.owner };

            Read (* had it been otherwise, so would be the answer)
            * resource.owner  = Team::"devex"; deny without it or with another Team
            * principal       is in Team::"devex"; deny in none
            """, ""));
    }

    @Test
    void a_deny_by_a_forbid_names_the_forbid_and_what_would_have_lifted_it() {
        directory.with("risk.cedar", """
            @id("no-risk")
            forbid (principal, action, resource)
            unless { context has risk && context.risk <= 70 };
            """);

        assertThat(explain("read")).isEqualTo(new Ambit(0, """
            deny: forbid `no-risk` applies
              Agent::"bot" asks Action::"read" of Repo::"site"

            no-risk, acme/risk.cedar:1
              @id("no-risk")
              forbid (principal, action, resource)
              unless { context has risk && context.risk <= 70 };

            Read (* had it been otherwise, so would be the answer)
            * context.risk    is not there; allow with 0
              resource.owner  = Team::"devex"
              principal       is in Team::"devex"
            """, ""));
    }

    @Test
    void a_deny_for_want_of_a_permit_shows_the_nearest_and_what_they_wanted() {
        directory.with("writers.cedar", """
            @id("a") permit (principal == Agent::"root", action == Action::"write", resource) when { context has risk };
            @id("b") permit (principal, action == Action::"write", resource)
              when { principal.level > 1 && context.risk < 50 && context.risk > 0 };
            @id("c") permit (principal, action in [Action::"write"], resource is Repo)
              when { principal.level == 3 } unless { resource.owner == Team::"devex" };
            @id("d") permit (principal in Team::"ops", action == Action::"write", resource == Repo::"x");
            """.replace("context.risk < 50", "context has risk && context.risk < 50"));

        assertThat(explain("write").out()).startsWith("""
            deny: no permit applies
              Agent::"bot" asks Action::"write" of Repo::"site"

            Nearest permits, and what they wanted
              b, acme/writers.cedar:2
                not met: context has risk
              c, acme/writers.cedar:4
                not met: unless { resource.owner == Team::"devex" }
              a, acme/writers.cedar:1
                not met: principal == Agent::"root"
                not met: context has risk
              and 1 more

            Read (""");
    }

    @Test
    void where_no_permit_is_for_the_action_that_is_said() {
        assertThat(explain("write").out()).isEqualTo("""
            deny: no permit applies
              Agent::"bot" asks Action::"write" of Repo::"site"

            No permit is for this action

            Read nothing of the entities or the context
            """);
    }

    @Test
    void a_policy_that_failed_is_named_with_the_reason() {
        directory.with("sum.cedar", """
            @id("sum")
            forbid (principal, action, resource) when { principal.level + 9223372036854775807 > 0 };
            """);

        assertThat(explain("read").out()).contains("""

            Failed to evaluate, and so did not count
              sum, acme/sum.cedar:2:45:\s""");
        assertThat(explain("read", "--json").out()).contains("\"kind\": \"overflow\"");
    }

    @Test
    void somebody_nothing_is_known_of_is_noted_with_who_was_perhaps_meant() {
        assertThat(Ambit.run(arguments("Agent::\"bott\"", "read", "Repo::\"site\"")).out()).contains(
                "  note: Agent::\"bott\" is not in entities.json. Did you mean Agent::\"bot\"?\n");
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        Agent::"bot" | Action::"raed"  | Repo::"site" | {}             | --action | action `Action::"raed"` is not in the schema | Did you mean `Action::"read"`?
        Agent::"bot" | read            | Repo::"site" | {}             | --action | `read` is no entity | Did you mean --action 'Action::"read"'?
        Agent::bot   | Action::"read"  | Repo::"site" | {}             | --principal | `Agent::bot` is no entity | Did you mean --principal 'Agent::"bot"'?
        Agent:"x"    | Action::"read"  | Repo::"site" | {}             | --principal | `Agent:"x"` is no entity | Write its type and its id, in single quotes for the shell: --principal 'Type::"id"'
        Agent::"bot" | Action::"read"  | Repp::"site" | {}             | --resource | action `Action::"read"` has no resource of type `Repp` | Did you mean `Repo`?
        Team::"x"    | Action::"read"  | Repo::"site" | {}             | --principal | action `Action::"read"` has no principal of type `Team` | It has: `Agent`
        Agent::"bot" | Action::"read"  | Repo::"site" | {"riks": 3}    | --context | the context has the attribute `riks`, which the schema does not know | Did you mean `risk`?
        """)
    void a_request_is_held_to_the_schema(String principal, String action, String resource, String context,
            String where, String message, String help) {
        var run = Ambit.run("policy", "explain", directory.path(), "--principal", principal, "--action", action,
                "--resource", resource, "--context", context);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith(where + ":1:").contains("error: " + message + " [", "  help: " + help + "\n");
    }

    @Test
    void everything_wrong_with_a_request_is_told_at_once() {
        var run = Ambit.run("policy", "explain", directory.path(), "--principal", "x", "--action", "y", "--resource",
                "z", "--context", "{");

        assertThat(run.err()).contains("--principal:1:1", "--action:1:1", "--resource:1:1", "--context:1:2",
                "4 errors");
    }

    @Test
    void an_action_that_is_only_a_group_is_none_to_ask_for() {
        directory.with("schema.cedarschema", """
            entity Agent, Repo;
            action all;
            action read in [all] appliesTo { principal: Agent, resource: Repo };
            """).without("entities.json").with("readers.cedar", "permit (principal, action, resource);");

        assertThat(explain("all").err()).contains("action `Action::\"all\"` is only a group of actions",
                "help: Ask for one of those in it: `Action::\"read\"`");
    }

    @Test
    void the_context_comes_from_a_file_or_from_the_standard_input() {
        directory.with("../context.json", "{\"risk\": 5}")
                .with("risk.cedar",
                        "permit (principal, action, resource) when { context has risk && context.risk == 5 };");
        var before = System.in;
        try {
            System.setIn(new ByteArrayInputStream("{\"risk\": 5}".getBytes(StandardCharsets.UTF_8)));

            assertThat(explain("write", "--context", "-").out()).startsWith("allow:");
        } finally {
            System.setIn(before);
        }
        assertThat(explain("write", "--context", temp.resolve("context.json").toString()).out()).startsWith("allow:");
        assertThat(explain("write", "--context", temp.resolve("contxt.json").toString()).err()).startsWith(
                "contxt.json: error: there is no file `contxt.json`");
    }

    @Test
    void the_scope_of_a_principal_is_all_it_may_do_and_while_what_holds() {
        directory.with("writers.cedar", """
            @id("writers") permit (principal, action == Action::"write", resource) when { context has risk && context.risk < 50 };
            """);

        assertThat(scope()).isEqualTo(new Ambit(0, """
            Agent::"bot"
              may Action::"read" on any Repo while Agent::"bot" in resource.owner, because readers
              may Action::"write" on any Repo while context.risk < 50, because writers
            """, ""));
        assertThat(scope("--context", "{\"risk\": 60}").out()).doesNotContain("write");
        assertThat(scope("--action", "Action::\"write\"").out()).doesNotContain("read");
        assertThat(scope("--within", "Repo::\"site\"").out()).startsWith(
                "Agent::\"bot\" within Repo::\"site\"\n  may ");
        assertThat(scope("--within", "Team::\"devex\"").out()).as("no repository is in a team").isEqualTo(
                "Agent::\"bot\" within Team::\"devex\" may do nothing\n");
        assertThat(scope("--json", "--action", "Action::\"write\"").out()).startsWith("""
            {
              "ok": true,
              "scope": {
                "principal": {""");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        --scope --resource x       | `--scope` asks for all resources: name a group of them with `--within`
        --action x --resource x --within x | `--within` is for `--scope`
        --action x                 | `--action` and `--resource` say what is asked for, or `--scope` asks for everything
        """)
    void it_is_either_one_request_or_the_whole_scope(String options, String told) {
        var arguments = new ArrayList<Object>(List.of("policy", "explain", directory.path(), "--principal", "x"));
        arguments.addAll(List.of(options.split("\\s+")));

        assertThat(Ambit.run(arguments.toArray())).isEqualTo(
                new Ambit(2, "", "error: %s\nSee `ambit policy explain --help`\n".formatted(told)));
    }

    private Ambit scope(String... more) {
        var arguments = new ArrayList<Object>(List.of("policy", "explain", directory.path(), "--scope", "--principal",
                "Agent::\"bot\""));
        arguments.addAll(List.of(more));
        return Ambit.run(arguments.toArray());
    }

    @Test
    void a_program_gets_the_same_as_json() {
        directory.with("risk.cedar",
                "permit (principal, action == Action::\"write\", resource) when { context.risk > 0 };"
                        .replace("context.risk", "context has risk && context.risk"));

        assertThat(explain("write", "--json")).isEqualTo(new Ambit(0, """
            {
              "ok": true,
              "decision": "deny",
              "request": {
                "principal": "Agent::\\"bot\\"",
                "action": "Action::\\"write\\"",
                "resource": "Repo::\\"site\\""
              },
              "unknown": [],
              "determining": [],
              "failed": [],
              "nearest": [
                {
                  "id": "risk#1",
                  "effect": "permit",
                  "file": "acme/risk.cedar",
                  "line": 1,
                  "column": 1,
                  "unmet": [
                    {
                      "text": "context has risk"
                    }
                  ]
                }
              ],
              "inputs": [
                {
                  "path": "context.risk",
                  "absent": "no-such-name",
                  "decisive": true,
                  "ifAbsent": "keeps",
                  "ifDifferent": "changes",
                  "example": "1"
                }
              ]
            }
            """, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--json"})
    void a_directory_with_errors_is_refused_before_anything_is_decided(String json) {
        directory.with("bad.cedar", "nonsense");

        var run = json.isEmpty() ? explain("read") : explain("read", json);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(json.isEmpty() ? run.err() : run.out()).contains("`nonsense` is no effect");
        assertThat(json.isEmpty() ? run.out() : run.err()).isEmpty();
    }

    private Ambit explain(String action, String... more) {
        var arguments = new ArrayList<>(List.of(arguments("Agent::\"bot\"", action, "Repo::\"site\"")));
        arguments.addAll(List.of(more));
        return Ambit.run(arguments.toArray()).in(temp);
    }

    private Object[] arguments(String principal, String action, String resource) {
        return new Object[] {
            "policy", "explain", directory.path(), "--principal", principal, "--action", "Action::\"%s\"".formatted(
                    action),
            "--resource", resource};
    }
}
