package dev.ambit.server.approval;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ambit.core.state.Event;
import dev.ambit.core.state.State;
import dev.ambit.server.notify.Channel;
import dev.ambit.server.notify.Feed;
import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/// Everybody who may answer a request for approval gets a mail about it, as long as it is pending. Plain text: nothing in it can
/// be clicked that says yes.
public final class MailChannel implements Channel {
    private static final String WAIT = "15000"; // ms
    private static final int FIRST_PERMANENT = 500;

    private final Mailbox mailbox;
    private final Recipients recipients;
    private final Supplier<State> known;
    private final Optional<String> page;

    /// @param known what is known now
    /// @param page  where requests can be looked at and answered, without a `/` at its end
    public MailChannel(Mailbox mailbox, String addressAttribute, Supplier<State> known, Optional<String> page) {
        this.mailbox = mailbox;
        this.recipients = new Recipients(addressAttribute);
        this.known = known;
        this.page = page;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public List<Message> messages(Feed.Told told) {
        if (!(told.event() instanceof Event.ApprovalAsked(_, var request))) {
            return List.of();
        }
        var state = known.get();
        var asked = state.approvalCase(request.id());
        if (asked == null || !asked.isPending()) {
            return List.of();
        }
        var messages = new ArrayList<Message>();
        for (var address : recipients.of(state, request)) {
            messages.add(new Message("ask-%d-%s".formatted(told.position(), address), Letter.write(address, request,
                    asked,
                    page).text()));
        }
        return messages;
    }

    @Override
    public Sent send(Message message) {
        try {
            var letter = Letter.read(message.body());
            var mail = new MimeMessage(session());
            mail.setFrom(new InternetAddress(mailbox.from(), true));
            mail.setRecipient(jakarta.mail.Message.RecipientType.TO, new InternetAddress(letter.to(), true));
            mail.setSubject(letter.subject(), UTF_8.name());
            mail.setText(letter.body(), UTF_8.name());
            mail.setHeader("X-Ambit-Message", message.id());
            mail.setHeader("Auto-Submitted", "auto-generated");
            Transport.send(mail);
            return new Sent.Received();
        } catch (AddressException none) {
            return new Sent.Unwanted(String.valueOf(none.getMessage()));
        } catch (MessagingException failed) {
            return isPermanent(failed) ? new Sent.Unwanted(why(failed)) : new Sent.Unreachable(why(failed));
        }
    }

    private Session session() {
        var properties = new Properties();
        properties.put("mail.transport.protocol", "smtp");
        properties.put("mail.smtp.host", mailbox.host());
        properties.put("mail.smtp.port", Integer.toString(mailbox.port()));
        properties.put("mail.smtp.connectiontimeout", WAIT);
        properties.put("mail.smtp.timeout", WAIT);
        properties.put("mail.smtp.writetimeout", WAIT);
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        switch (mailbox.protection()) {
            case IMPLICIT -> properties.put("mail.smtp.ssl.enable", "true");
            case STARTTLS -> {
                properties.put("mail.smtp.starttls.enable", "true");
                properties.put("mail.smtp.starttls.required", "true");
            }
            case NONE -> {}
        }
        return mailbox.login().map(login -> {
            properties.put("mail.smtp.auth", "true");
            return Session.getInstance(properties, new Authenticator() {
                @Override
                protected PasswordAuthentication getPasswordAuthentication() {
                    return new PasswordAuthentication(login.user(), login.revealPassword());
                }
            });
        }).orElseGet(() -> Session.getInstance(properties));
    }

    /// Whether the server will never take it, as RFC 5321 §4.2.1 says by a code of 500 and above.
    private static boolean isPermanent(MessagingException failed) {
        for (Exception cause = failed; cause instanceof MessagingException; cause = ((MessagingException) cause)
                .getNextException()) {
            var code = switch (cause) {
                case SMTPAddressFailedException refused -> refused.getReturnCode();
                case SMTPSendFailedException refused -> refused.getReturnCode();
                default -> 0;
            };
            if (code >= FIRST_PERMANENT) {
                return true;
            }
        }
        return false;
    }

    private static String why(MessagingException failed) {
        return String.valueOf(failed.getMessage()).strip();
    }
}
