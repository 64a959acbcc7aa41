package dev.ambit.server.pip;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What came in for one source, of which nothing is known to be true.
///
/// @param source  whose it is meant to be
/// @param headers by name in small letters; what came twice is not among them
/// @param at      when, by our clock
@SuppressWarnings("ArrayRecordComponent") // bytes on their way in; nobody compares them
public record Arrival(String source, Map<String, String> headers, byte[] body, Instant at) {
    public Arrival {
        headers = Map.copyOf(headers);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
