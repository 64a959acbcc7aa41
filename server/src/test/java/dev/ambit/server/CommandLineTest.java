package dev.ambit.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.server.cli.AmbitCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    // The setters reach only the commands that are there already, so the broken one comes first.
    private final CommandLine ambit = AmbitCommand.commandLine()
            .addSubcommand(new Broken())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));

    @ParameterizedTest(name = "ambit {0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        --help       | 0
        --version    | 0
        ''           | 2
        --no-such    | 2
        policy       | 2
        policy --help| 0
        """)
    void a_command_line_ends_with_its_exit_code(String arguments, int exitCode) {
        assertThat(ambit.execute(arguments.isEmpty() ? new String[0] : arguments.split(" "))).isEqualTo(exitCode);
    }

    @Test
    void help_shows_the_exit_codes_and_an_example_and_no_colours_where_it_is_piped() {
        ambit.execute("--help");

        assertThat(out.toString()).contains("Exit codes:", "ambit policy check examples/acme").doesNotContain(
                "\u001b[");
    }

    @Test
    void a_mistake_of_our_own_is_an_internal_error_and_never_blamed_on_the_caller() {
        assertThat(ambit.execute("broken")).isEqualTo(3);
        assertThat(err.toString()).startsWith(
                "internal error in `ambit broken`: java.lang.IllegalStateException: planted");
    }

    @Command(name = "broken")
    static final class Broken implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("planted");
        }
    }
}
