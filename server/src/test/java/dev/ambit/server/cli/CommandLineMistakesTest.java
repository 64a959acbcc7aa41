package dev.ambit.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineMistakesTest {

    @ParameterizedTest(name = "ambit {0}")
    @CsvSource(delimiter = '|', textBlock = """
        polcy check              | error: unknown command `polcy`. Did you mean `policy`? | ambit
        policy chekc x           | error: unknown command `chekc`. Did you mean `check`?  | ambit policy
        policy check             | error: `DIR` is missing                                | ambit policy check
        policy check --jsn x     | error: unknown option `--jsn`. Did you mean `--json`?  | ambit policy check
        policy check no/such     | error: there is no `no/such`                           | ambit policy check
        policy check pom.xml     | error: `pom.xml` is a file, not a directory            | ambit policy check
        policy check pom.xm      | error: there is no `pom.xm`. Did you mean `pom.xml`?   | ambit policy check
        policy check a b         | error: unknown argument `b`                            | ambit policy check
        policy explain x         | error: `--principal` is missing                        | ambit policy explain
        policy format --stdout x y | error: `--stdout` is for one file                    | ambit policy format
        policy format --stdout --check x | error: `--stdout` stands alone: it prints the policies, no report | ambit policy format
        policy format a.cedar.json | error: there is no `a.cedar.json`                    | ambit policy format
        """)
    void a_mistake_is_named_and_help_is_near(String arguments, String told, String helper) {
        assertThat(Ambit.run((Object[]) arguments.split(" "))).isEqualTo(
                new Ambit(2, "", "%s\nSee `%s --help`\n".formatted(told, helper)));
    }

    @Test
    void a_group_without_a_command_shows_what_commands_there_are() {
        var run = Ambit.run("policy");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("error: no command given\nUsage: ambit policy [-hV] COMMAND\n")
                .contains("  check ", "  explain ", "  format ");
    }

    @ParameterizedTest
    @CsvSource({"check", "explain", "format"})
    void every_command_shows_an_example_in_its_help(String command) {
        var run = Ambit.run("policy", command, "--help");

        assertThat(run.exitCode()).isEqualTo(0);
        assertThat(run.out()).contains("Exit codes:", "Example:\n  ambit policy " + command + " ");
    }
}
