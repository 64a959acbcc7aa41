package dev.ambit.server.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.text.Source;
import dev.ambit.server.secret.Secret;
import java.io.ByteArrayOutputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.logging.LogManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class LoggingTest {
    private static final System.Logger LOG = System.getLogger("dev.ambit.server.house.Server");
    private static final System.Logger LIBRARY = System.getLogger("io.vertx.core.Thing");

    @AfterAll
    static void as_before() throws Exception {
        LogManager.getLogManager().readConfiguration();
    }

    private static String said(Importance least, boolean isJson, Runnable saying) {
        var out = new ByteArrayOutputStream();
        Logging.write(least, isJson, out);
        saying.run();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_line_for_people_has_time_importance_speaker_words_and_details() {
        assertThat(said(Importance.INFO, false, () -> LOG.log(Level.WARNING, "the `directory` isn't {0} good", Detail
                .of("mistakes", 3), Detail.of("by", "two words")))).matches(
                        "\\d{4}-\\S+Z WARNING house\\.Server: the `directory` isn't \\{0} good mistakes=3 by=\"two words\"\\R");
    }

    @Test
    void a_line_for_programs_is_one_object_with_the_details_under_their_names() throws Exception {
        var line = said(Importance.INFO, true, () -> LOG.log(Level.INFO, "in\nforce", Detail.of("release", "ab\"c"),
                Detail
                        .of("loads", 2), Detail.of("current", true)));

        assertThat(line.lines()).hasSize(1);
        var fields = ((Json.Obj) JsonReader.read(Source.of(line))).fields();
        assertThat(fields.keySet()).containsExactly("time", "level", "logger", "message", "release", "loads",
                "current");
        assertThat(line).contains("\"level\":\"info\"", "\"message\":\"in\\nforce\"", "\"release\":\"ab\\\"c\"",
                "\"loads\":2", "\"current\":true");
    }

    @Test
    void nobody_can_forge_a_line_with_what_they_send() {
        var forged = "x\n2030-01-01T00:00:00Z INFO all is well\u2028\u001b[2J";

        for (var isJson : List.of(true, false)) {
            var text = said(Importance.INFO, isJson, () -> LOG.log(Level.INFO, forged, Detail.of("by", forged)));
            assertThat(text.lines()).hasSize(1);
            assertThat(text).doesNotContain("\u001b");
        }
    }

    @Test
    void what_matters_less_than_asked_for_is_not_said_and_of_libraries_only_warnings() {
        assertThat(said(Importance.INFO, false, () -> {
            LOG.log(Level.DEBUG, "one");
            LOG.log(Level.INFO, "two");
            LIBRARY.log(Level.INFO, "three");
            LIBRARY.log(Level.WARNING, "four {0}", "filled");
        })).doesNotContain("one").contains("two").doesNotContain("three").contains("four filled");
        assertThat(said(Importance.ERROR, false, () -> LOG.log(Level.WARNING, "five"))).isEmpty();
        assertThat(said(Importance.DEBUG, false, () -> LOG.log(Level.DEBUG, "six"))).contains("six");
    }

    @Test
    void what_failed_is_told_with_its_stack() {
        var failure = new IllegalStateException("broken\tthing");

        assertThat(said(Importance.INFO, false, () -> LOG.log(Level.ERROR, "failed", failure))).contains("failed",
                "    java.lang.IllegalStateException: broken", "LoggingTest");
        assertThat(said(Importance.INFO, true, () -> LOG.log(Level.ERROR, "failed", failure)).lines()).singleElement()
                .asString().contains("\"error\":\"java.lang.IllegalStateException: broken\\tthing\"", "\"stack\":");
    }

    @Test
    void no_secret_is_ever_printed() {
        var secret = Secret.random(new SecureRandom());
        var key = "ambit_abcdefghij_" + secret.reveal();
        var bearer = "Bearer eyJhbGciOiJFZERTQSJ9.e30.c2lnbmF0dXJl";
        var pem = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ\n-----END PRIVATE KEY-----";

        for (var isJson : List.of(true, false)) {
            var text = said(Importance.INFO, isJson, () -> {
                LOG.log(Level.INFO, "a secret: " + secret, Detail.of("secret", secret), Detail.of("key", key));
                LOG.log(Level.INFO, key + " " + bearer + " " + pem);
                LOG.log(Level.ERROR, "failed", new IllegalStateException(key + pem, new IllegalArgumentException(
                        bearer)));
            });
            assertThat(text).contains("(secret)").doesNotContain(secret.reveal(), "c2lnbmF0dXJl",
                    "MC4CAQAwBQYDK2VwBCIEIJ");
        }
    }
}
