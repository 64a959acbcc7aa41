package dev.ambit.server.pip.webhook;

import dev.ambit.core.signal.Integrity;
import dev.ambit.server.pip.Arrival;
import dev.ambit.server.pip.Reason;
import dev.ambit.server.pip.Rejected;
import dev.ambit.server.secret.Secret;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// GitHub's webhooks: `X-Hub-Signature-256` has the HMAC-SHA256 of the body, in hexadecimal.
///
/// Neither the delivery's id nor the event's name is signed, so neither is believed: a message is known again by its body.
public record GitHub() implements Scheme {
    private static final String SIGNATURE = "x-hub-signature-256";
    private static final String PREFIX = "sha256=";

    @Override
    public Integrity earns() {
        return Integrity.SIGNED;
    }

    @Override
    public boolean tellsWhen() {
        return false;
    }

    @Override
    public Vouched check(Arrival arrival, List<Secret> secrets) throws Rejected {
        var signature = arrival.header(SIGNATURE).filter(text -> text.startsWith(PREFIX)).orElseThrow(
                () -> new Rejected(
                        Reason.UNSIGNED, "there is no header `X-Hub-Signature-256`"));
        var tag = hex(signature.substring(PREFIX.length()));
        if (tag.isEmpty() || secrets.stream().noneMatch(secret -> Hmac.isBy(secret, tag.get(), arrival.body()))) {
            throw new Rejected(Reason.MIS_SIGNED, "`X-Hub-Signature-256` is not by a secret of this source");
        }
        return new Vouched(earns(), Optional.of(Digest.of(arrival.body())), Optional.empty());
    }

    static Optional<byte[]> hex(String text) {
        try {
            return Optional.of(HexFormat.of().parseHex(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
