package dev.ambit.server.pip.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ambit.server.secret.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC-SHA256 (RFC 2104). Compared in constant time.
final class Hmac {
    private static final String HMAC_SHA256 = "HmacSHA256";

    private Hmac() {}

    /// Whether `tag` is that of `parts`, one behind the other, by `secret`.
    static boolean isBy(Secret secret, byte[] tag, byte[]... parts) {
        return isBy(secret.reveal().getBytes(UTF_8), tag, parts);
    }

    /// Like [#isBy(Secret, byte[], byte[]...)], by the bytes of a key.
    static boolean isBy(byte[] key, byte[] tag, byte[]... parts) {
        return MessageDigest.isEqual(tag, of(key, parts));
    }

    static byte[] of(byte[] key, byte[]... parts) {
        try {
            var mac = Mac.getInstance(HMAC_SHA256);
            mac.init(new SecretKeySpec(key, HMAC_SHA256));
            for (var part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + HMAC_SHA256, impossible);
        }
    }
}
