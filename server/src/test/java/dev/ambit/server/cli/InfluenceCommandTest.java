package dev.ambit.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.server.Directory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        directory.with("guardrails/risk.cedar", """
            @id("no-risk")
            forbid (principal, action == Action::"read", resource)
            when { context has risk && context.risk > 70 };
            """);

        assertThat(influence("--input", "context.risk").out())
                .startsWith("context.risk\n  appears     narrows ")
                .contains("  disappears  widens ")
                .contains(
                        "guardrails/risk.cedar:3:8: forbid `no-risk` no longer applies when `context.risk` disappears: "
                                + "`context has risk` is true before and false after")
                .endsWith("losing one of these can widen access: context.risk\n");
    }

    @Test
    void a_forbid_that_holds_without_its_input_is_not_open_to_loss() {
        directory.with("guardrails/risk.cedar", """
            forbid (principal, action == Action::"read", resource)
            unless { context has risk && context.risk <= 70 };
            """);

        assertThat(influence("--input", "context.risk").out()).endsWith("losing an input never widens access\n");
    }

    @Test
    void an_input_that_no_policy_reads_changes_nothing() {
        assertThat(influence("--input", "context.nothing")).isEqualTo(new Ambit(0, "no input can change an answer\n",
                ""));
    }

    @Test
    void programs_are_told_every_move() {
        assertThat(influence("--json", "--input", "context.risk").out()).contains("\"assumption\": \"typed-inputs\"",
                "\"mustKnow\"");
    }

    @Test
    void a_directory_with_mistakes_is_refused_and_nothing_is_analysed() {
        directory.with("a.cedar", "permit (principal, action, resource) when { context.riks > 1 };");

        var answer = influence();

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).contains("Did you mean `risk`?");
    }

    private Ambit influence(String... options) {
        var arguments = new ArrayList<Object>(List.of("policy", "influence", directory.path()));
        arguments.addAll(List.of(options));
        return Ambit.run(arguments.toArray());
    }
}
