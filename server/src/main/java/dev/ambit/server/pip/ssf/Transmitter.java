package dev.ambit.server.pip.ssf;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonWriter;
import dev.ambit.server.pip.Asking;
import dev.ambit.server.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What a receiver asks of a transmitter (SSF 1.0 §8). To be called where it may wait, by any number of threads. An answer that is not
/// one of those the specification has is a [WrongStatus].
final class Transmitter {
    private static final String CONFIGURATION = "configuration_endpoint";
    private static final String STATUS = "status_endpoint";
    private static final String ADD = "add_subject_endpoint";
    private static final String REMOVE = "remove_subject_endpoint";
    private static final String VERIFICATION = "verification_endpoint";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /// How long it may keep us waiting where there is no event (RFC 8936 §2.4).
    private static final Duration POLL_PATIENCE = Duration.ofSeconds(65);

    private final Metadata metadata;
    private final Asking asking;
    private final Supplier<Optional<Secret>> token;

    /// @param token that we show it
    Transmitter(Metadata metadata, Asking asking, Supplier<Optional<Secret>> token) {
        this.metadata = metadata;
        this.asking = asking;
        this.token = token;
    }

    Metadata metadata() {
        return metadata;
    }

    // The stream (§8.1.1)

    /// The streams that we have.
    List<Stream> streams() throws IOException {
        var streams = new ArrayList<Stream>();
        try {
            switch (Answers.json(send("GET", metadata.needed(CONFIGURATION), Optional.empty(), 200).body())) {
                case Json.Obj one when one.fields().isEmpty() -> {}
                case Json.Obj one -> streams.add(stream(one));
                case Json.Arr(var items, _) -> {
                    for (var item : items) {
                        if (item instanceof Json.Obj each) {
                            streams.add(stream(each));
                        }
                    }
                }
                default -> throw new IOException("the transmitter's list of streams is none");
            }
        } catch (WrongStatus status) {
            if (!status.isUnknown()) {
                throw status;
            }
        }
        return streams;
    }

    /// The stream as it is now.
    Stream read(Stream stream) throws IOException {
        return stream(Answers.object(send("GET", about(CONFIGURATION, stream), Optional.empty(), 200).body()));
    }

    /// @param header what the transmitter shows us when it sends events
    Stream create(Stream.Wanted wanted, Optional<Secret> header) throws IOException {
        return stream(Answers.object(send("POST", metadata.needed(CONFIGURATION), Optional.of(configuration(wanted,
                header, Map.of())), 201, 200).body()));
    }

    /// Changes what is not as wanted: those members alone, or all of them where the transmitter knows no `PATCH`.
    Stream update(Stream stream, Stream.Wanted wanted, Optional<Secret> header) throws IOException {
        try {
            return update("PATCH", stream, wanted, header);
        } catch (WrongStatus status) {
            if (!status.isNotOffered()) {
                throw status;
            }
            return update("PUT", stream, wanted, header);
        }
    }

    /// Has all of it be as wanted, and what we do not say as the transmitter sees fit.
    Stream replace(Stream stream, Stream.Wanted wanted, Optional<Secret> header) throws IOException {
        return update("PUT", stream, wanted, header);
    }

    private Stream update(String method, Stream stream, Stream.Wanted wanted, Optional<Secret> header)
            throws IOException {
        var answer = send(method, metadata.needed(CONFIGURATION), Optional.of(configuration(wanted, header, Map.of(
                "stream_id", Json.of(stream.id())))), 200, 202);
        return stream(Answers.object(answer.body()));
    }

    void delete(Stream stream) throws IOException {
        send("DELETE", about(CONFIGURATION, stream), Optional.empty(), 204, 200);
    }

    private Stream stream(Json.Obj configuration) throws IOException {
        return Stream.of(configuration, metadata.issuer());
    }

    private static Json configuration(Stream.Wanted wanted, Optional<Secret> header, Map<String, Json> more) {
        var delivery = new LinkedHashMap<String, Json>();
        delivery.put("method", Json.of(wanted.method()));
        wanted.endpoint().ifPresent(at -> delivery.put("endpoint_url", Json.of(at.toString())));
        header.ifPresent(text -> delivery.put("authorization_header", Json.of(text.reveal())));
        var fields = new LinkedHashMap<>(more);
        fields.put("delivery", Json.object(delivery));
        fields.put("events_requested", Json.array(wanted.types().stream().map(Json::of).toList()));
        fields.put("description", Json.of(wanted.description()));
        return Json.object(fields);
    }

    // Its status (§8.1.2)

    boolean hasStatus() throws IOException {
        return metadata.address(STATUS).isPresent();
    }

    StreamStatus status(Stream stream) throws IOException {
        return StreamStatus.of(Answers.object(send("GET", about(STATUS, stream), Optional.empty(), 200).body()));
    }

    StreamStatus status(Stream stream, StreamStatus wanted) throws IOException {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("stream_id", Json.of(stream.id()));
        fields.put("status", Json.of(wanted.word()));
        wanted.reason().ifPresent(reason -> fields.put("reason", Json.of(reason)));
        var answer = send("POST", metadata.needed(STATUS), Optional.of(Json.object(fields)), 200, 202);
        return answer.body().length == 0 ? wanted : StreamStatus.of(Answers.object(answer.body()));
    }

    // Whom it is about (§8.1.3)

    void add(Stream stream, Json.Obj subject, Optional<Boolean> isVerified) throws IOException {
        var fields = subject(stream, subject);
        isVerified.ifPresent(is -> fields.put("verified", Json.of(is)));
        send("POST", metadata.needed(ADD), Optional.of(Json.object(fields)), 200, 204);
    }

    void remove(Stream stream, Json.Obj subject) throws IOException {
        send("POST", metadata.needed(REMOVE), Optional.of(Json.object(subject(stream, subject))), 204, 200);
    }

    private static Map<String, Json> subject(Stream stream, Json.Obj subject) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("stream_id", Json.of(stream.id()));
        fields.put("subject", subject);
        return fields;
    }

    // Whether it works (§8.1.4)

    boolean canVerify() throws IOException {
        return metadata.address(VERIFICATION).isPresent();
    }

    /// Has the transmitter send a verification event with `state`.
    void verify(Stream stream, String state) throws IOException {
        send("POST", metadata.needed(VERIFICATION), Optional.of(Json.object(Map.of("stream_id", Json.of(stream.id()),
                "state", Json.of(state)))), 204, 200);
    }

    // Its events (RFC 8936)

    /// Waits for events, and says what became of those before.
    Polled poll(URI endpoint, Polled.Question question) throws IOException {
        return Polled.of(Answers.object(send("POST", endpoint, Optional.of(question.json()), POLL_PATIENCE, 200)
                .body()));
    }

    private Asking.Answer send(String method, URI address, Optional<Json> body, int... expected) throws IOException {
        return send(method, address, body, PATIENCE, expected);
    }

    private Asking.Answer send(String method, URI address, Optional<Json> body, Duration patience, int... expected)
            throws IOException {
        var request = HttpRequest.newBuilder(address).header("Accept", "application/json");
        token.get().ifPresent(secret -> request.header("Authorization", "Bearer " + secret.reveal()));
        if (body.isPresent()) {
            // The words of errors are in a language, RFC 8936 §2.6.
            request.header("Content-Type", "application/json").header("Content-Language", "en").method(method,
                    BodyPublishers.ofString(JsonWriter
                            .compact(body.get()), UTF_8));
        } else {
            request.method(method, BodyPublishers.noBody());
        }
        var answer = asking.send(request, Answers.MOST_BYTES, patience);
        for (var status : expected) {
            if (answer.status() == status) {
                return answer;
            }
        }
        throw new WrongStatus(method + " " + address, answer.status());
    }

    private URI about(String endpoint, Stream stream) throws IOException {
        var address = metadata.needed(endpoint);
        var separator = address.getRawQuery() == null ? "?" : "&";
        return URI.create(address + separator + "stream_id=" + URLEncoder.encode(stream.id(), UTF_8));
    }
}
