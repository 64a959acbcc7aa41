package dev.ambit.server.pap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.server.Directory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What calls itself a runtime access profile and is a static role.
class StaticRoleTest {
    private static final String PROFILE = "profiles/review.yaml";

    @TempDir
    private Path temp;
    private Directory directory;

    @BeforeEach
    void begin_with_a_valid_directory() {
        directory = Directory.whole(temp);
    }

    @Test
    void a_static_role_is_refused_with_each_reason_named() {
        directory.without("tests/review.yaml").with(PROFILE, """
            profile: helper
            purpose: Whatever the helper needs.
            owner: group:devex
            pattern: just-in-time
            inputs:
              level: Long
            allows: |
              permit (principal, action, resource);
            approvals:
              - for: action == Action::"write"
                by: group:devex
            credentials:
              code-host: { broker: code-host-app }
            """);

        assertThat(refusal()).isEqualTo(
                """
            1:10 no-end: a task of profile `helper` has no end. Say after how long it is over at the latest, such as `limits: { duration: 2h }`
            1:10 unbounded-principals: profile `helper` does not say who may use it. Name them, as `for: [ 'Agent::"code-reviewer"' ]`; a group is enough
            6:3 unused-input: nothing in profile `helper` hangs on input `level`. Bind what is allowed to it, or remove it
            8:3 wildcard-permit: permit `helper#1` is for every action on every resource. Name the actions, and bind the resource to the task: `resource in inputs.NAME`
            8:3 no-condition: permit `helper#1` hangs on nothing but time. Bind it to the task's inputs or to a signal, or give the profile a `lasts-while`
            10:10 endless-approval: an approval by profile `helper` never expires. Say how long it is good, as `grants: { uses: 1, within: 10m }`
            13:3 endless-credential: credential `code-host` has no `ttl`. Say how long one lives, such as `ttl: 10m`""");
    }

    @Test
    void a_role_that_was_chosen_to_stand_is_warned_of_where_it_does() throws InvalidInput {
        directory.without("tests/review.yaml").with(PROFILE, """
            profile: helper
            purpose: What the helper may always do.
            owner: group:devex
            pattern: coarse
            for: [ 'Agent::"bot"' ]
            allows: |
              permit (principal, action, resource);
            """);

        assertThat(ReleaseDirectory.load(directory.path()).warnings()).extracting(Diagnostic::code).contains(
                "no-end", "wildcard-permit", "no-condition");
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '¦', quoteCharacter = '~', textBlock = """
        duration: 2h ¦ duration: 30d ¦ 11:13 long-task: a task of profile `review` may last 30 days, the limit is 7. What goes on for longer is several tasks, each opened for its reason
        limits:      ¦ approvals: [ { for: 'true', by: group:devex, grants: { within: 2d } } ]\\nlimits: ¦ 10:64 long-approval: an approval is good for longer than the task it is given in. Ask again when it is needed again
        limits:      ¦ credentials: { host: { broker: app, ttl: 3h } }\\nlimits: ¦ 10:42 credential-outlives-task: credential `host` lives longer than its task. Shorten it: another is lent when it is needed
        limits:      ¦ lasts-while: signals.frozen == false\\nlimits: ¦ 10:14 signal-without-purpose: signal `frozen` is not for the purposes of profile `review`. It may be read for `safety`: name one of them under `purposes`, or do without the signal
        """)
    void a_disguise_is_told(String old, String next, String told) {
        directory.changed(PROFILE, old, next.replace("\\n", "\n"));

        assertThat(refusal()).contains(told);
    }

    @Test
    void every_rule_is_explained() throws IOException {
        var docs = Files.readString(Path.of(System.getProperty("ambit.root", "..")).resolve("docs/lint.md"));

        assertThat(List.of("no-end", "long-task", "no-condition", "wildcard-permit", "unbounded-principals",
                "endless-approval", "long-approval", "endless-credential", "credential-outlives-task", "unused-input",
                "signal-without-purpose", "forbid-open-to-loss", "undeclared-widening", "condition-open-to-loss"))
                .allSatisfy(rule -> assertThat(docs).contains("## `" + rule + "`"));
    }

    /// What signals may do, by what is written and what the catalogue says.
    @ParameterizedTest(name = "{2}: {3}")
    @CsvSource(delimiter = '¦', quoteCharacter = '~', textBlock = """
        profiles/review.yaml ¦ resource in inputs.repo ¦ resource in inputs.repo && !(context.signals has frozen) ¦
        profiles/review.yaml ¦ resource in inputs.repo ¦ context.signals has frozen ¦ undeclared-widening
        profiles/review.yaml ¦ signals.pull.state == "open" ¦ signals.frozen ¦ undeclared-widening
        profiles/review.yaml ¦ signals.pull.state == "open" ¦ (signals has pull) == false ¦ condition-open-to-loss
        signals.yaml ¦ fresh-for: 7m ¦ sensitive: false ¦ loss-without-freshness
        guardrails/frozen.cedar ¦ context.signals has frozen ¦ context.signals has frozen && context.signals.frozen ¦ undeclared-widening
        """)
    void a_signal_that_may_only_narrow_cannot_widen(String file, String old, String next, String code) {
        directory.changed("profiles/review.yaml", "owner:", "purposes: [ review, safety ]\nowner:")
                .changed("profiles/review.yaml", "action == Action::\"read\"", "action")
                .changed(file, old, next);

        var codes = findings().stream().filter(Diagnostic::isError).map(Diagnostic::code).collect(Collectors.toSet());
        if (code == null) {
            assertThat(codes).isEmpty();
        } else {
            assertThat(codes).contains(code);
        }
    }

    private List<Diagnostic> findings() {
        try {
            return ReleaseDirectory.load(directory.path()).warnings();
        } catch (InvalidInput refused) {
            return refused.diagnostics();
        }
    }

    private String refusal() {
        var refused = catchThrowableOfType(InvalidInput.class, () -> ReleaseDirectory.load(directory.path()));
        return refused.diagnostics().stream().filter(mistake -> mistake.source().name().endsWith(PROFILE)).filter(
                Diagnostic::isError).map(mistake -> "%d:%d %s: %s. %s".formatted(mistake.line(), mistake.column(),
                        mistake.code(), mistake.message(), mistake.help().orElseThrow())).collect(Collectors.joining(
                                "\n"));
    }
}
