package dev.ambit.server.pip.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ambit.server.secret.Secret;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// A key of Standard Webhooks, as its text says: shared, or public.
sealed interface WebhookKey {
    String SHARED = "whsec_";
    String PUBLIC = "whpk_";
    /// What stands before the 32 bytes of an Ed25519 key in an X.509 SubjectPublicKeyInfo (RFC 8410).
    byte[] ED25519_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    /// Whether `signature`, with its version in front, is one of `head` and `body` by this key.
    boolean hasSigned(String signature, byte[] head, byte[] body);

    /// A text that is neither is a shared secret as it stands.
    static WebhookKey of(Secret secret) {
        var text = secret.reveal();
        if (text.startsWith(PUBLIC)) {
            return decoded(text.substring(PUBLIC.length())).flatMap(Public::of).orElse(new None());
        }
        if (text.startsWith(SHARED)) {
            return decoded(text.substring(SHARED.length())).filter(key -> key.length > 0).<WebhookKey>map(
                    key -> new Shared(key)).orElse(new None());
        }
        return new Shared(text.getBytes(UTF_8));
    }

    private static Optional<byte[]> decoded(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> tag(String signature, String version) {
        return signature.startsWith(version) ? decoded(signature.substring(version.length())) : Optional.empty();
    }

    /// HMAC-SHA256.
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    record Shared(byte[] key) implements WebhookKey {
        @Override
        public boolean hasSigned(String signature, byte[] head, byte[] body) {
            return tag(signature, "v1,").filter(tag -> Hmac.isBy(key, tag, head, body)).isPresent();
        }

        @Override
        public String toString() {
            return "(secret)";
        }
    }

    /// Ed25519.
    record Public(PublicKey key) implements WebhookKey {
        static Optional<WebhookKey> of(byte[] raw) {
            var encoded = new byte[ED25519_HEAD.length + raw.length];
            System.arraycopy(ED25519_HEAD, 0, encoded, 0, ED25519_HEAD.length);
            System.arraycopy(raw, 0, encoded, ED25519_HEAD.length, raw.length);
            try {
                return Optional.of(new Public(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(
                        encoded))));
            } catch (GeneralSecurityException noKey) {
                return Optional.empty();
            }
        }

        @Override
        public boolean hasSigned(String signature, byte[] head, byte[] body) {
            return tag(signature, "v1a,").filter(tag -> verifies(tag, head, body)).isPresent();
        }

        private boolean verifies(byte[] tag, byte[] head, byte[] body) {
            try {
                var verifier = Signature.getInstance("Ed25519");
                verifier.initVerify(key);
                verifier.update(head);
                verifier.update(body);
                return verifier.verify(tag);
            } catch (GeneralSecurityException notOne) {
                return false;
            }
        }
    }

    /// A text that should be a key and is none: it has signed nothing.
    record None() implements WebhookKey {
        @Override
        public boolean hasSigned(String signature, byte[] head, byte[] body) {
            return false;
        }
    }
}
