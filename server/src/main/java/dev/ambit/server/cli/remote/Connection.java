package dev.ambit.server.cli.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonWriter;
import dev.ambit.server.pdp.caller.ApiKey;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// A server, as a command asks it. HTTP/1.1; nothing is asked twice, and no redirect is followed.
public final class Connection implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /// A little more than the server takes before it says itself that there is no answer.
    private static final Duration ANSWER = Duration.ofSeconds(40);
    private static final int LARGEST_BYTES = 64 << 20;
    private static final int FIRST_REFUSAL = 300;

    private final URI address;
    private final Optional<ApiKey> key;
    private final HttpClient client;

    Connection(URI address, Optional<ApiKey> key, SSLContext tls) {
        this.address = address;
        this.key = key;
        this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER).sslContext(tls).build();
    }

    /// Which server is asked.
    public URI address() {
        return address;
    }

    /// @throws NoReply where it cannot be reached, or refuses
    public Reply get(Target target) throws NoReply {
        return reply(target, "GET", BodyPublishers.noBody());
    }

    /// @param body empty for a request without one
    /// @throws NoReply where it cannot be reached, or refuses
    public Reply post(Target target, Optional<Json> body) throws NoReply {
        return reply(target, "POST", publisher(body));
    }

    /// @throws NoReply where it cannot be reached, or refuses
    public Reply put(Target target, Json body) throws NoReply {
        return reply(target, "PUT", publisher(Optional.of(body)));
    }

    /// @throws NoReply where it cannot be reached, or refuses
    public Reply patch(Target target, Json body) throws NoReply {
        return reply(target, "PATCH", publisher(Optional.of(body)));
    }

    /// @throws NoReply where it cannot be reached, or refuses
    public Reply delete(Target target) throws NoReply {
        return reply(target, "DELETE", BodyPublishers.noBody());
    }

    /// What stands at `target`, byte for byte.
    ///
    /// @throws NoReply where it cannot be reached, or refuses
    public byte[] bytes(Target target) throws NoReply {
        return send(target, "GET", BodyPublishers.noBody()).body();
    }

    /// Like [#get], with what else it shows of the server.
    ///
    /// @throws NoReply where it cannot be reached, or refuses
    public Introduction introduce(Target target) throws NoReply {
        var asked = Instant.now();
        var response = send(target, "GET", BodyPublishers.noBody());
        return new Introduction(new Reply(address.toString(), new String(response.body(), UTF_8)), asked, Instant.now(),
                response.sslSession().flatMap(Connection::ends));
    }

    private static Optional<Instant> ends(SSLSession session) {
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate certificate
                    ? Optional.of(certificate.getNotAfter().toInstant())
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException anonymous) {
            return Optional.empty();
        }
    }

    private static BodyPublisher publisher(Optional<Json> body) {
        return body.map(json -> BodyPublishers.ofString(JsonWriter.compact(json), UTF_8)).orElseGet(
                BodyPublishers::noBody);
    }

    private Reply reply(Target target, String method, BodyPublisher body) throws NoReply {
        return new Reply(address.toString(), new String(send(target, method, body).body(), UTF_8));
    }

    private HttpResponse<byte[]> send(Target target, String method, BodyPublisher body) throws NoReply {
        var request = HttpRequest.newBuilder(URI.create(address + target.toString())).method(method, body)
                .timeout(ANSWER).header("Accept", "application/json, */*;q=0.5");
        if (body.contentLength() != 0) {
            request.header("Content-Type", "application/json");
        }
        key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret.reveal()));
        try {
            var response = client.send(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(),
                    LARGEST_BYTES));
            if (response.statusCode() >= FIRST_REFUSAL) {
                throw NoReply.refused(address.toString(), response.statusCode(), new String(response.body(), UTF_8));
            }
            return response;
        } catch (IOException failed) {
            throw why(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw why(new InterruptedIOException("interrupted"));
        }
    }

    private NoReply why(IOException failed) {
        return switch (failed) {
            case HttpConnectTimeoutException late -> NoReply.unreachable("unreachable",
                    "nothing answers at %s within %d s"
                            .formatted(address, CONNECT.toSeconds()),
                    "Is a firewall between? Name another with --server URL",
                    late);
            case HttpTimeoutException late -> NoReply.unreachable("no-answer", "%s gave no answer within %d s"
                    .formatted(
                            address, ANSWER.toSeconds()),
                    "Whether it was done is not known. Ask for it before doing it again",
                    late);
            case ConnectException refused -> isUnresolved(refused)
                    ? NoReply.unreachable("unreachable", "there is no host `%s`".formatted(address.getHost()),
                            "Name another with --server URL", refused)
                    : NoReply.unreachable("unreachable", "nothing listens at %s".formatted(address),
                            "Start a server with `ambit serve`, or name another with --server URL", refused);
            case SSLException untrusted -> tls(untrusted);
            default -> NoReply.unreachable("cut-off", "%s closed the connection without an answer".formatted(address),
                    address.getScheme().equals("http") ? "Where it speaks TLS, write https://" : "Ask again", failed);
        };
    }

    private NoReply tls(SSLException failed) {
        var words = String.valueOf(failed.getMessage());
        if (words.contains("certificate_required") || words.contains("bad_certificate")) {
            return NoReply.unreachable("tls-client", "%s did not accept the client certificate".formatted(address),
                    "Give another with --client-certificate and --client-key", failed);
        }
        if (words.contains("Unsupported or unrecognized SSL message") || words.contains("plaintext")) {
            return NoReply.unreachable("tls", "%s does not speak TLS".formatted(address), "Write http:// for a server "
                    + "in development mode", failed);
        }
        return NoReply.unreachable("tls-untrusted", "the certificate of %s is not trusted: %s".formatted(address,
                innermost(failed)), "Name the authority that issued it with --ca FILE", failed);
    }

    private static String innermost(Throwable failed) {
        var inner = failed;
        while (inner.getCause() != null && inner.getCause().getMessage() != null) {
            inner = inner.getCause();
        }
        return String.valueOf(inner.getMessage());
    }

    private static boolean isUnresolved(@Nullable Throwable failed) {
        for (var inner = failed; inner != null; inner = inner.getCause()) {
            if (inner instanceof UnresolvedAddressException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        client.close();
    }
}
