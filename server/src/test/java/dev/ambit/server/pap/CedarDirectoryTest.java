package dev.ambit.server.pap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.Findings;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.server.Directory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CedarDirectoryTest {
    private static final String POLICY = "permit (principal, action, resource);";

    @TempDir
    private Path temp;
    private Directory directory;

    @BeforeEach
    void begin_with_a_valid_directory() {
        directory = Directory.valid(temp);
    }

    @Test
    void a_directory_is_its_schema_its_policies_and_its_entities() throws InvalidInput {
        directory.with("entities.json", """
            [{ "uid": { "type": "Team", "id": "platform" }, "attrs": {}, "parents": [] }]
            """);

        var loaded = CedarDirectory.load(directory.path());

        assertThat(loaded.schema().entityTypes()).containsOnlyKeys("Agent", "Repo", "Team");
        assertThat(loaded.policies().policies()).containsOnlyKeys("readers");
        assertThat(loaded.entities().names()).containsExactly(
                EntityUid.of("Action", "read"), EntityUid.of("Action", "write"), EntityUid.of("Team", "platform"));
        assertThat(loaded.warnings()).isEmpty();
    }

    @Test
    void without_entities_the_actions_of_the_schema_are_known() throws InvalidInput {
        assertThat(CedarDirectory.load(directory.path()).entities().names()).containsExactly(
                EntityUid.of("Action", "read"), EntityUid.of("Action", "write"));
    }

    @Test
    void a_policy_is_named_by_its_id_or_else_by_its_file_and_its_number_there() throws InvalidInput {
        directory.with("guardrails/night/freeze.cedar", POLICY + "@id(\"named\")" + POLICY + POLICY);

        assertThat(CedarDirectory.load(directory.path()).policies().policies()).containsOnlyKeys(
                "readers", "guardrails/night/freeze#1", "named", "guardrails/night/freeze#3");
    }

    @Test
    void every_mistake_of_every_file_is_told_at_once_in_the_order_of_files() {
        directory.with("schema.cedarschema", "entity Team in [Taem];")
                .with("entities.json", "[{]")
                .with("b.cedar", "permit (principal, action);")
                .with("a.cedar", "permitt (principal, action, resource);");

        assertThat(refusal().lines().map(line -> line.replaceFirst(": .*", ""))).containsExactly(
                "a.cedar:1:1", "b.cedar:1:8", "entities.json:1:3", "schema.cedarschema:1:17");
    }

    @Test
    void policies_that_could_be_read_are_type_checked_although_another_file_could_not() {
        directory.with("a.cedar", "nonsense")
                .with("b.cedar", "permit (principal, action, resource) when { resource.ownr == principal };");

        assertThat(refusal()).contains("a.cedar:1:1:", "b.cedar:1:45: ", "Did you mean `owner`?");
    }

    static Stream<Arguments> brokenDirectories() {
        return Stream.of(
                broken("no schema", d -> d.without("schema.cedarschema"),
                        ".: `acme` has no schema. Describe its entity types and actions in `schema.cedarschema`"),
                broken("nothing", d -> d.without("schema.cedarschema").without("readers.cedar"),
                        ".: `acme` has no schema. A policy directory has a `schema.cedarschema`, and policies in "
                                + "`*.cedar` files"),
                broken("two schemas", d -> d.with("schema.cedarschema.json", "{}"),
                        ".: `acme` has two schemas. Keep `schema.cedarschema` or `schema.cedarschema.json`"),
                broken("one id twice", d -> d.with("a.cedar", "@id(\"readers\")" + POLICY),
                        "readers.cedar:1:1: policy id `readers` is used twice. Its first use is in a.cedar:1"),
                broken("an id that names nothing", d -> d.with("a.cedar", "@owner(\"x\") @id " + POLICY),
                        "a.cedar:1:13: the policy has an `@id` that names nothing. Write `@id(\"some-name\")`"),
                broken("a long id", d -> d.with("a.cedar", "@id(\"" + "x".repeat(257) + "\")" + POLICY),
                        "a.cedar:1:1: a policy id has 257 characters, the limit is 256. Name the policy with a short "
                                + "`@id(\"…\")`"),
                broken("an id of more than one line", d -> d.with("a.cedar", "@id(\"a\\nb\")" + POLICY),
                        "a.cedar:1:1: a policy id has control characters. Name the policy with an `@id(\"…\")`"),
                broken("not UTF-8", d -> d.with("a.cedar", "// Gr\u00fcn\n".getBytes(StandardCharsets.ISO_8859_1)),
                        "a.cedar:1:6: byte 0xFC is not UTF-8. Save the file as UTF-8"),
                broken("UTF-8 that ends in the middle of a character", d -> d.with("a.cedar", new byte[] {'/', '/',
                    (byte) 0xc3}), "a.cedar:1:3: byte 0xC3 is not UTF-8. Save the file as UTF-8"),
                broken("a byte order mark", d -> d.with("a.cedar", "\ufeff" + POLICY),
                        "a.cedar:1:1: `a.cedar` begins with a byte order mark. Save it as UTF-8 without one"),
                broken("a directory that is named like a policy file", d -> d.with("a.cedar/b.cedar", "permit"),
                        "a.cedar/b.cedar:1:7: expected `(`, found the end of the text"),
                broken("a large file", d -> d.with("a.cedar", new byte[TextFile.LARGEST + 1]),
                        "a.cedar: `a.cedar` has more than 16,777,216 bytes"),
                broken("deep directories", d -> d.with("d/".repeat(17) + "a.cedar", POLICY),
                        "d/".repeat(16) + "d: `" + "d/".repeat(16) + "d` lies deeper than 16 directories"),
                broken("entities of no type", d -> d.with("entities.json", """
                    [{ "uid": { "type": "Taem", "id": "a" }, "attrs": {}, "parents": [] }]"""),
                        "entities.json:1:11: the type of entity `Taem::\"a\"` is not in the schema. Did you mean `Team`?"));
    }

    interface Breaking {
        void breakOneThing(Directory directory) throws IOException;
    }

    private static Arguments broken(String what, Breaking breaking, String told) {
        return Arguments.of(what, breaking, told);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenDirectories")
    void a_directory_is_refused_for(String what, Breaking breaking, String told) throws IOException {
        breaking.breakOneThing(directory);

        assertThat(refusal()).isEqualTo(told);
    }

    @Test
    void a_link_to_a_file_inside_the_directory_is_followed() throws IOException, InvalidInput {
        directory.with("..data/a.cedar", POLICY);
        Files.createSymbolicLink(directory.file("a.cedar"), Path.of("..data", "a.cedar"));

        assertThat(CedarDirectory.load(directory.path()).policies().policies()).containsOnlyKeys("readers", "a#1");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        ../secret.cedar | is a symbolic link that leads out of the directory
        nowhere.cedar   | is a symbolic link to nothing
        .               | is a symbolic link to a directory
        """)
    void other_links_are_refused(String to, String why) throws IOException {
        Files.writeString(temp.resolve("secret.cedar"), POLICY);
        Files.createSymbolicLink(directory.file("link.cedar"), Path.of(to));

        assertThat(refusal()).isEqualTo("link.cedar: `link.cedar` " + why);
    }

    @Test
    void a_file_that_may_not_be_read_is_named() throws IOException {
        directory.with("a.cedar", POLICY);
        Files.setPosixFilePermissions(directory.file("a.cedar"), PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(directory.file("a.cedar")), "this user may read everything");

        assertThat(refusal()).isEqualTo("a.cedar: `a.cedar` cannot be read: permission denied");
    }

    @Test
    void a_directory_of_too_many_files_is_not_walked_to_its_end() {
        for (var i = 0; i <= PolicyFiles.MOST; i++) {
            directory.with("many/%d.txt".formatted(i), "");
        }

        assertThat(refusal()).isEqualTo(
                ".: `acme` holds more than 10,000 files: is it a policy directory?");
    }

    @Test
    void hidden_files_are_passed_over_and_the_rest_is_counted_among_the_unread() throws InvalidInput {
        directory.with(".git/x.cedar", "nonsense")
                .with("profiles/review.yaml", "")
                .with("ambit.yaml", "")
                .with("README.md", "");

        var loaded = CedarDirectory.load(directory.path());

        assertThat(loaded.files().unread().stream().map(loaded.files()::relative)).containsExactly(
                "README.md", "ambit.yaml", "profiles/review.yaml");
        assertThat(loaded.warnings()).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        a.ceder               | Policies stand in files whose names end in `.cedar` or `.cedar.json`
        a.Cedar               | Policies stand in files whose names end in `.cedar` or `.cedar.json`
        a.cedar.bak           | Policies stand in files whose names end in `.cedar` or `.cedar.json`
        more.cedarschema      | The schema of a directory is its `schema.cedarschema`
        x/schema.cedarschema  | The schema of a directory is its `schema.cedarschema`
        entitis.json          | The entities of a directory are in its `entities.json`
        x/entities.json       | The entities of a directory are in its `entities.json`
        """)
    void a_file_that_was_perhaps_meant_to_be_read_is_warned_of(String file, String help) throws InvalidInput {
        directory.with(file, "");

        assertThat(CedarDirectory.load(directory.path()).warnings()).hasToString(
                "[%s:1:1: `%s` is not read. %s]".formatted(directory.file(file), directory.file(file), help));
    }

    @Test
    void findings_are_told_up_to_a_limit_and_then_counted() {
        for (var i = 0; i < 6; i++) {
            directory.with("f%d.cedar".formatted(i), "x;".repeat(200));
        }

        assertThatCode(() -> CedarDirectory.load(directory.path())).isInstanceOfSatisfying(InvalidInput.class,
                refused -> assertThat(refused.diagnostics()).hasSize(Findings.MOST + 1)
                        .last().extracting("message").isEqualTo("100 more findings are not told"));
    }

    /// Every mistake on a line of its own, file names as seen from the directory.
    private String refusal() {
        var refused = catchThrowableOfType(InvalidInput.class, () -> CedarDirectory.load(directory.path()));
        return refused.diagnostics().stream().map(this::told).collect(Collectors.joining("\n"));
    }

    private String told(Diagnostic mistake) {
        var isOfWholeFile = mistake.source().text().isEmpty();
        return (isOfWholeFile ? mistake.toString().replaceFirst(":1:1:", ":") : mistake.toString())
                .replace(directory.path() + "/", "")
                .replace("`" + directory.path() + "`", "`acme`")
                .replace(directory.path().toString(), ".");
    }
}
