package dev.ambit.server.pip.ssf;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.json.JsonWriter;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.server.pip.Asking;
import dev.ambit.server.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/// A transmitter as its metadata describes it (SSF 1.0 §7), and what a receiver asks of it (§8). To be called where it may wait. An
/// answer that is not one of those the specification has is an [IOException].
final class Transmitter {
    private static final int MOST_BYTES = 1 << 20;
    private static final String WELL_KNOWN = "/.well-known/ssf-configuration";

    private final Json.Obj metadata;
    private final Asking asking;
    private final Supplier<Optional<Secret>> token;

    private Transmitter(Json.Obj metadata, Asking asking, Supplier<Optional<Secret>> token) {
        this.metadata = metadata;
        this.asking = asking;
        this.token = token;
    }

    /// The transmitter that names itself `issuer`.
    ///
    /// @param token that we show it
    static Transmitter discovered(URI issuer, Asking asking, Supplier<Optional<Secret>> token) throws IOException {
        var metadata = object(asking.get(configuration(issuer), MOST_BYTES));
        if (!(metadata.get("issuer") instanceof Json.Str(var name, _)) || !name.equals(issuer.toString())) {
            throw new IOException("the transmitter does not name itself `%s`".formatted(issuer));
        }
        return new Transmitter(metadata, asking, token);
    }

    /// The well-known name stands between host and path.
    private static URI configuration(URI issuer) {
        var path = issuer.getRawPath() == null || issuer.getRawPath().equals("/") ? "" : issuer.getRawPath();
        return URI.create(issuer.getScheme() + "://" + issuer.getRawAuthority() + WELL_KNOWN + path);
    }

    Optional<URI> keys() {
        return address("jwks_uri");
    }

    /// Members of complex subjects that have to be understood.
    Set<String> critical() {
        var names = new TreeSet<String>();
        if (metadata.get("critical_subject_members") instanceof Json.Arr(var items, _)) {
            for (var item : items) {
                if (item instanceof Json.Str(var name, _)) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    private Optional<URI> address(String name) {
        return metadata.get(name) instanceof Json.Str(var text, _) && text.startsWith("http")
                ? Optional.of(URI.create(text))
                : Optional.empty();
    }

    private URI needed(String name) throws IOException {
        return address(name).orElseThrow(() -> new IOException("the transmitter has no `%s`".formatted(name)));
    }

    // Streams

    /// The streams that we have.
    List<Stream> streams() throws IOException {
        var answer = send("GET", needed("configuration_endpoint"), Optional.empty(), 200, 404);
        if (answer.status() == 404) {
            return List.of();
        }
        var streams = new ArrayList<Stream>();
        switch (json(answer.body())) {
            case Json.Obj one when one.fields().isEmpty() -> {}
            case Json.Obj one -> streams.add(Stream.of(one));
            case Json.Arr(var items, _) -> {
                for (var item : items) {
                    if (item instanceof Json.Obj each) {
                        streams.add(Stream.of(each));
                    }
                }
            }
            default -> throw new IOException("the transmitter's list of streams is none");
        }
        return streams;
    }

    /// @param header what the transmitter shows us when it sends events
    Stream create(Stream.Wanted wanted, Optional<Secret> header) throws IOException {
        return Stream.of(object(send("POST", needed("configuration_endpoint"), Optional.of(configuration(wanted, header,
                Map
                        .of("description", Json.of("Ambit")))), 200, 201).body()));
    }

    /// Changes what is not as wanted.
    Stream update(Stream stream, Stream.Wanted wanted, Optional<Secret> header) throws IOException {
        return Stream.of(object(send("PATCH", needed("configuration_endpoint"), Optional.of(configuration(wanted,
                header, Map
                        .of("stream_id", Json.of(stream.id())))), 200, 202).body()));
    }

    private static Json configuration(Stream.Wanted wanted, Optional<Secret> header, Map<String, Json> more) {
        var delivery = new LinkedHashMap<String, Json>();
        delivery.put("method", Json.of(wanted.method()));
        wanted.endpoint().ifPresent(at -> delivery.put("endpoint_url", Json.of(at.toString())));
        header.ifPresent(text -> delivery.put("authorization_header", Json.of(text.reveal())));
        var fields = new LinkedHashMap<>(more);
        fields.put("delivery", Json.object(delivery));
        fields.put("events_requested", Json.array(wanted.types().stream().map(Json::of).toList()));
        return Json.object(fields);
    }

    /// `enabled`, `paused` or `disabled`.
    String status(Stream stream) throws IOException {
        var found = object(send("GET", with(needed("status_endpoint"), "stream_id", stream.id()), Optional.empty(), 200)
                .body());
        return found.get("status") instanceof Json.Str(var status, _) ? status : "";
    }

    boolean hasStatus() {
        return address("status_endpoint").isPresent();
    }

    /// Has the transmitter send a verification event with `state`.
    void verify(Stream stream, String state) throws IOException {
        send("POST", needed("verification_endpoint"), Optional.of(Json.object(Map.of("stream_id", Json.of(stream.id()),
                "state", Json.of(state)))), 204, 200);
    }

    boolean canVerify() {
        return address("verification_endpoint").isPresent();
    }

    // Events

    /// What comes when events are fetched.
    ///
    /// @param events by their ids, signed
    record Polled(Map<String, String> events, boolean isMore) {}

    /// Why an event was not taken, in the words of RFC 8935.
    record EventError(String err, String description) {}

    /// Fetches events, and says what became of those before (RFC 8936 §2.2).
    ///
    /// @param acknowledged ids of those that were taken
    /// @param refused      why the others were not, by their ids
    Polled poll(URI endpoint, List<String> acknowledged, Map<String, EventError> refused, int most) throws IOException {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("maxEvents", Json.of(most));
        fields.put("returnImmediately", Json.of(true));
        fields.put("ack", Json.array(acknowledged.stream().map(Json::of).toList()));
        if (!refused.isEmpty()) {
            var errors = new LinkedHashMap<String, Json>();
            refused.forEach((id, error) -> errors.put(id, Json.object(Map.of("err", Json.of(error.err()), "description",
                    Json
                            .of(error.description())))));
            fields.put("setErrs", Json.object(errors));
        }
        var answer = object(send("POST", endpoint, Optional.of(Json.object(fields)), 200).body());
        var events = new LinkedHashMap<String, String>();
        if (answer.get("sets") instanceof Json.Obj sets) {
            sets.fields().forEach((id, token) -> events.put(id, token instanceof Json.Str(var text, _) ? text : ""));
        }
        return new Polled(events, answer.get("moreAvailable") instanceof Json.Bool(var more, _) && more);
    }

    private Asking.Answer send(String method, URI address, Optional<Json> body, int... expected) throws IOException {
        var request = HttpRequest.newBuilder(address).header("Accept", "application/json");
        token.get().ifPresent(secret -> request.header("Authorization", "Bearer " + secret.reveal()));
        if (body.isPresent()) {
            request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(JsonWriter
                    .compact(body
                            .get()), UTF_8));
        } else {
            request.method(method, BodyPublishers.noBody());
        }
        var answer = asking.send(request, MOST_BYTES);
        for (var status : expected) {
            if (answer.status() == status) {
                return answer;
            }
        }
        throw new IOException("`%s %s` is answered with status %d".formatted(method, address, answer.status()));
    }

    private static URI with(URI address, String name, String value) {
        var separator = address.getRawQuery() == null ? "?" : "&";
        return URI.create(address + separator + name + "=" + URLEncoder.encode(value, UTF_8));
    }

    private static Json json(byte[] body) throws IOException {
        try {
            return JsonReader.read(new Source("answer", new String(body, UTF_8)));
        } catch (InvalidInput malformed) {
            throw new IOException("the transmitter's answer is no JSON: " + malformed.diagnostics().getFirst()
                    .message(),
                    malformed);
        }
    }

    private static Json.Obj object(byte[] body) throws IOException {
        if (json(body) instanceof Json.Obj object) {
            return object;
        }
        throw new IOException("the transmitter's answer is JSON, but no object");
    }
}
