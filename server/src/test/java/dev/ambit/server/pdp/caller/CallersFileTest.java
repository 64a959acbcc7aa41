package dev.ambit.server.pdp.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.core.identity.Caller;
import dev.ambit.core.identity.Caller.Role;
import dev.ambit.core.identity.Proof.Means;
import dev.ambit.server.pdp.json.BadJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallersFileTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final Caller GATEWAY = new Caller("gateway", EnumSet.of(Role.ENFORCEMENT_POINT));

    @TempDir
    private Path directory;

    private CallersFile file() {
        return new CallersFile(directory.resolve("deep/callers.json"));
    }

    private Keys keys() {
        return new Keys(file(), new SecureRandom());
    }

    @Test
    void a_key_opens_what_its_entry_says_and_its_secret_is_nowhere_on_disk() throws Exception {
        var key = keys().create(GATEWAY, Optional.empty(), NOON);

        var known = new Callers(file().read()).withKey(key.reveal());

        assertThat(known).contains(new Known(GATEWAY, Optional.empty(), Means.API_KEY));
        assertThat(Files.readString(file().path())).contains(key.id()).doesNotContain(key.reveal().substring(17));
        assertThat(key.toString()).doesNotContain(key.reveal().substring(17));
    }

    @Test
    void a_key_with_one_letter_changed_opens_nothing() throws Exception {
        var text = keys().create(GATEWAY, Optional.empty(), NOON).reveal();
        var callers = new Callers(file().read());

        for (var i = 0; i < text.length(); i++) {
            var other = text.substring(0, i) + (text.charAt(i) == 'a' ? 'b' : 'a') + text.substring(i + 1);
            assertThat(callers.withKey(other)).as(other).isEmpty();
        }
        assertThat(callers.withKey("")).isEmpty();
        assertThat(callers.withKey("ambit_" + "x".repeat(10_000))).isEmpty();
    }

    @Test
    void a_revoked_key_opens_nothing() throws Exception {
        var key = keys().create(GATEWAY, Optional.empty(), NOON);
        var other = keys().create(GATEWAY, Optional.empty(), NOON);

        assertThat(file().remove(key.id())).isTrue();
        assertThat(file().remove(key.id())).isFalse();

        var callers = new Callers(file().read());
        assertThat(callers.withKey(key.reveal())).isEmpty();
        assertThat(callers.withKey(other.reveal())).isPresent();
    }

    @Test
    void what_was_written_is_read_back() throws Exception {
        keys().create(GATEWAY, Optional.empty(), NOON);
        keys().create(new Caller("agent", EnumSet.of(Role.AGENT)), Optional.of(EntityUid.of("Agent", "a \"b\"")), NOON);
        keys().admit("URI:spiffe://acme.example/gateway", GATEWAY, Optional.empty(), NOON);

        assertThat(file().read()).hasSize(3).extracting(entry -> entry.caller().name() + " " + entry.self().map(
                Object::toString)
                .orElse("-")).containsExactly("gateway -", "agent Agent::\"a \\\"b\\\"\"", "gateway -");
    }

    @Test
    void the_file_is_for_its_owner_alone_and_refused_where_it_is_not() throws Exception {
        keys().create(GATEWAY, Optional.empty(), NOON);

        assertThat(Files.getPosixFilePermissions(file().path())).isEqualTo(PosixFilePermissions.fromString(
                "rw-------"));

        Files.setPosixFilePermissions(file().path(), PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> file().read()).isInstanceOf(IOException.class).hasMessageContaining("chmod 600");
    }

    @Test
    void nobody_may_call_where_there_is_no_file() throws Exception {
        assertThat(file().read()).isEmpty();
        assertThat(Callers.NOBODY.withKey("anything")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {} | 0
            {"callers":[]} | 0
            {"callers":[{"id":"k","name":"n","roles":["auditor"],"created":"2030-01-01T12:00:00Z"}]} | either `sha256` or `certificate`
            {"callers":[{"id":"k","name":"n","roles":["king"],"sha256":"00","created":"2030-01-01T12:00:00Z"}]} | `king` is not a role
            {"callers":[{"id":"k","name":"n","roles":["auditor"],"sha256":"00","created":"2030-01-01T12:00:00Z"}]} | a hash has 32 bytes
            {"callers":[{"id":"k","name":"n","roles":[],"certificate":"DNS:x","created":"2030-01-01T12:00:00Z"}]} | has no role
            {"callers":[{"id":"k","name":"n","roles":["agent"],"certificate":"DNS:x","created":"2030-01-01T12:00:00Z"}]} | needs both
            {"callers":[{"id":"k","name":"n","roles":["auditor"],"certificate":"x","created":"2030-01-01T12:00:00Z"}]} | is not `URI:
            {"callers":[{"id":"k","name":"n","roles":["auditor"],"certificate":"DNS:x","created":"now"}]} | caller `k`
            {"keys":[]} | `keys` is not known
            """)
    void a_list_that_makes_no_sense_is_refused_in_words(String content, String expected) throws Exception {
        Files.createDirectories(file().path().getParent());
        Files.createFile(file().path(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(
                "rw-------")));
        Files.writeString(file().path(), content);

        if (expected.equals("0")) {
            assertThat(file().read()).isEmpty();
        } else {
            assertThatThrownBy(() -> file().read()).isInstanceOf(BadJson.class).hasMessageContaining(expected);
        }
    }
}
