package dev.ambit.server.pip.ssf;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.pip.Rejected;
import dev.ambit.server.pip.jose.Claims;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/// Whether a stream delivers (SSF 1.0 §8.1.2).
///
/// @param word `enabled`, `paused` (events wait) or `disabled` (they are lost)
public record StreamStatus(String word, Optional<String> reason) {
    /// The words that there are.
    public static final Set<String> WORDS = Set.of("enabled", "paused", "disabled");

    static final StreamStatus ENABLED = new StreamStatus("enabled", Optional.empty());

    static StreamStatus of(Json.Obj answer) throws IOException {
        try {
            var claims = new Claims(answer);
            var word = claims.required("status");
            if (!WORDS.contains(word)) {
                throw new IOException("the status of the stream is `%s`, which is none".formatted(word));
            }
            return new StreamStatus(word, claims.text("reason"));
        } catch (Rejected malformed) {
            throw new IOException("the status of the stream makes no sense: " + malformed.getMessage(), malformed);
        }
    }

    boolean isEnabled() {
        return word.equals("enabled");
    }
}
