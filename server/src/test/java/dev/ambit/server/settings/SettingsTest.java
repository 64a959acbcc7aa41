package dev.ambit.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambit.cedar.text.Diagnostic;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.server.logging.Importance;
import dev.ambit.server.yaml.Forms;
import dev.ambit.server.yaml.Page;
import dev.ambit.server.yaml.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final Path BASE = Path.of("acme");

    @Test
    void these_are_all_the_defaults() throws InvalidInput {
        var settings = Settings.read(file(""), BASE, List.of()).settings();

        assertThat(settings.listeners()).isEqualTo(new Listeners("0.0.0.0", 8180, false, Optional.empty(), Optional
                .empty(), new Listeners.Limits(1 << 20, 10_000, 100_000, Duration.ofSeconds(60), Duration.ofSeconds(30),
                        Duration.ofSeconds(10), Duration.ZERO, Duration.ofSeconds(60))));
        assertThat(settings.storage()).isEqualTo(new Storage(Path.of("ambit-data"), new Storage.LogKeeping(32 << 20,
                Duration.ofMillis(50)), new Storage.LogKeeping(32 << 20, Duration.ofMillis(50)),
                new Storage.SnapshotKeeping(
                        100_000, Duration.ofMinutes(10), 3)));
        assertThat(settings.retention()).isEqualTo(new Retention(Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(settings.callers()).isEqualTo(new CallerList(Optional.empty()));
        assertThat(settings.log()).isEqualTo(new LogOutput(false, Importance.INFO));
        assertThat(settings.metrics()).isEqualTo(new MetricsAccess(false));
        assertThat(settings.tracing()).isEqualTo(new Tracing(Optional.empty(), Optional.empty(), 100, "ambit"));
    }

    @Test
    void the_command_line_comes_before_the_file_and_the_file_before_the_default() throws InvalidInput {
        var read = Settings.read(file("""
                listeners:
                  port: 9000
                  host: 10.0.0.7
                """), BASE, List.of(new Said("listeners.port", "9001", "--port")));

        assertThat(read.settings().listeners().port()).isEqualTo(9001);
        assertThat(read.settings().listeners().host()).isEqualTo("10.0.0.7");
        assertThat(read.effective()).contains(
                new Effective("listeners.port", "9001", "--port"),
                new Effective("listeners.host", "10.0.0.7", "ambit.yaml:3"),
                new Effective("listeners.development", "false", "default"),
                new Effective("listeners.tls.key", "none", "default"));
    }

    @Test
    void every_setting_of_every_group_is_listed_with_what_it_is() throws InvalidInput {
        assertThat(Settings.read(file(""), BASE, List.of()).effective()).extracting(Effective::key)
                .containsExactlyElementsOf(Settings.keys());
    }

    @Test
    void a_path_begins_where_it_is_written() throws InvalidInput {
        var read = Settings.read(file("""
                storage: { data: kept }
                callers: { file: /etc/acme/callers.json }
                """), BASE, List.of(new Said("listeners.tls.client-authorities", "ca.pem", "--client-authorities")));

        assertThat(read.settings().storage().data()).isEqualTo(BASE.resolve("kept"));
        assertThat(read.settings().callers().file()).contains(Path.of("/etc/acme/callers.json"));
        assertThat(read.settings().listeners().authorities()).contains(Path.of("ca.pem"));
    }

    @Test
    void every_mistake_is_told_at_once_with_its_place() {
        assertThat(mistakes("""
                listeners:
                  prot: 9000
                  limits: { idle: soon, connections: 0 }
                  tls: { certificate: chain.pem }
                stroage: {}
                storage: { record: { segment: 3MiB, sync-within: 20s }, journal: 7 }
                """, new Said("listeners.port", "many", "--port"), new Said("listeners.prot", "1", "--set")))
                .containsExactlyInAnyOrder(
                        "--port:1:1: `many` is no whole number. Write a number from 0 to 65,535, without quotes",
                        "--set:1:1: there is no setting `listeners.prot`. Did you mean `listeners.port`?",
                        "ambit.yaml:2:3: `listeners` has no key `prot`. Did you mean `port`?",
                        "ambit.yaml:3:19: `soon` is no length of time. Write numbers and units, such as `90s`, `15m`, "
                                + "`1h30m` or `7d`",
                        "ambit.yaml:3:38: `0` is not from 1 to 1,000,000",
                        "ambit.yaml:4:23: `tls.certificate` is of no use without `tls.key`. Add `listeners.tls.key`",
                        "ambit.yaml:5:1: `ambit.yaml` has no key `stroage`. Did you mean `storage`?",
                        "ambit.yaml:6:50: `20s` is not from 1ms to 10s",
                        "ambit.yaml:6:66: expected `storage.journal`, found a single value. Its keys are `segment`");
    }

    @Test
    void sizes_and_lengths_of_time_have_units_and_bounds() {
        assertThat(mistakes("storage: { record: { segment: 2GiB } }")).containsExactly(
                "ambit.yaml:1:31: `2GiB` is no number of bytes from 128KiB to 1GiB. Write a number and a unit, such as "
                        + "`64KiB`, `32MiB` or `100GiB`");
        assertThat(mistakes("storage: { record: { segment: 4194304 } }")).hasSize(1);
        assertThat(mistakes("storage: { record: { segment: 999999999999TiB } }")).hasSize(1);
    }

    /// What a group of named things looks like to whoever adds one.
    private record Feed(String name, int port, Optional<Path> key) {
        static final Key<Integer> PORT = Key.required("port", SettingForms.PORT, "Where it is.");
        static final Key<Optional<Path>> KEY = Key.optionalPath("key.file", "none", "Its key.");
        static final Key<Boolean> ON = Key.of("on", Forms.TRUTH, "true", "Whether it counts.");
        static final Group.Named<Feed> GROUP = new Group.Named<>("callers", "Things.", List.of(PORT, KEY, ON),
                values -> new Feed(values.name(), values.get(PORT), values.get(KEY)));
    }

    @Test
    void a_group_of_named_things_has_one_record_for_each() throws InvalidInput {
        var told = new ArrayList<Diagnostic>();
        var file = file("""
                callers:
                  edr: { port: 1, key: { file: edr.pem } }
                  Bad!: { port: 2 }
                  nowhere: { on: false }
                  wrong: { port: x }
                  last: { port: 3 }
                """);
        var given = new Given(YamlReader.read(file), new Page(file, told::add), BASE, List.of());

        assertThat(Feed.GROUP.read(given)).containsExactly(
                new Feed("edr", 1, Optional.of(BASE.resolve("edr.pem"))), new Feed("last", 3, Optional.empty()));
        assertThat(told.stream().map(Diagnostic::toString)).containsExactlyInAnyOrder(
                "ambit.yaml:3:3: `Bad!` is not a name. A name has small letters, digits, `-`, `_` and `.`, at most 64 "
                        + "of them",
                "ambit.yaml:4:12: `callers.nowhere` has no `port`. Where it is.",
                "ambit.yaml:5:18: `x` is no whole number. Write a number from 0 to 65,535, without quotes");
        assertThat(given.effective()).contains(new Effective("callers.edr.key.file", "edr.pem", "ambit.yaml:2"));
    }

    @Test
    void the_reference_is_what_the_code_says() throws Exception {
        var reference = Reference.page();
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/configuration.md"), reference);

        assertThat(Path.of("../docs/configuration.md")).as("copy server/target/configuration.md to docs").hasContent(
                reference);
    }

    @Test
    void every_key_is_described_and_no_key_stands_within_another() {
        for (var group : Settings.GROUPS) {
            var names = group.keys().stream().map(Key::name).toList();
            assertThat(names).doesNotHaveDuplicates();
            assertThat(names).noneMatch(name -> names.stream().anyMatch(other -> other.startsWith(name + ".")));
            assertThat(group.keys()).allMatch(key -> key.about().endsWith(".") && !key.about().contains("|"));
        }
        // one component is for all that is told outside
        assertThat(Settings.class.getRecordComponents()).hasSize(Settings.GROUPS.size() - Outward.GROUPS.size() + 1);
    }

    private static Source file(String text) {
        return new Source("ambit.yaml", text);
    }

    private static List<String> mistakes(String text, Said... said) {
        var refused = catchThrowableOfType(InvalidInput.class, () -> Settings.read(file(text), BASE, List.of(said)));
        return refused.diagnostics().stream().map(Diagnostic::toString).toList();
    }
}
