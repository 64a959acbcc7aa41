package dev.ambit.server.pap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.policy.About;
import dev.ambit.core.policy.Profile;
import dev.ambit.server.Directory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseDirectoryTest {
    private static final String PROFILE = "profiles/review.yaml";
    private static final String SIGNALS = "signals.yaml";

    @TempDir
    private Path temp;
    private Directory directory;

    @BeforeEach
    void begin_with_a_valid_directory() {
        directory = Directory.whole(temp);
    }

    @Test
    void a_directory_becomes_a_release() throws InvalidInput {
        var loaded = load();
        var review = loaded.release().profile("review").orElseThrow();

        assertThat(review.openers()).containsExactly(EntityUid.of("Agent", "bot"));
        assertThat(review.inputs().keySet()).containsExactly("pull", "repo");
        assertThat(review.pattern()).isEqualTo(Profile.Pattern.JUST_IN_TIME);
        assertThat(review.rules().text().policies()).containsOnlyKeys("not-while-frozen", "reads");
        assertThat(review.limits().duration()).hasToString("Optional[PT2H]");
        assertThat(review.limits().delegation()).isZero();
        assertThat(loaded.tests()).hasSize(1);
    }

    @Test
    void a_signal_is_about_the_input_of_its_type() throws InvalidInput {
        assertThat(load().release().profile("review").orElseThrow().signals()).extracting(signal -> signal.name() + " "
                + signal.about()).containsExactly(
                        "frozen " + new About.AnInput("repo"), "pull " + new About.AnInput("pull"));
    }

    @Test
    void a_signal_about_those_who_ask_is_about_the_principal_even_where_an_input_has_its_type() throws InvalidInput {
        directory.changed(SIGNALS, "about: Repo", "about: Agent").changed(PROFILE, "  repo: Repo",
                "  repo: Repo\n  who: Agent")
                .changed(PROFILE, "resource in inputs.repo", "resource in inputs.repo && principal == inputs.who");

        assertThat(load().release().profile("review").orElseThrow().signals().getFirst().about()).isEqualTo(
                About.Asked.PRINCIPAL);
    }

    @Test
    void the_signals_whose_loss_could_widen_are_found_by_action_and_type() throws InvalidInput {
        directory.changed(PROFILE, "action == Action::\"read\"", "action");
        var rules = load().release().profile("review").orElseThrow().rules();

        assertThat(rules.mustKnow(EntityUid.of("Action", "write"), "Repo")).isEqualTo(Set.of("frozen"));
        assertThat(rules.mustKnow(EntityUid.of("Action", "read"), "Repo")).isEmpty();
    }

    @Test
    void losing_what_a_task_pauses_on_must_be_known_for_everything() throws InvalidInput {
        directory.changed(PROFILE, "limits:", "pauses-when: signals.pull.state == \"odd\"\nlimits:");
        var rules = load().release().profile("review").orElseThrow().rules();

        assertThat(rules.mustKnow(EntityUid.of("Action", "read"), "Repo")).isEqualTo(Set.of("pull"));
        assertThat(rules.mustKnow(EntityUid.of("Action", "write"), "Pull")).isEqualTo(Set.of("pull"));
    }

    @Test
    void a_release_is_named_by_what_counts_in_it_and_not_by_how_it_was_checked_out() throws InvalidInput {
        var id = load().release().id();

        assertThat(id.hex()).isEqualTo("cb3586b7aa2b4c24146efa9278708d9a41b76876ecb9c0b05c61108f98a979a2");
        directory.with("signals.yaml", text(SIGNALS).replace("\n", "\r\n")).with("notes.txt", "anything");
        assertThat(load().release().id()).isEqualTo(id);
        directory.changed("tests/review.yaml", "- test: reads", "- test: reads it");
        assertThat(load().release().id()).isEqualTo(id);
        directory.changed(PROFILE, "duration: 2h", "duration: 3h");
        assertThat(load().release().id()).isNotEqualTo(id);
    }

    /// One thing is broken in a valid directory: where, what was there, what is there now, what is told.
    @ParameterizedTest(name = "{3}")
    @CsvSource(delimiter = '¦', quoteCharacter = '~', maxCharsPerColumn = 8192, textBlock = """
        profiles/review.yaml ¦ purpose:          ¦ puprose:           ¦ 2:1 unknown-key: a profile has no key `puprose`. Did you mean `purpose`?
        profiles/review.yaml ¦ duration: 2h      ¦ duration: 2 hours  ¦ 11:13 bad-duration: `2 hours` is no length of time. Write numbers and units, such as `90s`, `15m`, `1h30m` or `7d`
        profiles/review.yaml ¦ duration: 2h      ¦ duraton: 2h        ¦ 11:3 unknown-key: `limits` has no key `duraton`. Did you mean `duration`?
        profiles/review.yaml ¦ duration: 2h      ¦ networks: [ ten ]  ¦ 11:15 bad-network: `ten` is no network. Write an address and how many bits of it count, such as `10.0.0.0/8` or `2001:db8::/32`
        profiles/review.yaml ¦ duration: 2h      ¦ rate: 50 per s     ¦ 11:9 bad-rate: `50 per s` is no rate. Write permits and a unit of time, such as `50/s`, `100/m` or `5/h`
        profiles/review.yaml ¦ duration: 2h      ¦ uses: many         ¦ 11:9 bad-number: `many` is no whole number. Write a number from 1 to 1,000,000,000,000, without quotes
        profiles/review.yaml ¦ just-in-time      ¦ just-intime        ¦ 4:10 unknown-word: `just-intime` is none of the words that can stand here. Did you mean `just-in-time`?
        profiles/review.yaml ¦ Agent::"bot"      ¦ Agnt::"bot"        ¦ 5:9 unknown-type: entity type `Agnt` is not in the schema. Did you mean `Agent`?
        profiles/review.yaml ¦ Agent::"bot"      ¦ Pull::"7"          ¦ 5:9 no-principal: `Pull::"7"` is nobody who may ask for anything, and no group of such. Those who ask are of type `Agent`
        profiles/review.yaml ¦ Agent::"bot"      ¦ bot                ¦ 5:9 unknown-variable: `bot` is no variable. An attribute is reached through a variable, `context.bot`; a string stands in quotes
        profiles/review.yaml ¦ repo: Repo        ¦ repo: Rep          ¦ 7:9 unknown-type: type `Rep` is not known. Did you mean `Repo`?
        profiles/review.yaml ¦ repo: Repo        ¦ repo-x: Repo       ¦ 7:3 bad-name: a policy cannot name input `repo-x`. A name begins with a letter and has letters, digits and `_`
        profiles/review.yaml ¦ repo: Repo        ¦ repo?: Repo        ¦ 7:3 optional-input: input `repo` is optional. Remove the `?`: a task is opened with all inputs of its profile
        profiles/review.yaml ¦ inputs.repo };    ¦ inputs.rpo };      ¦ 15:22 unknown-attribute: `inputs` has no attribute `rpo`. Did you mean `repo`?
        profiles/review.yaml ¦ inputs.repo };    ¦ inputs.repo }      ¦ 15:35 syntax: expected `when`, `unless` or `;`, found the end of the text. A policy ends with `;`
        profiles/review.yaml ¦ signals.pull.state¦ signals.pul.state  ¦ 9:13 unknown-attribute: `signals` has no attribute `pul`. Did you mean `pull`?
        profiles/review.yaml ¦ signals.pull.state¦ resource.owner     ¦ 9:13 condition-on-request: a condition on a task knows no `resource`. It is about the task as a whole: `inputs`, `signals` and `principal`
        profiles/review.yaml ¦ == "open"         ¦ == 1               ¦ 9:13 incompatible-types: `==` compares different types, `String` and `Long`
        profiles/review.yaml ¦ allows: |         ¦ allows: >          ¦ 12:9 folded-cedar: Cedar text is folded or escaped here, so that what is read is not what stands in the file. Write it as a block behind `|`, or on one line without escapes
        signals.yaml         ¦ integrity: signed ¦ integrity: asserted¦ 6:16 widen-unauthenticated: signal `pull` may widen access, and its integrity is only `asserted`. Write `integrity: authenticated` or `integrity: signed`
        signals.yaml         ¦ about: Pull       ¦ about: Pul         ¦ 3:12 unknown-type: entity type `Pul` is not in the schema. Did you mean `Pull`?
        signals.yaml         ¦ value: Bool       ¦ value: Boolean     ¦ 14:12 unknown-type: type `Boolean` is not known. A type is `Bool`, `Long`, `String`, `decimal`, `ipaddr`, `datetime`, `duration`, `Set<…>`, or an entity type of the schema
        signals.yaml         ¦ owner: group:devex¦ ownr: me           ¦ 10:5 unknown-key: signal `pull` has no key `ownr`. Did you mean `owner`?
        schema.cedarschema   ¦ request?          ¦ signals            ¦ 8:14 foreign-context: `context.signals` is not the schema's to declare. Remove it: it follows from the signals and from the inputs of a profile
        schema.cedarschema   ¦ request?          ¦ risk               ¦ 8:14 foreign-context: nobody would fill `context.risk`. What the enforcement point knows stands in `request`; what else is so, in `signals.yaml`
        guardrails/frozen.cedar ¦ forbid         ¦ permit             ¦ 1:1 permit-in-guardrail: a guardrail permits, for every task and for ever. A guardrail only forbids. What is permitted stands in a profile, under `allows`
        tests/review.yaml    ¦ resource: Repo    ¦ resource: Team     ¦ 9:15 wrong-resource: `Action::"read"` is not asked of a `Team`. It is asked of `Repo`, `Pull`
        tests/review.yaml    ¦ state: open       ¦ stat: open         ¦ 5:22 unknown-key: the value has no key `stat`. Did you mean `state`?
        tests/review.yaml    ¦ expect: permit    ¦ expect: allow      ¦ 10:13 unknown-word: `allow` is none of the words that can stand here. Write one of `deny`, `hold`, `not-opened`, `opened`, `permit`
        tests/review.yaml    ¦ action: read      ¦ action: reed       ¦ 8:13 unknown-action: action `reed` is not in the schema. Did you mean `read`?
        tests/review.yaml    ¦ profile: review   ¦ profile: revue     ¦ 3:12 unknown-profile: there is no profile `revue`. There is `review`
        """)
    void a_mistake_is_told_with_its_place_its_rule_and_the_way_out(String file, String old, String next, String told) {
        directory.changed(file, old, next);

        assertThat(refusal()).isEqualTo("%s:%s".formatted(file, told));
    }

    @Test
    void every_mistake_of_every_file_is_told_at_once() {
        directory.changed("schema.cedarschema", "request?", "risk")
                .changed("entities.json", "\"level\": 1", "\"level\": \"high\"")
                .changed(SIGNALS, "integrity: signed", "integrity: sined")
                .changed("guardrails/frozen.cedar", "has frozen", "has")
                .changed(PROFILE, "limits:", "limit:")
                .changed(PROFILE, "inputs.repo }", "inputs.rep }")
                .with("profiles/second.yaml", "profile: [")
                .changed("tests/review.yaml", "tests:", "test:");

        assertThat(refusal().lines().map(line -> line.replaceFirst("([^ ]*) ([^:]*):.*", "$1 $2"))).containsExactly(
                "entities.json:3:66 wrong-type", "guardrails/frozen.cedar:3:28 syntax",
                "profiles/review.yaml:10:1 unknown-key", "profiles/review.yaml:15:22 unknown-attribute",
                "profiles/second.yaml:1:11 not-yaml", "schema.cedarschema:8:14 foreign-context",
                "signals.yaml:6:16 unknown-word", "tests/review.yaml:6:1 unknown-key");
    }

    private String text(String file) {
        try {
            return Files.readString(directory.file(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private ReleaseDirectory load() throws InvalidInput {
        return ReleaseDirectory.load(directory.path());
    }

    /// Every mistake on a line of its own, file names as seen from the directory.
    private String refusal() {
        var refused = catchThrowableOfType(InvalidInput.class, this::load);
        assertThat(refused).as("nothing is wrong").isNotNull();
        return refused.diagnostics().stream().filter(Diagnostic::isError).map(this::told).collect(Collectors.joining(
                "\n"));
    }

    private String told(Diagnostic mistake) {
        return "%s:%d:%d %s: %s%s".formatted(mistake.source().name().replace(directory.path() + "/", ""), mistake
                .line(),
                mistake.column(), mistake.code(), mistake.message(), mistake.help().map(way -> ". " + way).orElse(""));
    }
}
