package dev.ambit.server.pip.ssf;

import dev.ambit.cedar.json.Json;
import dev.ambit.server.pip.Rejected;
import dev.ambit.server.pip.jose.Claims;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// A stream as its transmitter has it (SSF 1.0 §8.1.1).
///
/// @param id          `stream_id`
/// @param issuer      who signs its events
/// @param audience    what they call us
/// @param method      how they come
/// @param endpoint    where they are sent, or fetched
/// @param requested   which types we asked for
/// @param delivered   which of them it has
/// @param description what we wrote on it
/// @param pause       least time between two verifications
/// @param inactivity  how long it waits for a sign of us; it may pause or disable the stream then
record Stream(String id, String issuer, List<String> audience, String method, Optional<URI> endpoint,
        List<String> requested, List<String> delivered, Optional<String> description, Optional<Duration> pause,
        Optional<Duration> inactivity) {
    static final String PUSH = "urn:ietf:rfc:8935";
    static final String POLL = "urn:ietf:rfc:8936";

    private static final double LONGEST_SECONDS = 1e9;

    /// @param transmitter whose it is
    static Stream of(Json.Obj configuration, URI transmitter) throws IOException {
        try {
            var claims = new Claims(configuration);
            var delivery = new Claims(configuration.get("delivery") instanceof Json.Obj object
                    ? object
                    : Json.object(Map.of()));
            var method = delivery.required("method");
            var endpoint = delivery.text("endpoint_url");
            return new Stream(claims.required("stream_id"), claims.required("iss"), claims.audience(), method,
                    method.equals(POLL) && endpoint.isPresent()
                            ? Optional.of(Answers.address("`endpoint_url` of the stream", endpoint.get(), transmitter))
                            : endpoint.map(URI::create),
                    texts(configuration, "events_requested"), texts(configuration, "events_delivered"), claims.text(
                            "description"), seconds(configuration, "min_verification_interval"), seconds(configuration,
                                    "inactivity_timeout"));
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

    private static Optional<Duration> seconds(Json.Obj object, String name) {
        if (object.get(name) instanceof Json.Num(var literal, _)) {
            var seconds = Double.parseDouble(literal);
            if (seconds > 0 && seconds < LONGEST_SECONDS) {
                return Optional.of(Duration.ofMillis((long) (seconds * 1_000)));
            }
        }
        return Optional.empty();
    }

    boolean isPolled() {
        return method.equals(POLL);
    }

    /// Whether it was made by whoever wants `wanted`, as far as can be seen: others may have streams there by the same token.
    boolean isOf(Wanted wanted) {
        return description.map(wanted.description()::equals).orElseGet(() -> method.equals(wanted.method())
                && (isPolled() || endpoint.equals(wanted.endpoint())));
    }

    /// Whether it is as we want it.
    boolean is(Wanted wanted) {
        return method.equals(wanted.method())
                && (isPolled() || endpoint.equals(wanted.endpoint()))
                && new TreeSet<>(requested).equals(new TreeSet<>(wanted.types()));
    }

    /// What we asked for and it does not have; nothing is said where it does not say what it has.
    List<String> missing() {
        var missing = new ArrayList<>(requested);
        missing.removeAll(delivered);
        return delivered.isEmpty() ? List.of() : missing;
    }

    /// How we want a stream to be.
    ///
    /// @param endpoint    where events are sent to, where they are
    /// @param types       of events
    /// @param description by which we know it again
    record Wanted(String method, Optional<URI> endpoint, List<String> types, String description) {}
}
