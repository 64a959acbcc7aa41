package dev.ambit.server.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.server.Directory;
import dev.ambit.server.cli.Ambit;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {
    @TempDir
    private Path temp;
    private Directory before;
    private Directory after;

    @BeforeEach
    void begin_with_two_directories_that_are_alike() {
        before = Directory.whole(temp.resolve("old"));
        after = Directory.whole(temp.resolve("new"));
    }

    @Test
    void the_same_files_elsewhere_are_the_same_release() {
        assertThat(diff()).isEqualTo(new Ambit(0, "the same release\n", ""));
    }

    @Test
    void a_comment_makes_another_release_that_says_the_same() {
        after.changed("signals.yaml", "signals:", "# why\nsignals:");

        assertThat(diff()).isEqualTo(new Ambit(0, "another release that says the same\n", ""));
    }

    @Test
    void what_changes_is_told_and_which_answers_with_it() {
        after.changed("profiles/review.yaml", "duration: 2h", "duration: 1h")
                .changed("profiles/review.yaml", "resource in inputs.repo", "resource == inputs.pull");

        assertThat(diff()).isEqualTo(new Ambit(1, """
            ~ policy reads
              - @id("reads")
              - permit (principal, action == Action::"read", resource)
              - when { resource in context.task.inputs.repo };
              + @id("reads")
              + permit (principal, action == Action::"read", resource)
              + when { resource == context.task.inputs.pull };
            ~ profile review, duration
              - PT2H
              + PT1H
            answer reads: deny, was permit
            2 changes, 1 changed answer
            """, ""));
    }

    @Test
    void a_program_gets_the_same_as_json() {
        after.changed("profiles/review.yaml", "duration: 2h", "duration: 1h");

        assertThat(Ambit.run("policy", "diff", "--json", before.path(), after.path()).out()).contains("""
              "changes": [
                {
                  "what": "profile review, duration",
                  "before": "PT2H",
                  "after": "PT1H"
                }
              ],
              "answers": []
            """);
    }

    private Ambit diff() {
        return Ambit.run("policy", "diff", before.path(), after.path());
    }
}
