package dev.ambit.server.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.server.Directory;
import dev.ambit.server.cli.Ambit;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckCommandTest {
    @TempDir
    private Path temp;
    private Directory directory;

    @BeforeEach
    void begin_with_a_valid_directory() {
        directory = Directory.valid(temp);
    }

    @Test
    void the_example_directory_has_nothing_wrong() {
        assertThat(Ambit.run("policy", "check", Ambit.file("examples/acme")).out()).matches("""
            examples/acme: valid, nothing wrong
              release [0-9a-f]{64}
              [1-9]\\d* profiles, [1-9]\\d* permits, [1-9]\\d* forbids, [1-9]\\d* signals, [1-9]\\d* entities, [1-9]\\d* tests
            """);
    }

    @Test
    void what_is_wrong_is_shown_where_it_stands_with_the_way_out() {
        directory.with("guardrails/risk.cedar", """
            forbid (principal, action == Action::"read", resource)
            \twhen { context.riks > 70 };
            """).with("note.txt", "");

        assertThat(check()).isEqualTo(new Ambit(1, """
            acme/guardrails/risk.cedar:2:9: error: the context of `Action::"read"` has no attribute `riks` [unknown-attribute]
                    when { context.riks > 70 };
                           ^^^^^^^^^^^^
              help: Did you mean `risk`?
            acme: refused, 1 error
            """, ""));
    }

    @Test
    void what_is_wrong_at_one_place_for_many_actions_is_told_once() {
        directory.with("a.cedar", "forbid (principal, action, resource) when { context.riks > 70 };");

        assertThat(check().out()).endsWith("acme: refused, 1 error\n");
    }

    @Test
    void warnings_are_told_and_deny_only_where_that_was_asked_for() {
        directory.with("old.cedar.bak", "").with("a.txt", "").with("b.txt", "");
        var told = """
            acme/old.cedar.bak: warning: `acme/old.cedar.bak` is not read [unread-file]
              help: Policies stand in files whose names end in `.cedar` or `.cedar.json`
            acme: valid, 1 warning
              1 permit, 0 forbids, 3 entity types, 2 actions
              note: not read: a.txt, b.txt, old.cedar.bak
            """;

        assertThat(check()).isEqualTo(new Ambit(0, told, ""));
        assertThat(check("--deny-warnings")).isEqualTo(new Ambit(1, told, ""));
    }

    @Test
    void a_forbid_that_the_loss_of_an_input_switches_off_is_a_warning_that_says_how_to_write_it() {
        directory.with("risk.cedar", """
            forbid (principal, action == Action::"read", resource)
            when { context has risk && context.risk > 70 };
            """);
        var told = """
            acme/risk.cedar:2:8: warning: forbid `risk#1` no longer applies when `context.risk` disappears: `context has risk` \
            is true before and false after [forbid-open-to-loss]
                when { context has risk && context.risk > 70 };
                       ^^^^^^^^^^^^^^^^
              help: To forbid without `context.risk` too, write `unless { context has risk && context.risk <= 70 }`
            acme: valid, 1 warning
              1 permit, 1 forbid, 3 entity types, 2 actions
            """;

        assertThat(check()).isEqualTo(new Ambit(0, told, ""));
        assertThat(check("--deny-warnings")).isEqualTo(new Ambit(1, told, ""));
    }

    @Test
    void what_is_doubtful_in_a_schema_is_a_warning() {
        directory.with("schema.cedarschema", """
            entity Team;
            entity Agent in [Team] = { level: Long, level: String };
            entity Repo = { owner: Team };
            action read appliesTo { principal: [Agent], resource: [Repo] };
            """);

        assertThat(check().out()).startsWith("""
            acme/schema.cedarschema:2:41: warning: attribute `level` is declared twice, and only the later declaration \
            counts [repeated-name]
            """).contains("acme: valid, 1 warning\n");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
        context: { risk: Long }                     | when { context.risk > 70 }                | nothing wrong
        context: { risk?: Long }                    | unless { context has risk }               | nothing wrong
        context: { risk?: Long }                    | when { context has risk }                 | 1 warning
        context: { signals: { risk: Long } }        | when { context.signals.risk > 70 }        | nothing wrong
        context: { signals: { risk?: Long } }       | when { context.signals has risk }         | 1 warning
        context: { signals?: { risk: Long } }       | when { context has signals }              | 1 warning
        """)
    void only_what_the_schema_calls_optional_can_be_lost(String context, String condition, String found) {
        directory.with("schema.cedarschema", """
            entity Agent, Repo;
            action read appliesTo { principal: [Agent], resource: [Repo], %s };
            """.formatted(context)).with("readers.cedar", "forbid (principal, action, resource) " + condition + ";");

        assertThat(check().out()).contains("acme: valid, " + found + "\n");
    }

    @Test
    void of_many_unread_files_the_first_are_named() {
        for (var i = 0; i < 8; i++) {
            directory.with("%d.txt".formatted(i), "");
        }

        assertThat(check().out()).endsWith("note: not read: 0.txt, 1.txt, 2.txt, 3.txt, 4.txt and 3 more\n");
    }

    @Test
    void a_program_gets_the_same_as_json() {
        directory.with("bad.cedar", "permit (principal, action == Action::\"read\", resource)\nwhen { context.riks };")
                .with("a.txt", "");

        assertThat(check("--json")).isEqualTo(new Ambit(1, """
            {
              "ok": false,
              "directory": "acme",
              "diagnostics": [
                {
                  "severity": "error",
                  "code": "unknown-attribute",
                  "message": "the context of `Action::\\"read\\"` has no attribute `riks`",
                  "file": "acme/bad.cedar",
                  "line": 2,
                  "column": 8,
                  "endLine": 2,
                  "endColumn": 20,
                  "help": "Did you mean `risk`?"
                }
              ]
            }
            """, ""));
        directory.without("bad.cedar");
        assertThat(check("--json")).isEqualTo(new Ambit(0, """
            {
              "ok": true,
              "directory": "acme",
              "contents": {
                "permits": 1,
                "forbids": 0,
                "templates": 0,
                "links": 0,
                "entityTypes": 3,
                "actions": 2,
                "entities": 0
              },
              "unread": [
                "a.txt"
              ],
              "diagnostics": []
            }
            """, ""));
    }

    @Test
    void what_is_missing_at_the_end_of_a_file_is_shown_behind_its_last_word() {
        directory.with("a.cedar", "permit (principal, action, resource)\n\n\n");

        assertThat(check().out()).startsWith("""
            acme/a.cedar:1:37: error: expected `when`, `unless` or `;`, found the end of the text [syntax]
                permit (principal, action, resource)
                                                    ^
            """);
    }

    @Test
    void nothing_in_a_file_can_draw_on_the_terminal() {
        directory.with("a.cedar", "permit (principal, action, resource) when { \"\u001b[2J\u202e\" == context.x };");

        assertThat(check().out()).doesNotContain("\u001b", "\u202e").contains("{ \"�[2J�\" == context.x }");
    }

    @Test
    void colours_are_for_terminals() {
        directory.with("a.cedar", "nonsense");

        assertThat(check().out()).doesNotContain("\u001b[");
        assertThat(Ambit.inColour("policy", "check", directory.path()).out()).contains("\u001b[1;31merror:\u001b[0m",
                "\u001b[1;31m^^^^^^^^\u001b[0m");
    }

    private Ambit check(String... options) {
        var arguments = new Object[options.length + 3];
        arguments[0] = "policy";
        arguments[1] = "check";
        arguments[2] = directory.path();
        System.arraycopy(options, 0, arguments, 3, options.length);
        return Ambit.run(arguments).in(temp);
    }
}
