package dev.ambit.server.pdp.http;

import dev.ambit.server.pdp.http.Response.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the parser lets pass and a decision point should not: two servers in a row that read the same head differently
/// are how requests are smuggled (RFC 9112 §11.2).
/// A folded header line reaches us joined by one space, which §5.2 of it allows; no header that matters can have one.
final class Heads {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final boolean isLoopbackOnly;

    /// @param isLoopbackOnly whether a browser may be led here under a foreign name: in development mode nobody
    ///     authenticates, so the name must be one of this machine
    Heads(boolean isLoopbackOnly) {
        this.isLoopbackOnly = isLoopbackOnly;
    }

    /// What is wrong with a head, or `null`.
    @Nullable
    Problem check(HttpServerRequest request) {
        var headers = request.headers();
        var host = headers.get(HttpHeaders.HOST);
        if (host == null && request.version() != HttpVersion.HTTP_1_0) {
            return Problems.malformed("there is no `Host`", "Send exactly one");
        }
        if (host != null && (headers.getAll(HttpHeaders.HOST).size() > 1 || !isHost(host))) {
            return Problems.malformed("`Host` is there twice, or is no host", "Send exactly one `Host: name[:port]`");
        }
        if (host != null && isLoopbackOnly && !LOOPBACK.contains(withoutPort(host))) {
            return Problems.malformed("`Host` is not this machine, and in development mode that is all there is",
                    "Call http://localhost or http://127.0.0.1");
        }
        if (headers.contains("")) {
            return Problems.malformed("there is a header without a name", "Send `Name: value`");
        }
        var coding = headers.get(HttpHeaders.TRANSFER_ENCODING);
        if (coding != null && (!coding.equalsIgnoreCase("chunked") || headers.getAll(HttpHeaders.TRANSFER_ENCODING)
                .size() > 1
                || headers.contains(HttpHeaders.CONTENT_LENGTH))) {
            return Problems.malformed("`Transfer-Encoding` is not just `chunked`, or stands beside `Content-Length`",
                    "Send the body with `Content-Length` alone");
        }
        var encoding = headers.get(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return Problems.malformed("`Content-Encoding` is not understood", "Send the body as it is");
        }
        if (!request.uri().startsWith("/")) {
            return Problems.malformed("the target is not a path", "Send `%s /…`".formatted(Shown.of(request.method()
                    .name())));
        }
        var expected = headers.get(HttpHeaders.EXPECT);
        return expected == null || expected.equalsIgnoreCase("100-continue")
                ? null
                : Problems.expectation(Shown.of(expected));
    }

    private static boolean isHost(String host) {
        for (var i = 0; i < host.length(); i++) {
            var c = host.charAt(i);
            if (c <= ' ' || c >= 0x7f || "/@,\\?#\"<>".indexOf(c) >= 0) {
                return false;
            }
        }
        return !host.isEmpty();
    }

    private static String withoutPort(String host) {
        var colon = host.lastIndexOf(':');
        return (colon > host.lastIndexOf(']') ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
    }
}
