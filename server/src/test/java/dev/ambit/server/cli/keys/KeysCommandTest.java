package dev.ambit.server.cli.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.server.cli.Ambit;
import dev.ambit.server.cli.frame.ExitCode;
import dev.ambit.server.pdp.caller.Callers;
import dev.ambit.server.pdp.caller.CallersFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysCommandTest {
    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("callers.json");
    }

    private Ambit keys(String command, Object... arguments) {
        var words = new Object[arguments.length + 4];
        words[0] = "keys";
        words[1] = command;
        words[2] = "--file";
        words[3] = file();
        System.arraycopy(arguments, 0, words, 4, arguments.length);
        return Ambit.run(words);
    }

    @Test
    void a_key_is_shown_once_works_and_is_gone_once_it_is_revoked() throws Exception {
        var made = keys("create", "--name", "gateway", "--role", "enforcement-point");
        var key = made.out().strip();
        var id = key.substring(6, 16);

        assertThat(made.exitCode()).isZero();
        assertThat(made.err()).contains("the only time", id);
        assertThat(new Callers(new CallersFile(file()).read()).withKey(key)).isPresent();
        assertThat(keys("list").out()).contains(id, "gateway", "enforcement-point").doesNotContain(key);

        assertThat(keys("revoke", id).exitCode()).isZero();
        assertThat(new Callers(new CallersFile(file()).read()).withKey(key)).isEmpty();
        assertThat(keys("revoke", id).exitCode()).isEqualTo(1);
    }

    @Test
    void an_agent_is_listed_with_the_principal_it_is() {
        assertThat(keys("create", "--name", "a", "--role", "agent", "--principal", "Agent::\"code-reviewer\"")
                .exitCode())
                .isZero();
        assertThat(keys("list", "--json").out()).contains("\"principal\": \"Agent::\\\"code-reviewer\\\"\"");
    }

    @Test
    void a_certificate_is_listed_by_its_name() {
        assertThat(keys("create", "--name", "g", "--role", "operator,auditor", "--certificate", "URI:spiffe://acme/g")
                .out())
                .startsWith("listed as ");
        assertThat(keys("list").out()).contains("operator,auditor", "URI:spiffe://acme/g");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            --name g --role enforcement-pont                | Did you mean `enforcement-point`?
            --name g --role agent                           | both the role agent and the principal
            --name g --role auditor --principal A::"a"      | both the role agent and the principal
            --name g --role agent --principal nobody        | nobody
            --name g --role operator --certificate CN=g     | is not `URI:
            --name ! --role operator                        | is not a name
            """)
    void what_makes_no_sense_is_refused(String arguments, String words) {
        var run = keys("create", (Object[]) arguments.split(" "));

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains(words);
    }
}
