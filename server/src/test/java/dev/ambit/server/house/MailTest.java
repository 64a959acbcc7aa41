package dev.ambit.server.house;

import static dev.ambit.server.house.Gated.json;
import static dev.ambit.server.house.Gated.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// People are asked by mail, over a real SMTP server.
class MailTest {
    @TempDir
    private Path beside;

    private static String settings(int port) {
        return """
                public: { url: 'https://ambit.acme.example', retry: { first: 20ms, longest: 100ms } }
                mail: { host: 127.0.0.1, port: %d, tls: none, from: ambit@acme.example }
                """.formatted(port);
    }

    @Test
    void everybody_who_may_answer_gets_a_mail_that_shows_what_is_asked_and_permits_nothing() throws Exception {
        var post = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        post.start();
        try (var gated = Gated.in(beside, settings(post.getSmtp().getPort()))) {
            gated.open();
            var id = text(json(gated.submit("crm", "refund\\r\\nBcc: all@acme.example", gated.evaluate("crm",
                    "refund\\r\\nBcc: all@acme.example", ""))), "task", "id");

            assertThat(post.waitForIncomingEmail(20_000, 2)).isTrue();
            var mails = post.getReceivedMessages();
            assertThat(Arrays.stream(mails).map(GreenMailUtil::getBody).toList()).hasSize(2).allSatisfy(
                    body -> assertThat(
                            body).contains("Agent::\"chatbot\" asks", "action     read", "Secret::\"crm\"",
                                    "not shown  token",
                                    "the customer waits", "ambit approval approve " + id).doesNotContain("s3cr3t",
                                            "\nBcc:"));
            var to = new ArrayList<String>();
            for (var mail : mails) {
                assertThat(mail.getSubject()).isEqualTo(
                        "approval asked: read of Secret::\"crm\" by Agent::\"chatbot\"");
                assertThat(mail.getFrom()[0].toString()).isEqualTo("ambit@acme.example");
                to.add(mail.getAllRecipients()[0].toString());
            }
            assertThat(to).containsExactlyInAnyOrder("ann@acme.example", "ben@acme.example");
        } finally {
            post.stop();
        }
    }

    @Test
    void a_mail_that_no_server_took_is_sent_once_there_is_one_also_after_a_restart() throws Exception {
        var first = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        first.start();
        var port = first.getSmtp().getPort();
        first.stop();
        try (var gated = Gated.in(beside, settings(port))) {
            gated.open();
            gated.submit("crm", "refund", gated.evaluate("crm", "refund", ""));
        }
        var later = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        later.start();
        try (var _ = Gated.in(beside, settings(port))) {
            assertThat(later.waitForIncomingEmail(20_000, 2)).isTrue();
        } finally {
            later.stop();
        }
    }

    @Test
    void a_password_is_never_sent_for_everybody_to_read() throws Exception {
        Files.writeString(beside.resolve("mail.password"), "secret");

        assertThatThrownBy(() -> Gated.in(beside, """
                mail: { host: 127.0.0.1, tls: none, user: ambit, password: mail.password }
                """)).hasMessageContaining("protected connection").hasMessageNotContaining("secret");
        assertThat(List.of(beside.toFile().list())).contains("callers.json");
    }
}
