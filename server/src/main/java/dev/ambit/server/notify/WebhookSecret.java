package dev.ambit.server.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// What a webhook is signed with: `whsec_` and 24 to 64 bytes in Base64, as Standard Webhooks has it. It does not print itself.
public final class WebhookSecret {
    private static final String PREFIX = "whsec_";
    private static final int FEWEST = 24;
    private static final int MOST = 64;
    private static final String HMAC = "HmacSHA256";

    private final byte[] key;

    private WebhookSecret(byte[] key) {
        this.key = key;
    }

    /// @throws IllegalArgumentException where `text` is none
    public static WebhookSecret read(String text) {
        var written = text.strip();
        var bytes = Base64.getDecoder().decode(written.startsWith(PREFIX)
                ? written.substring(PREFIX.length())
                : written);
        if (bytes.length < FEWEST || bytes.length > MOST) {
            throw new IllegalArgumentException("a webhook's secret has %d to %d bytes in Base64".formatted(FEWEST,
                    MOST));
        }
        return new WebhookSecret(bytes);
    }

    /// The header `webhook-signature`.
    String sign(String id, long seconds, String body) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal("%s.%d.%s".formatted(id, seconds, body)
                    .getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + HMAC, impossible);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WebhookSecret that && MessageDigest.isEqual(key, that.key);
    }

    @Override
    public int hashCode() {
        return WebhookSecret.class.hashCode();
    }

    @Override
    public String toString() {
        return "a webhook's secret";
    }
}
