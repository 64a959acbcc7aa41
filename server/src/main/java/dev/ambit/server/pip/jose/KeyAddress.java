package dev.ambit.server.pip.jose;

import com.nimbusds.jose.jwk.JWK;
import dev.ambit.server.pip.Asking;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Public keys at an address. They are asked for again after [#FRESH], and at once where a key is unknown, but never more often
/// than every [#LEAST], so that nobody can have us ask by naming keys that there are not. While they cannot be had, the last ones
/// count for [#LONGEST] at most.
public final class KeyAddress implements Keys {
    static final Duration FRESH = Duration.ofMinutes(10);
    static final Duration LEAST = Duration.ofSeconds(30);
    static final Duration LONGEST = Duration.ofHours(24);

    private static final Logger LOG = System.getLogger(KeyAddress.class.getName());
    private static final int MOST_BYTES = 1 << 20;

    private final URI address;
    private final Asking asking;
    private final InstantSource clock;
    private List<JWK> keys = List.of();
    private Instant read = Instant.MIN;
    private Instant asked = Instant.MIN;

    public KeyAddress(URI address, Asking asking, InstantSource clock) {
        this.address = address;
        this.asking = asking;
        this.clock = clock;
    }

    @Override
    public synchronized List<JWK> now(Optional<String> id) {
        var now = clock.instant();
        var isUnknown = id.isPresent() && keys.stream().noneMatch(key -> id.get().equals(key.getKeyID()));
        if ((isUnknown || !now.isBefore(after(read, FRESH))) && !now.isBefore(after(asked, LEAST))) {
            asked = now;
            ask(now);
        }
        return now.isBefore(after(read, LONGEST)) ? keys : List.of();
    }

    private static Instant after(Instant since, Duration time) {
        return since.equals(Instant.MIN) ? since : since.plus(time);
    }

    private void ask(Instant now) {
        try {
            var answer = asking.get(address, MOST_BYTES);
            keys = KeyText.read(new String(answer, StandardCharsets.UTF_8));
            read = now;
        } catch (IOException | ParseException none) {
            LOG.log(Level.WARNING, "the keys at `%s` cannot be had: %s".formatted(address, none.getMessage()));
        }
    }
}
