package dev.ambit.server.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.server.cli.Ambit;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The demo, as somebody sees it who has just cloned this. The server is a process of its own.
class DemoTest {
    @TempDir
    private Path empty;

    @Test
    void every_answer_of_the_story_is_as_expected_and_it_is_as_wide_as_a_terminal() {
        var run = Ambit.run("demo", "--exit", "--policies", Ambit.file("examples/acme"));

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("(P1)", "(P2)", "(P5)", "(P6)", "(C6)", "(G1)", "(X5)", "(X6)",
                "answers were as expected").doesNotContain("NOT AS EXPECTED", "\u001b[");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 90);
    }

    @Test
    void a_directory_that_the_server_refuses_is_told_in_its_words() {
        var run = Ambit.run("demo", "--exit", "--policies", empty);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("the server did not start:\n").contains("schema");
    }

    @Test
    void a_directory_that_is_not_there_is_named() {
        assertThat(Ambit.run("demo", "--policies", empty.resolve("none")).err()).startsWith(
                "error: there is no directory");
    }
}
