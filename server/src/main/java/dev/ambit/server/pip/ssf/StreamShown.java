package dev.ambit.server.pip.ssf;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How a stream does, for operators.
///
/// @param missing      types that were asked for and are not delivered
/// @param asked        when it was last asked to show that it works
/// @param verified     when it last did
public record StreamShown(String id, String issuer, List<String> audience, boolean isPolled, Optional<String> endpoint,
        List<String> requested, List<String> delivered, List<String> missing, StreamStatus status,
        Optional<Instant> asked, Optional<Instant> verified) {
    static StreamShown of(Live live) {
        var stream = live.stream();
        return new StreamShown(stream.id(), stream.issuer(), stream.audience(), stream.isPolled(), stream.endpoint()
                .map(Object::toString), stream.requested(), stream.delivered(), stream.missing(), live.status(), live
                        .verification().lastAsked(), live.verification().lastVerified());
    }
}
