package dev.ambit.server.pdp.caller;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/// The secret half of an API key: 256 random bits. It prints as nothing, and leaves by [#reveal] alone.
final class Secret {
    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    static Secret random(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /// @throws IllegalArgumentException where `text` cannot be one
    static Secret of(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("a secret is 43 letters, digits, `-` and `_`");
        }
        return new Secret(text);
    }

    /// What is kept of it.
    ///
    /// One round of SHA-256 is right here: a slow hash defends what people choose and attackers can guess. Nobody guesses
    /// 256 random bits however fast the hash, and a slow one on every request would be a way to keep the server busy.
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /// For the one time it is shown.
    String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
