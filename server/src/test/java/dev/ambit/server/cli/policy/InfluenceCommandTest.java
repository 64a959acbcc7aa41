package dev.ambit.server.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.server.Directory;
import dev.ambit.server.cli.Ambit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InfluenceCommandTest {
    @TempDir
    private Path temp;
    private Directory directory;

    @BeforeEach
    void begin_with_a_directory_without_mistakes() {
        directory = Directory.valid(temp);
    }

    @Test
    void a_forbid_that_the_loss_of_an_input_switches_off_is_named_with_its_place() {
        openForbid();

        assertThat(influence("--input", "context.risk", "--move", "appear", "--move", "disappear")).isEqualTo(
                new Ambit(0, """
            Action::"read" on Repo
                            appears     disappears
              context.risk  narrows     widens

            Why
              narrows: forbid `no-risk` begins to apply when `context.risk` appears: `context has risk` is false before \
            and true after
                at acme/guardrails/risk.cedar:3:8
              widens: forbid `no-risk` no longer applies when `context.risk` disappears: `context has risk` is true before \
            and false after
                at acme/guardrails/risk.cedar:3:8

            Losing one of these widens what is allowed, so each must be known:
              context.risk, for Action::"read" on Repo
            `ambit policy check` shows which forbids are open to that, and how to close them.
            """, ""));
    }

    @Test
    void a_reason_is_told_once_for_all_actions_it_holds_for() {
        directory.with("risk.cedar", """
            forbid (principal, action, resource) unless { context has risk };
            permit (principal, action, resource);
            """);

        assertThat(influence("--input", "context.risk", "--move", "appear").out()).isEqualTo("""
            Action::"read" on Repo
                            appears
              context.risk  widens

            Action::"write" on Repo
                            appears
              context.risk  widens

            Why
              widens: forbid `risk#1` no longer applies when `context.risk` appears: `context has risk` is false before and \
            true after
                at acme/risk.cedar:1:47
            """);
    }

    @Test
    void without_a_wish_there_is_a_table_without_reasons() {
        openForbid();

        assertThat(influence()).isEqualTo(new Ambit(0, """
            Action::"read" on Repo
                            appears     disappears  increases   changes
              context.risk  narrows     widens      narrows     both

            Losing one of these widens what is allowed, so each must be known:
              context.risk, for Action::"read" on Repo
            `ambit policy check` shows which forbids are open to that, and how to close them.
            """, ""));
    }

    @Test
    void a_forbid_that_holds_without_its_input_is_not_open_to_loss() {
        directory.with("guardrails/risk.cedar", """
            forbid (principal, action == Action::"read", resource)
            unless { context has risk && context.risk <= 70 };
            """);

        assertThat(influence().out()).endsWith("\nLosing an input widens nothing.\n");
    }

    @Test
    void only_moves_that_were_asked_for_are_told() {
        openForbid();

        assertThat(influence("--move", "appear", "--move", "increase").out()).isEqualTo("""
            Action::"read" on Repo
                            appears    increases
              context.risk  narrows    narrows
            """);
    }

    @Test
    void an_input_that_no_policy_reads_changes_nothing() {
        assertThat(influence("--input", "context.risk").out()).isEqualTo("""
            No input can change an answer.
            Losing an input widens nothing.
            """);
    }

    @Test
    void an_input_that_the_schema_requires_is_not_lost() {
        directory.with("schema.cedarschema", """
            entity Team;
            entity Agent in [Team] = { level: Long };
            entity Repo = { owner: Team };
            action read appliesTo { principal: [Agent], resource: [Repo], context: { signals: { risk?: Long } } };
            """).with("risk.cedar", """
            forbid (principal, action, resource) unless { context.signals has risk && context.signals.risk <= 70 };
            """);

        assertThat(influence().out()).isEqualTo("""
            Action::"read" on Repo
                                    appears     disappears  increases   changes
              context.signals       -           -           narrows     both
              context.signals.risk  widens      narrows     narrows     both

            Losing an input widens nothing.
            """);
    }

    @Test
    void attributes_of_entities_are_inputs_too() {
        directory.with("level.cedar",
                "permit (principal, action == Action::\"write\", resource) when { principal.level > 2 };");

        assertThat(influence("--input", "principal.level", "--move", "increase").out()).startsWith("""
            Action::"write" on Repo
                               increases
              principal.level  widens
            """);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        context.riks    | no request has `context.riks`: the schema does not know `riks`           | Did you mean `risk`?
        resource.x      | no request has `resource.x`: the schema does not know `x`                | There are: owner
        context         | `context` is no input                | An input is a path of attributes: `context.signals.risk`
        principal == 1  | `principal == 1` is no input         | An input is a path of attributes: `context.signals.risk`
        """)
    void an_input_is_held_to_the_schema(String input, String message, String help) {
        var run = influence("--input", input);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("--input:1:1: error: " + message + " [").contains("  help: " + help + "\n");
    }

    @Test
    void a_move_that_is_none_is_told_with_those_that_are() {
        assertThat(influence("--move", "dissapear").err()).contains(
                "`dissapear` is no move. Did you mean `disappear`?");
        assertThat(influence("--move", "x").err()).contains(
                "`x` is no move. Moves are: appear, disappear, increase, change, any");
    }

    @Test
    void a_program_gets_the_same_as_json() {
        openForbid();

        assertThat(influence("--json", "--move", "disappear").out()).startsWith("""
            {
              "ok": true,
              "assumption": "typed-inputs",
              "rows": [
                {
                  "action": "Action::\\"read\\"",
                  "resource": "Repo",
                  "input": "context.risk",
                  "moves": {
                    "disappear": {
                      "widens": [
                        {
                          "policy": "no-risk",
            """).contains("""
              "mustKnow": [
                {
                  "action": "Action::\\"read\\"",
                  "resource": "Repo",
                  "inputs": [
                    "context.risk"
                  ]
                },
            """);
    }

    @Test
    void a_directory_with_mistakes_is_refused_and_nothing_is_analysed() {
        directory.with("a.cedar", "permit (principal, action, resource) when { context.riks > 1 };");

        var answer = influence();

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).contains("Did you mean `risk`?");
    }

    private void openForbid() {
        directory.with("guardrails/risk.cedar", """
            @id("no-risk")
            forbid (principal, action == Action::"read", resource)
            when { context has risk && context.risk > 70 };
            """);
    }

    private Ambit influence(String... options) {
        var arguments = new ArrayList<Object>(List.of("policy", "influence", directory.path()));
        arguments.addAll(List.of(options));
        return Ambit.run(arguments.toArray()).in(temp);
    }
}
