package dev.ambit.server.pip.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ambit.core.signal.Integrity;
import dev.ambit.core.signal.Message;
import dev.ambit.server.pip.Arrival;
import dev.ambit.server.pip.Reason;
import dev.ambit.server.pip.Rejected;
import dev.ambit.server.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Standard Webhooks 1.0: the id, the time in seconds and the body, joined by points, are signed by HMAC-SHA256 (`v1`) or Ed25519
/// (`v1a`). A secret is written `whsec_` or, for a public key, `whpk_`, with base64 behind it.
///
/// @param window how far the time may be from ours
public record StandardWebhooks(Duration window) implements Scheme {
    static final String ID = "webhook-id";
    static final String TIMESTAMP = "webhook-timestamp";
    static final String SIGNATURE = "webhook-signature";

    @Override
    public Integrity earns() {
        return Integrity.SIGNED;
    }

    @Override
    public boolean tellsWhen() {
        return true;
    }

    @Override
    public Vouched check(Arrival arrival, List<Secret> secrets) throws Rejected {
        var id = required(arrival, ID);
        var timestamp = required(arrival, TIMESTAMP);
        var signatures = required(arrival, SIGNATURE);
        if (id.length() > Message.LONGEST_ID) {
            throw new Rejected(Reason.MALFORMED, "`%s` has more than %d characters".formatted(ID, Message.LONGEST_ID));
        }
        var sent = within(window, seconds(timestamp), arrival.at());
        var head = (id + "." + timestamp + ".").getBytes(UTF_8);
        var keys = secrets.stream().map(WebhookKey::of).toList();
        var isSigned = Arrays.stream(signatures.split(" ", MOST_SIGNATURES + 1))
                .limit(MOST_SIGNATURES)
                .anyMatch(signature -> keys.stream().anyMatch(key -> key.hasSigned(signature, head, arrival.body())));
        if (!isSigned) {
            throw new Rejected(Reason.MIS_SIGNED, "no signature of message `%s` is by a key of this source".formatted(
                    id));
        }
        return new Vouched(earns(), Optional.of(id), Optional.of(sent));
    }

    private static String required(Arrival arrival, String header) throws Rejected {
        return arrival.header(header).filter(text -> !text.isEmpty()).orElseThrow(() -> new Rejected(Reason.UNSIGNED,
                "there is no header `%s`, or more than one".formatted(header)));
    }

    private static Instant seconds(String timestamp) throws Rejected {
        if (!timestamp.matches("[0-9]{1,11}")) {
            throw new Rejected(Reason.MALFORMED, "`%s` is no time in seconds".formatted(TIMESTAMP));
        }
        return Instant.ofEpochSecond(Long.parseLong(timestamp));
    }

    private static Instant within(Duration window, Instant sent, Instant now) throws Rejected {
        if (Duration.between(sent, now).abs().compareTo(window) > 0) {
            throw new Rejected(Reason.OUTSIDE_WINDOW, "it was signed at %s, which is more than %s from now".formatted(
                    sent,
                    window));
        }
        return sent;
    }
}
