package dev.ambit.server.pip.ssf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.text.Source;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransmitterMetadataTest {
    @ParameterizedTest
    @CsvSource({
        "https://t.example, https://t.example/.well-known/ssf-configuration",
        "https://t.example/, https://t.example/.well-known/ssf-configuration",
        "https://t.example:8443/a/b, https://t.example:8443/.well-known/ssf-configuration/a/b",
        "https://t.example/a/, https://t.example/.well-known/ssf-configuration/a"})
    void the_well_known_name_stands_between_host_and_path(URI issuer, URI at) {
        assertThat(Metadata.configuration(issuer)).isEqualTo(at);
    }

    @Test
    void an_address_away_from_tls_is_not_believed_nor_one_that_is_none() throws Exception {
        var metadata = metadata("https://t.example", """
                { "jwks_uri": "http://t.example/jwks", "status_endpoint": "file:///etc/passwd", "verification_endpoint": "://",
                  "configuration_endpoint": "https://t.example/stream", "add_subject_endpoint": 7 }""");

        assertThat(metadata.needed("configuration_endpoint")).hasHost("t.example");
        assertThat(metadata.address("add_subject_endpoint")).isEmpty();
        for (var name : List.of("jwks_uri", "status_endpoint", "verification_endpoint")) {
            assertThatThrownBy(() -> metadata.address(name)).isInstanceOf(IOException.class).hasMessageContaining(name);
        }
        assertThatThrownBy(() -> metadata.needed("remove_subject_endpoint")).hasMessage(
                "the transmitter has no `remove_subject_endpoint`");
    }

    @Test
    void a_transmitter_delivers_as_it_says_and_one_that_does_not_say_is_believed_to() throws Exception {
        var one = metadata("https://t.example", "{ \"delivery_methods_supported\": [ \"urn:ietf:rfc:8935\" ] }");
        assertThat(one.delivers(Stream.PUSH)).isTrue();
        assertThat(one.delivers(Stream.POLL)).isFalse();
        assertThat(metadata("https://t.example", "{}").delivers(Stream.POLL)).isTrue();
    }

    @Test
    void a_stream_is_ours_by_what_we_wrote_on_it_or_else_by_where_it_goes() throws Exception {
        var wanted = new Stream.Wanted(Stream.PUSH, Optional.of(URI.create("https://us.example/in")), List.of("a"),
                "Ambit: monitor");

        assertThat(stream("\"description\": \"Ambit: monitor\",", "https://old.example/in").isOf(wanted)).isTrue();
        assertThat(stream("\"description\": \"Ambit: another\",", "https://us.example/in").isOf(wanted)).isFalse();
        assertThat(stream("", "https://us.example/in").isOf(wanted)).isTrue();
        assertThat(stream("", "https://them.example/in").isOf(wanted)).isFalse();
        assertThat(stream("", "https://us.example/in").is(wanted)).isTrue();
        assertThat(stream("", "https://us.example/in").missing()).isEmpty();
    }

    private static Stream stream(String description, String endpoint) throws Exception {
        return Stream.of(object("""
                { "stream_id": "s1", "iss": "https://t.example", "aud": "us", %s "events_requested": [ "a" ],
                  "delivery": { "method": "urn:ietf:rfc:8935", "endpoint_url": "%s" } }""".formatted(description,
                endpoint)), URI.create("https://t.example"));
    }

    private static Metadata metadata(String issuer, String fields) throws Exception {
        return new Metadata(URI.create(issuer), object(fields));
    }

    private static Json.Obj object(String text) throws Exception {
        return (Json.Obj) JsonReader.read(new Source("test", text));
    }
}
