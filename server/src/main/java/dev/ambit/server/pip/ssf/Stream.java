package dev.ambit.server.pip.ssf;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.pip.Rejected;
import dev.ambit.server.pip.jose.Claims;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// A stream as its transmitter has it (SSF 1.0 §8.1.1).
///
/// @param id        `stream_id`
/// @param issuer    who signs its events
/// @param audience  what they call us
/// @param method    how they come
/// @param endpoint  where they are sent, or fetched
/// @param requested which types we asked for
record Stream(String id, String issuer, List<String> audience, String method, Optional<URI> endpoint,
        List<String> requested) {
    static final String PUSH = "urn:ietf:rfc:8935";
    static final String POLL = "urn:ietf:rfc:8936";

    static Stream of(Json.Obj configuration) throws IOException {
        try {
            var claims = new Claims(configuration);
            var delivery = new Claims(configuration.get("delivery") instanceof Json.Obj object
                    ? object
                    : Json.object(Map
                            .of()));
            return new Stream(claims.required("stream_id"), claims.required("iss"), claims.audience(), delivery
                    .required(
                            "method"), delivery.text("endpoint_url").map(URI::create), texts(configuration,
                                    "events_requested"));
        } catch (Rejected | IllegalArgumentException malformed) {
            throw new IOException("the configuration of the stream makes no sense: " + malformed.getMessage(),
                    malformed);
        }
    }

    private static List<String> texts(Json.Obj object, String name) {
        return object.get(name) instanceof Json.Arr(var items, _)
                ? items.stream().filter(Json.Str.class::isInstance).map(item -> ((Json.Str) item).value()).toList()
                : List.of();
    }

    boolean isPolled() {
        return method.equals(POLL);
    }

    /// Whether it is as we want it.
    boolean is(Wanted wanted) {
        return method.equals(wanted.method())
                && (isPolled() || endpoint.equals(wanted.endpoint()))
                && new TreeSet<>(requested).equals(new TreeSet<>(wanted.types()));
    }

    /// How we want a stream to be.
    ///
    /// @param endpoint where events are sent to, where they are
    record Wanted(String method, Optional<URI> endpoint, List<String> types) {}
}
