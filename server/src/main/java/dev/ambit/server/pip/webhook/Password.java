package dev.ambit.server.pip.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ambit.core.signal.Integrity;
import dev.ambit.server.pip.Arrival;
import dev.ambit.server.pip.Reason;
import dev.ambit.server.pip.Rejected;
import dev.ambit.server.secret.Secret;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Webhooks that carry a secret in `Authorization`, as Alertmanager's do: a bearer token (RFC 6750), or name and password joined by a
/// colon (RFC 7617). That shows who sends, and nothing about any single message.
public record Password() implements Scheme {
    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    @Override
    public Integrity earns() {
        return Integrity.AUTHENTICATED;
    }

    @Override
    public boolean tellsWhen() {
        return false;
    }

    @Override
    public Vouched check(Arrival arrival, List<Secret> secrets) throws Rejected {
        var header = arrival.header("authorization").orElseThrow(() -> new Rejected(Reason.UNSIGNED,
                "there is no header `Authorization`"));
        var presented = presented(header);
        if (presented.isEmpty() || !secrets.contains(presented.get())) {
            throw new Rejected(Reason.MIS_SIGNED, "`Authorization` has no secret of this source");
        }
        return new Vouched(earns(), Optional.empty(), Optional.empty());
    }

    private static Optional<Secret> presented(String header) {
        if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return secret(header.substring(BEARER.length()).strip());
        }
        if (header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            try {
                return secret(new String(Base64.getDecoder().decode(header.substring(BASIC.length()).strip()), UTF_8));
            } catch (IllegalArgumentException malformed) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Optional<Secret> secret(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Secret.of(text));
    }
}
