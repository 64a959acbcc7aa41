package dev.ambit.core.identity;

import dev.ambit.cedar.value.IpValue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// How a principal was proven, and for how long that holds: `[since, until)`, in whole milliseconds.
///
/// @param by          who vouches: the issuer of a token or certificate, the key of an enforcement point
/// @param address     from where it speaks, where that is known
/// @param environment where it runs, where that was proven as well, such as `ci`
public record Proof(
        Means means,
        String by,
        Instant since,
        Instant until,
        Optional<IpValue> address,
        Optional<String> environment) {

    /// In order of how much it takes to forge them.
    public enum Means {
        /// Nothing but the word of whoever asks.
        NONE,
        /// The word of an enforcement point that is itself authenticated.
        VOUCHED,
        /// A secret that whoever holds it can use.
        API_KEY,
        /// An OpenID Connect token of a workload.
        OIDC_TOKEN,
        /// A SPIFFE token.
        JWT_SVID,
        /// The token of a task, with proof that its holder has the key it is bound to.
        TASK_TOKEN,
        /// A client certificate.
        MUTUAL_TLS,
        /// A SPIFFE certificate.
        X509_SVID;

        /// Whether it proves anything.
        public boolean isProof() {
            return this != NONE;
        }
    }

    public Proof {
        since = since.truncatedTo(ChronoUnit.MILLIS);
        until = until.truncatedTo(ChronoUnit.MILLIS);
    }

    /// Nobody vouches.
    public static Proof none(Instant at) {
        return new Proof(Means.NONE, "", at, at, Optional.empty(), Optional.empty());
    }

    /// Whether this proves something at `now`. A clock set back does not make a proof worse that was made after.
    public boolean isGoodAt(Instant now) {
        return means.isProof() && now.isBefore(until);
    }
}
