package dev.ambit.server.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.server.Directory;
import dev.ambit.server.cli.Ambit;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCommandTest {
    @TempDir
    private Path temp;
    private Directory directory;

    @BeforeEach
    void begin_with_a_valid_directory() {
        directory = Directory.whole(temp);
    }

    @Test
    void the_example_directory_answers_as_expected_and_every_policy_is_tested() {
        assertThat(Ambit.run("policy", "test", "--covered", Ambit.file("examples/acme"))).isEqualTo(new Ambit(0, """
            45 tests, all as expected; 18 of 18 policies decided one
            """, ""));
    }

    @Test
    void what_came_out_otherwise_is_shown_beside_what_was_expected() {
        directory.changed("profiles/review.yaml", "resource in inputs.repo", "resource == inputs.pull");

        assertThat(test()).isEqualTo(new Ambit(1, """
            acme/tests/review.yaml:7: failed: reads
                expected  permit because reads
                answered  deny
                          not-permitted: no policy of profile `review` permits `Action::"read"` on `Repo::"site"`
            acme/guardrails/frozen.cedar:1: untested: policy `not-while-frozen` decided no test
            acme/profiles/review.yaml:13: untested: policy `reads` decided no test
            1 test, 1 not as expected; 0 of 2 policies decided one
            """, ""));
    }

    @Test
    void the_right_answer_for_another_reason_is_not_as_expected() {
        directory.changed("tests/review.yaml", "because: [ reads ]", "because: [ writes ]");

        assertThat(test().out()).startsWith("""
            acme/tests/review.yaml:7: failed: reads
                expected  permit because writes
                answered  permit
                          permitted: policy `reads` permits it
            """);
    }

    @Test
    void a_policy_that_decided_nothing_counts_only_where_that_was_asked_for() {
        assertThat(test().exitCode()).isZero();
        assertThat(test("--covered").exitCode()).isEqualTo(1);
    }

    @Test
    void a_program_gets_the_same_as_json() {
        assertThat(test("--json").out()).isEqualTo("""
            {
              "ok": true,
              "tests": [
                {
                  "test": "reads",
                  "file": "acme/tests/review.yaml",
                  "line": 7,
                  "ok": true,
                  "expected": "permit",
                  "because": [
                    "reads"
                  ],
                  "answered": "permit",
                  "reasons": [
                    "permitted: policy `reads` permits it"
                  ]
                }
              ],
              "policies": 2,
              "untested": [
                "not-while-frozen"
              ]
            }
            """);
    }

    @Test
    void a_directory_with_mistakes_is_not_tested() {
        directory.changed("profiles/review.yaml", "limits:", "limit:");

        assertThat(test().exitCode()).isEqualTo(1);
        assertThat(test().err()).contains("unknown-key", "Did you mean `limits`?");
    }

    @Test
    void a_directory_without_profiles_has_nothing_to_test() {
        assertThat(Ambit.run("policy", "test", Directory.valid(temp.resolve("other")).path()).exitCode()).isEqualTo(2);
    }

    private Ambit test(String... options) {
        var arguments = new Object[options.length + 3];
        arguments[0] = "policy";
        arguments[1] = "test";
        arguments[2] = directory.path();
        System.arraycopy(options, 0, arguments, 3, options.length);
        return Ambit.run(arguments).in(temp);
    }
}
