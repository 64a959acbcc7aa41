package dev.ambit.server.pip.statement;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.ambit.core.signal.Integrity;
import dev.ambit.core.signal.Message;
import dev.ambit.server.pip.Arrival;
import dev.ambit.server.pip.Reason;
import dev.ambit.server.pip.Receiver;
import dev.ambit.server.pip.Rejected;
import dev.ambit.server.pip.jose.Claims;
import dev.ambit.server.pip.jose.Keys;
import dev.ambit.server.pip.jose.SignedText;
import dev.ambit.server.pip.mapping.Mapping;
import dev.ambit.server.pip.mapping.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Receives statements in compact form (RFC 7515) with the claims of RFC 7519 beside their own.
///
/// `iat` says when the statement was made, and is required: without it an old one could not be told from a new one. `exp` and
/// `nbf` are obeyed. `jti` is its id.
///
/// @param issuer   what `iss` has to be; empty where it does not matter, since the key says it
/// @param audience what `aud` has to have, where it is there; empty where we have no name
/// @param skew     how far the clock of the source may be from ours
/// @param most     what its statements are worth
public record StatementReceiver(Keys keys, Optional<String> issuer, Optional<String> audience, Duration skew,
        Integrity most, Mapping mapping) implements Receiver {
    /// For security events there is another receiver, with other rules.
    private static final String EVENT = "secevent+jwt";

    @Override
    public Message receive(Arrival arrival) throws Rejected {
        var signed = SignedText.of(new String(arrival.body(), US_ASCII), keys);
        var claims = new Claims(signed.claims());
        if (signed.type().equals(EVENT)) {
            throw new Rejected(Reason.MALFORMED, "it is a security event, and no statement");
        }
        checkParties(claims);
        var made = made(claims, arrival.at());
        var said = mapping.said(Payload.of(signed.claims()), Optional.of(made), arrival.at());
        return new Message(arrival.source(), most, Optional.of(id(claims)), said);
    }

    private void checkParties(Claims claims) throws Rejected {
        if (issuer.isPresent() && !claims.text("iss").equals(issuer)) {
            throw new Rejected(Reason.WRONG_ISSUER, "claim `iss` is not `%s`".formatted(issuer.get()));
        }
        var audiences = claims.audience();
        if (!audiences.isEmpty() && (audience.isEmpty() || !audiences.contains(audience.get()))) {
            throw new Rejected(Reason.WRONG_AUDIENCE, "claim `aud` does not name us");
        }
    }

    private Instant made(Claims claims, Instant now) throws Rejected {
        var made = claims.time("iat").orElseThrow(() -> new Rejected(Reason.MALFORMED, "claim `iat` is missing"));
        if (made.isAfter(now.plus(skew))) {
            throw new Rejected(Reason.OUTSIDE_WINDOW, "it was made at %s, which is not yet".formatted(made));
        }
        var begins = claims.time("nbf");
        if (begins.isPresent() && begins.get().isAfter(now.plus(skew))) {
            throw new Rejected(Reason.OUTSIDE_WINDOW, "it begins at %s".formatted(begins.get()));
        }
        var ends = claims.time("exp");
        if (ends.isPresent() && !now.isBefore(ends.get())) {
            throw new Rejected(Reason.OUTSIDE_WINDOW, "it was over at %s".formatted(ends.get()));
        }
        return made;
    }

    private static String id(Claims claims) throws Rejected {
        var id = claims.required("jti");
        if (id.length() > Message.LONGEST_ID) {
            throw new Rejected(Reason.MALFORMED, "claim `jti` has more than %d characters".formatted(
                    Message.LONGEST_ID));
        }
        return id;
    }
}
