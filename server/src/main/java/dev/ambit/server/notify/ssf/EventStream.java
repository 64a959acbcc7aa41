package dev.ambit.server.notify.ssf;

import dev.ambit.cedar.json.Json;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One stream, as its receiver has it.
///
/// @param id        unique, and hard to guess
/// @param receiver  the caller whose it is
/// @param issuer    by which this transmitter was known when it was made
/// @param requested types of events it asked for; empty for whatever there is
/// @param pushTo    where it is pushed to; empty where it is polled
/// @param authorization what is sent along when it is pushed, verbatim: a secret, which is never shown
/// @param description may be empty
/// @param reason    why it stands so, in the words of whoever changed it; may be empty
record EventStream(String id, String receiver, String issuer, List<String> requested, Optional<URI> pushTo,
        String authorization, String description, Status status, String reason) {
    static final String PUSH = "urn:ietf:rfc:8935";
    static final String POLL = "urn:ietf:rfc:8936";

    /// Whether it runs.
    enum Status {
        ENABLED, PAUSED, DISABLED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    EventStream {
        requested = List.copyOf(requested);
    }

    List<String> delivered() {
        return requested.isEmpty() ? Caep.SUPPORTED : Caep.SUPPORTED.stream().filter(requested::contains).toList();
    }

    /// For whom its tokens are.
    String audience() {
        return "urn:ambit:receiver:" + receiver;
    }

    EventStream with(Status other, String why) {
        return new EventStream(id, receiver, issuer, requested, pushTo, authorization, description, other, why);
    }

    Json json() {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("stream_id", Json.of(id));
        fields.put("iss", Json.of(issuer));
        fields.put("aud", Json.of(audience()));
        fields.put("delivery", delivery());
        fields.put("events_supported", texts(Caep.SUPPORTED));
        if (!requested.isEmpty()) {
            fields.put("events_requested", texts(requested));
        }
        fields.put("events_delivered", texts(delivered()));
        if (!description.isEmpty()) {
            fields.put("description", Json.of(description));
        }
        return Json.object(fields);
    }

    private Json delivery() {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("method", Json.of(pushTo.isPresent() ? PUSH : POLL));
        fields.put("endpoint_url", Json.of(pushTo.map(URI::toString).orElse(issuer + TransmitterRoutes.POLL + "/"
                + id)));
        return Json.object(fields);
    }

    private static Json texts(List<String> all) {
        return Json.array(all.stream().map(Json::of).toList());
    }

    Json statusJson() {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("stream_id", Json.of(id));
        fields.put("status", Json.of(status.word()));
        if (!reason.isEmpty()) {
            fields.put("reason", Json.of(reason));
        }
        return Json.object(fields);
    }
}
