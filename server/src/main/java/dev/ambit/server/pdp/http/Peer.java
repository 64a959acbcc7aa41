package dev.ambit.server.pdp.http;

import dev.ambit.server.pdp.caller.Callers;
import dev.ambit.server.pdp.caller.Known;
import io.vertx.core.http.HttpConnection;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/// One connection: what it is busy with since when, and who is at its other end. It belongs to its event loop.
final class Peer {
    /// After which an answer that goes on part by part is cut off: whoever wants more asks again, and shows its key again.
    static final Duration LONGEST_PARTS = Duration.ofMinutes(10);

    private static final String BEARER = "Bearer ";

    /// What a connection is busy with.
    enum Phase {
        /// Waiting for a head; bytes of one may have come.
        IDLE,
        /// Reading a body.
        BODY,
        /// Waiting for an answer.
        ANSWER,
        /// Sending an answer part by part, in its own time.
        PARTS
    }

    private final HttpConnection connection;
    private final Optional<X509Certificate> certificate;
    private final Optional<String> address;
    private Phase phase = Phase.IDLE;
    private long sinceNanos;
    private @Nullable Runnable overdue;

    // Who was last found here, by what, and among whom: callers seldom change their key from request to request.
    private @Nullable String presented;
    private @Nullable Callers among;
    private Optional<Known> known = Optional.empty();

    Peer(HttpConnection connection, long nowNanos) {
        this.connection = connection;
        this.sinceNanos = nowNanos;
        this.certificate = certificate(connection);
        var remote = connection.remoteAddress();
        this.address = remote == null ? Optional.empty() : Optional.ofNullable(remote.hostAddress());
    }

    private static Optional<X509Certificate> certificate(HttpConnection connection) {
        try {
            var chain = connection.isSsl() ? connection.sslSession().getPeerCertificates() : new Certificate[0];
            return chain.length > 0 && chain[0] instanceof X509Certificate own ? Optional.of(own) : Optional.empty();
        } catch (SSLPeerUnverifiedException anonymous) {
            return Optional.empty();
        }
    }

    Optional<String> address() {
        return address;
    }

    boolean isSecure() {
        return connection.isSsl();
    }

    boolean hasCertificate() {
        return certificate.isPresent();
    }

    /// @param late what to do where it takes too long
    void enter(Phase next, long nowNanos, @Nullable Runnable late) {
        phase = next;
        sinceNanos = nowNanos;
        overdue = late;
    }

    /// Closes the connection, or does what is to be done, where it has been in its phase for too long.
    void checkAt(long nowNanos, FrontLimits limits) {
        var most = switch (phase) {
            case IDLE -> limits.idle();
            case BODY -> limits.body();
            case ANSWER -> limits.answer();
            case PARTS -> LONGEST_PARTS;
        };
        if (nowNanos - sinceNanos > most.toNanos()) {
            if (overdue == null) {
                connection.close();
            } else {
                overdue.run();
            }
        }
    }

    /// Who calls, by the header `Authorization`, or by certificate where there is none.
    @SuppressWarnings("ReferenceEquality") // another object means that keys have changed
    Optional<Known> identify(@Nullable String authorization, Callers callers) {
        if (among != callers || !isSame(authorization, presented)) {
            known = look(authorization, callers);
            presented = authorization;
            among = callers;
        }
        return known;
    }

    private Optional<Known> look(@Nullable String authorization, Callers callers) {
        if (authorization == null) {
            return certificate.flatMap(callers::withCertificate);
        }
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? callers.withKey(authorization.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    /// In a time that does not tell how much was the same: a proxy may put several callers on one connection.
    private static boolean isSame(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        var difference = one.length() ^ other.length();
        for (var i = 0; i < Math.min(one.length(), other.length()); i++) {
            difference |= one.charAt(i) ^ other.charAt(i);
        }
        return difference == 0;
    }
}
