package dev.ambit.server.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/// A text that proves something about whoever has it: the half of an API key, a password, a token. It prints as nothing, compares in
/// a time that does not tell how much was the same, and leaves by [#reveal] alone, which a search finds.
public final class Secret {
    /// Longest secret in a file, in bytes.
    private static final int LARGEST = 64 << 10;
    private static final int BYTES = 32;

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /// 256 random bits, as 43 letters, digits, `-` and `_`.
    public static Secret random(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /// @throws IllegalArgumentException where `text` is empty
    public static Secret of(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a secret is not empty");
        }
        return new Secret(text);
    }

    /// What stands in `file`, without the line break at its end.
    ///
    /// @throws IOException where it cannot be read, is empty or larger than 64 KiB; the message names the file and nothing of what is in it
    public static Secret inFile(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException("`%s` has more than %,d bytes".formatted(file, LARGEST));
        }
        var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).stripTrailing();
        if (text.isEmpty()) {
            throw new IOException("`%s` is empty".formatted(file));
        }
        return new Secret(text);
    }

    /// What is kept of one that was made at random.
    ///
    /// One round of SHA-256 is right there: a slow hash defends what people choose and attackers can guess. Nobody guesses
    /// 256 random bits however fast the hash, and a slow one on every request would be a way to keep the server busy.
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /// The text, for whoever it is meant for and for nobody else.
    public String reveal() {
        return text;
    }

    /// In a time that tells nothing but whether the lengths are the same.
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8),
                secret.text
                        .getBytes(StandardCharsets.UTF_8));
    }

    /// The same for all, so that tables of them tell nothing.
    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
