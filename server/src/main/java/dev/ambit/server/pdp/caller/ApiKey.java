package dev.ambit.server.pdp.caller;

import dev.ambit.server.secret.Secret;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a caller presents as `Authorization: Bearer ambit_ID_SECRET`. The id finds the entry, the secret proves it.
/// The prefix lets scanners for leaked secrets recognise it.
public final class ApiKey {
    private static final Pattern FORM = Pattern.compile("ambit_([a-z0-9]{10})_([A-Za-z0-9_-]{43})");
    private static final String ID_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int ID_LENGTH = 10;

    private final String id;
    private final Secret secret;

    private ApiKey(String id, Secret secret) {
        this.id = id;
        this.secret = secret;
    }

    static ApiKey random(SecureRandom random) {
        var id = new StringBuilder();
        for (var i = 0; i < ID_LENGTH; i++) {
            id.append(ID_LETTERS.charAt(random.nextInt(ID_LETTERS.length())));
        }
        return new ApiKey(id.toString(), Secret.random(random));
    }

    /// The key that `text` writes; empty where it writes none.
    public static Optional<ApiKey> read(String text) {
        var match = FORM.matcher(text);
        return match.matches()
                ? Optional.of(new ApiKey(match.group(1), Secret.of(match.group(2))))
                : Optional.empty();
    }

    /// Public: it names the key in lists and logs.
    public String id() {
        return id;
    }

    byte[] hash() {
        return secret.hash();
    }

    /// The whole key, for the one time it is shown.
    public String reveal() {
        return "ambit_%s_%s".formatted(id, secret.reveal());
    }

    @Override
    public String toString() {
        return "ambit_%s_%s".formatted(id, secret);
    }
}
