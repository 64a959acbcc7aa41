package dev.ambit.server.pdp.http;

import dev.ambit.core.identity.Caller.Role;
import dev.ambit.server.pdp.caller.CallersFile;
import dev.ambit.server.pdp.http.Response.Problem;
import dev.ambit.server.pdp.json.BadJson;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Every refusal that the front itself has words for. Those of single routes are made there.
public final class Problems {
    private Problems() {}

    /// A body that has mistakes, all of them.
    public static Problem bad(BadJson bad) {
        var first = bad.mistakes().getFirst();
        return new Problem(400, "invalid-request",
                bad.mistakes().size() == 1
                        ? first.message()
                        : "there are %d mistakes in the body; the first: %s".formatted(bad.mistakes().size(), first
                                .message()), first.help(), bad.mistakes(), Map.of());
    }

    /// Something other than a body that is not as it has to be.
    public static Problem invalid(String message, String help) {
        return new Problem(400, "invalid-request", message, help);
    }

    static Problem malformed(String message, String help) {
        return new Problem(400, "malformed-request", message, help);
    }

    static Problem contentType(String found) {
        return new Problem(400, "wrong-content-type", found.isEmpty()
                ? "the body has no content type"
                : "the content type is `%s`, not `application/json`".formatted(found),
                "Send `Content-Type: application/json`");
    }

    static Problem tooLarge(long most) {
        return new Problem(413, "body-too-large", "the body has more than %d bytes".formatted(most),
                "Send less at once; evaluations can be split over several requests");
    }

    static Problem headTooLarge(String what, int most) {
        return new Problem(431, "head-too-large", "%s is longer than %d bytes".formatted(what, most),
                "Send fewer or shorter headers");
    }

    static Problem targetTooLong(int most) {
        return new Problem(414, "target-too-long", "the request line is longer than %d bytes".formatted(most),
                "Send a shorter path or query");
    }

    static Problem tooSlow(Duration most) {
        return new Problem(408, "body-too-slow", "the body did not arrive within %s".formatted(most),
                "Send the request again, faster");
    }

    static Problem notAuthenticated(String why) {
        return new Problem(401, "not-authenticated", why,
                "Send `Authorization: Bearer KEY` with a key made by `ambit keys create`, or use a client certificate "
                        + "that is listed").with("WWW-Authenticate", "Bearer realm=\"ambit\"");
    }

    static Problem notAllowed(String caller, Set<Role> needed) {
        return new Problem(403, "not-allowed", "caller `%s` has none of the roles that may do this".formatted(caller),
                "It takes one of: " + needed.stream().map(CallersFile::word).collect(Collectors.joining(", ")));
    }

    static Problem tooFast(String caller, long rate, long retrySeconds) {
        return new Problem(429, "too-many-requests", "caller `%s` asks more than %d times a second".formatted(caller,
                rate), "Ask again later, or ask several questions in one request")
                .with("Retry-After", Long.toString(retrySeconds));
    }

    static Problem noSuchRoute(String path) {
        return new Problem(404, "no-such-route", "there is no `%s`".formatted(path),
                "What there is is described at /openapi.json");
    }

    static Problem wrongMethod(String method, String path, Collection<String> allowed) {
        var methods = allowed.stream().sorted().collect(Collectors.joining(", "));
        return new Problem(405, "wrong-method", "`%s` is not for `%s`".formatted(method, path), "Use " + methods)
                .with("Allow", methods);
    }

    static Problem expectation(String expected) {
        return new Problem(417, "unknown-expectation", "`%s` cannot be expected".formatted(expected),
                "Send no `Expect`, or `100-continue`");
    }

    static Problem ownMistake() {
        return new Problem(500, "internal-error", "Ambit itself failed",
                "Nothing was permitted. Report this with the request id");
    }

    static Problem starting() {
        return new Problem(503, "starting", "the server is starting", "Ask again shortly; `/health/ready` says when")
                .with("Retry-After", "1");
    }

    static Problem noAnswer(Duration most) {
        return new Problem(503, "no-answer", "there was no answer within %s".formatted(most),
                "Nothing was permitted. Ask again");
    }
}
