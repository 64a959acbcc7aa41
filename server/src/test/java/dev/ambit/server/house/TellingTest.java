package dev.ambit.server.house;

import static dev.ambit.server.house.Gated.json;
import static dev.ambit.server.house.Gated.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What happens is told: to webhooks, to chats, and to whoever listens.
class TellingTest {
    private static final byte[] KEY = "a key of thirty-two bytes, or so".getBytes(UTF_8);

    @TempDir
    private Path beside;

    private String hook(Receiving receiving, boolean isSigned, String event) throws IOException {
        Files.writeString(beside.resolve("hook.secret"), "whsec_" + Base64.getEncoder().encodeToString(KEY) + "\n");
        return """
                public: { retry: { first: 20ms, longest: 100ms } }
                webhooks: { ops: { url: '%s', events: [ %s ]%s } }
                """.formatted(receiving.url(), event, isSigned ? ", secret: hook.secret" : "");
    }

    @Test
    void a_webhook_is_signed_and_told_of_what_it_asked_for() throws Exception {
        try (var receiving = Receiving.open(); var gated = Gated.in(beside, hook(receiving, true, "task."))) {
            gated.open();

            var requested = receiving.next();
            assertThat(requested.body()).contains("\"type\":\"task.requested\"", "\"id\":\"chatbot\"");
            var opened = receiving.next();
            assertThat(opened.body()).contains("\"type\":\"task.opened\"");
            assertThat(opened.id()).isNotEqualTo(requested.id());
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
            assertThat(opened.signature()).isEqualTo("v1," + Base64.getEncoder().encodeToString(mac.doFinal("%s.%s.%s"
                    .formatted(opened.id(), opened.timestamp(), opened.body()).getBytes(UTF_8))));
        }
    }

    @Test
    void a_chat_gets_one_line_of_text() throws Exception {
        try (var receiving = Receiving.open();
                var gated = Gated.in(beside, hook(receiving, false,
                        "task.requested"))) {
            gated.open();

            assertThat(receiving.next().body()).isEqualTo(
                    "{\"text\":\"task.requested: task t1, profile help, principal Agent/chatbot, by developer\"}");
        }
    }

    @Test
    void a_message_that_is_refused_again_and_again_becomes_a_dead_letter_that_can_be_sent_again() throws Exception {
        try (var receiving = Receiving.open();
                var gated = Gated.in(beside, hook(receiving, true,
                        "task.requested"))) {
            receiving.answer(400);
            gated.open();
            for (var i = 0; i < 6; i++) {
                receiving.next();
            }
            var letters = letters(gated);
            assertThat(letters).hasSize(1);
            assertThat(text(letters.getFirst(), "why")).contains("400");

            receiving.answer(204);
            assertThat(gated.post("", "/v1/notify/dead-letters/" + text(letters.getFirst(), "id") + "/retry", "")
                    .statusCode()).isEqualTo(204);
            assertThat(receiving.next().body()).contains("task.requested");
            for (var i = 0; !((Json.Arr) ((Json.Obj) json(gated.get("", "/v1/notify/dead-letters"))).get(
                    "dead_letters")).items().isEmpty(); i++) {
                assertThat(i).isLessThan(100);
                Thread.sleep(50);
            }
        }
    }

    private static List<Json> letters(Gated gated) throws Exception {
        for (var i = 0; i < 200; i++) {
            var letters = ((Json.Arr) ((Json.Obj) json(gated.get("", "/v1/notify/dead-letters"))).get("dead_letters"))
                    .items();
            if (!letters.isEmpty()) {
                return letters;
            }
            Thread.sleep(50);
        }
        return List.of();
    }

    @Test
    void whoever_listens_hears_it_as_it_happens_and_goes_on_where_it_left_off() throws Exception {
        try (var gated = Gated.in(beside)) {
            gated.open();
            gated.post("", "/v1/tasks/t1/revoke", "");
            assertThat(gated.get("", "/v1/events").statusCode()).isEqualTo(406);

            String last;
            try (var lines = gated.lines("/v1/events?after=0&type=task.").body()) {
                var heard = lines.filter(line -> line.startsWith("id: ") || line.startsWith("event: ")).limit(4)
                        .toList();
                assertThat(heard.get(1)).isEqualTo("event: task.requested");
                assertThat(heard.get(3)).isEqualTo("event: task.opened");
                last = heard.get(2).substring("id: ".length());
            }
            try (var lines = gated.lines("/v1/events", "Last-Event-ID", last).body()) {
                assertThat(lines.filter(line -> line.startsWith("event: ")).findFirst()).hasValue("event: task.ended");
            }
            assertThat(gated.lines("/v1/events?after=99999").statusCode()).isEqualTo(400);
        }
    }
}
