package dev.ambit.server.notify.ssf;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonWriter;
import dev.ambit.core.identity.Caller.Role;
import dev.ambit.server.notify.ssf.EventStream.Status;
import dev.ambit.server.pdp.http.Call;
import dev.ambit.server.pdp.http.Problems;
import dev.ambit.server.pdp.http.Response;
import dev.ambit.server.pdp.http.Response.Content;
import dev.ambit.server.pdp.http.Response.Problem;
import dev.ambit.server.pdp.http.Route;
import dev.ambit.server.pdp.http.Route.About;
import dev.ambit.server.pdp.http.Route.Parameter;
import dev.ambit.server.pdp.http.Unavailable;
import dev.ambit.server.pdp.json.BadJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// The routes of a Shared Signals transmitter, 1.0: discovery, streams, their status, their subjects, verification, and polling as
/// RFC 8936 has it. A receiver is a caller with a role of its own, and has one stream.
public final class TransmitterRoutes {
    static final String POLL = "/ssf/poll";

    private static final String STREAMS = "/ssf/streams";
    private static final String STATUS = "/ssf/status";
    private static final String ADD = "/ssf/subjects/add";
    private static final String REMOVE = "/ssf/subjects/remove";
    private static final String VERIFY = "/ssf/verify";
    private static final String KEYS = "/ssf/jwks.json";
    private static final Set<Role> RECEIVERS = Set.of(Role.RECEIVER);
    private static final List<Parameter> STREAM = List.of(new Parameter("stream_id", "string", "Id of the stream"));
    private static final int MOST_POLLED = 100;
    private static final Duration LONGEST_POLL = Duration.ofSeconds(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Transmitter transmitter;
    private final Optional<String> publicUrl;
    private final Executor waiting;

    /// @param publicUrl by which receivers know this server, without a `/` at its end; empty for the one they called
    /// @param waiting   carries what waits for a disk or for something to happen
    public TransmitterRoutes(Transmitter transmitter, Optional<String> publicUrl, Executor waiting) {
        this.transmitter = transmitter;
        this.publicUrl = publicUrl;
        this.waiting = waiting;
    }

    public List<Route> routes() {
        return List.of(
                Route.open("/.well-known/ssf-configuration", new About("sharedSignals",
                        "Where streams of shared signals are managed.", "", "SsfConfiguration"), this::configuration),
                Route.open(KEYS, new About("sharedSignalsKeys", "The keys that security event tokens are signed with.",
                        "", "SsfKeys"), _ -> done(json(200, transmitter.keys()))),
                route("POST", STREAMS, new About("createStream", "Makes the receiver's stream.", "SsfStreamRequest",
                        "SsfStream", 201, List.of()), this::create),
                route("GET", STREAMS, new About("readStream", "The receiver's streams, or the one with an id.", "",
                        "", 200, STREAM), this::read),
                route("PATCH", STREAMS, new About("changeStream", "Changes what is named of a stream.",
                        "SsfStreamRequest", "SsfStream"), call -> change(call, false)),
                route("PUT", STREAMS, new About("replaceStream", "Changes all that can be changed of a stream.",
                        "SsfStreamRequest", "SsfStream"), call -> change(call, true)),
                route("DELETE", STREAMS, new About("deleteStream", "Ends a stream.", "", "", 204, STREAM),
                        this::delete),
                route("GET", STATUS, new About("readStreamStatus", "Whether a stream runs.", "", "SsfStatus", 200,
                        STREAM), this::status),
                route("POST", STATUS, new About("setStreamStatus", "Has a stream run, hold or drop what happens.",
                        "SsfStatus", "SsfStatus"), this::setStatus),
                route("POST", ADD, new About("addStreamSubject", "Has a stream be about somebody.", "SsfSubject", ""),
                        call -> subject(call, true)),
                route("POST", REMOVE, new About("removeStreamSubject", "Has a stream not be about somebody.",
                        "SsfSubject", "", 204, List.of()), call -> subject(call, false)),
                route("POST", VERIFY, new About("verifyStream",
                        "Has a token sent by which one sees that a stream works.",
                        "SsfVerification", "", 204, List.of()), this::verify),
                route("POST", POLL + "/{stream}", new About("pollStream",
                        "Acknowledges tokens and waits for others (RFC 8936).", "SsfPoll", "SsfSets"), this::poll));
    }

    private interface Answering {
        Response answer(Call call) throws BadJson, IOException;
    }

    /// Everything here waits for a disk, and so not on an event loop.
    private Route route(String method, String path, About about, Answering answering) {
        return Route.forRoles(method, path, RECEIVERS, about, call -> {
            var kept = kept(call);
            return CompletableFuture.supplyAsync(() -> {
                try {
                    return answering.answer(kept);
                } catch (BadJson bad) {
                    return Problems.bad(bad);
                } catch (IOException unusable) {
                    throw new Unavailable(String.valueOf(unusable.getMessage()), "Ask again shortly");
                }
            }, waiting);
        });
    }

    /// The call with what of its head is needed later, when the head is gone.
    private static Call kept(Call call) {
        var base = call.base();
        return new Call(call.caller(), call.requestId(), call.address(), new Call.Head() {
            @Override
            public Optional<String> header(String name) {
                return Optional.empty();
            }

            @Override
            public Map<String, String> headers() {
                return Map.of();
            }

            @Override
            public Optional<String> base() {
                return base;
            }
        }, call.path(), call.query(), call.body());
    }

    private static CompletableFuture<Response> done(Response response) {
        return CompletableFuture.completedFuture(response);
    }

    private static Content json(int status, Json json) {
        return new Content(status, Response.JSON, JsonWriter.compact(json).getBytes(StandardCharsets.UTF_8), Map.of(
                "Cache-Control", "no-store"));
    }

    private static Content nothing(int status) {
        return new Content(status, Response.JSON, new byte[0], Map.of("Cache-Control", "no-store"));
    }

    private static Problem noStream() {
        return new Problem(404, "no-such-stream", "this receiver has no such stream", "Make one with POST " + STREAMS);
    }

    private static Problem noId() {
        return Problems.invalid("`stream_id` is missing", "Name the stream");
    }

    private String base(Call call) {
        return publicUrl.or(call::base).orElse("");
    }

    private CompletableFuture<Response> configuration(Call call) {
        var base = base(call);
        var fields = new LinkedHashMap<String, Json>();
        fields.put("spec_version", Json.of("1_0"));
        fields.put("issuer", Json.of(base));
        fields.put("jwks_uri", Json.of(base + KEYS));
        fields.put("delivery_methods_supported", Json.array(Json.of(EventStream.PUSH), Json.of(EventStream.POLL)));
        fields.put("configuration_endpoint", Json.of(base + STREAMS));
        fields.put("status_endpoint", Json.of(base + STATUS));
        fields.put("add_subject_endpoint", Json.of(base + ADD));
        fields.put("remove_subject_endpoint", Json.of(base + REMOVE));
        fields.put("verification_endpoint", Json.of(base + VERIFY));
        fields.put("authorization_schemes", Json.array(Json.object("spec_urn", Json.of("urn:ietf:rfc:6749"))));
        fields.put("default_subjects", Json.of(transmitter.settings().isAboutAll() ? "ALL" : "NONE"));
        return done(json(200, Json.object(fields)));
    }

    private static String receiver(Call call) {
        return call.caller().caller().name();
    }

    private Response create(Call call) throws BadJson, IOException {
        var body = StreamBody.read(call.body());
        var delivery = body.delivery().orElse(StreamBody.Delivery.POLLED);
        if (delivery.pushTo().isPresent() && !transmitter.mayPushTo(delivery.pushTo().get())) {
            return Problems.invalid("`delivery.endpoint_url` is not where tokens may be pushed",
                    "Name an https URL outside of this network");
        }
        if (!transmitter.streams().of(Optional.of(receiver(call))).isEmpty()) {
            return new Problem(409, "stream-exists", "receiver `%s` has a stream already".formatted(receiver(call)),
                    "Change it, or delete it first");
        }
        var stream = new EventStream(transmitter.freshId(), receiver(call), base(call), body.texts("events_requested"),
                delivery.pushTo(), delivery.authorization(), body.text("description").orElse(""), Status.ENABLED, "");
        transmitter.create(stream);
        return json(201, stream.json());
    }

    private Response read(Call call) throws IOException {
        var id = Optional.ofNullable(call.query().get("stream_id"));
        if (id.isPresent()) {
            return transmitter.find(receiver(call), id.get()).<Response>map(stream -> json(200, stream.json()))
                    .orElseGet(
                            TransmitterRoutes::noStream);
        }
        var all = new ArrayList<Json>();
        transmitter.streams().of(Optional.of(receiver(call))).forEach(stream -> all.add(stream.json()));
        return json(200, Json.array(all));
    }

    /// @param isWhole whether what is not named goes back to its default
    private Response change(Call call, boolean isWhole) throws BadJson, IOException {
        var body = StreamBody.read(call.body());
        var id = body.text("stream_id");
        if (id.isEmpty()) {
            return noId();
        }
        var found = transmitter.find(receiver(call), id.get());
        if (found.isEmpty()) {
            return noStream();
        }
        var stream = found.get();
        for (var fixed : List.of("iss", "aud")) {
            if (body.has(fixed) && !body.json(fixed).equals(Optional.ofNullable(((Json.Obj) stream.json()).get(
                    fixed)))) {
                return Problems.invalid("`%s` of a stream cannot be changed".formatted(fixed), "Leave it out");
            }
        }
        var delivery = body.delivery().orElse(isWhole
                ? StreamBody.Delivery.POLLED
                : new StreamBody.Delivery(stream.pushTo(), stream.authorization()));
        if (delivery.pushTo().isPresent() && !transmitter.mayPushTo(delivery.pushTo().get())) {
            return Problems.invalid("`delivery.endpoint_url` is not where tokens may be pushed",
                    "Name an https URL outside of this network");
        }
        var changed = new EventStream(stream.id(), stream.receiver(), stream.issuer(), isWhole || body.has(
                "events_requested") ? body.texts("events_requested") : stream.requested(), delivery.pushTo(), delivery
                        .authorization(), isWhole || body.has("description")
                                ? body.text("description").orElse("")
                                : stream.description(), stream.status(), stream.reason());
        transmitter.change(changed);
        return json(200, changed.json());
    }

    private Response delete(Call call) throws IOException {
        var id = Optional.ofNullable(call.query().get("stream_id"));
        if (id.isEmpty()) {
            return noId();
        }
        var found = transmitter.find(receiver(call), id.get());
        if (found.isEmpty()) {
            return noStream();
        }
        transmitter.remove(found.get());
        return nothing(204);
    }

    private Response status(Call call) throws IOException {
        var id = Optional.ofNullable(call.query().get("stream_id"));
        return id.isEmpty()
                ? noId()
                : transmitter.find(receiver(call), id.get()).<Response>map(stream -> json(200, stream.statusJson()))
                        .orElseGet(TransmitterRoutes::noStream);
    }

    private Response setStatus(Call call) throws BadJson, IOException {
        var body = StreamBody.read(call.body());
        var id = body.text("stream_id");
        var word = body.text("status").orElse("");
        var status = Arrays.stream(Status.values()).filter(each -> each.word().equals(word)).findFirst();
        if (id.isEmpty() || status.isEmpty()) {
            return Problems.invalid("`stream_id` is missing, or `status` is none",
                    "Send one of enabled, paused, disabled");
        }
        var found = transmitter.find(receiver(call), id.get());
        if (found.isEmpty()) {
            return noStream();
        }
        transmitter.change(found.get(), status.get(), body.text("reason").orElse(""));
        return json(200, found.get().with(status.get(), body.text("reason").orElse("")).statusJson());
    }

    private Response subject(Call call, boolean adds) throws BadJson, IOException {
        var body = StreamBody.read(call.body());
        var id = body.text("stream_id");
        var subject = body.json("subject").filter(Subjects::isSubject);
        if (id.isEmpty() || subject.isEmpty()) {
            return Problems.invalid("`stream_id` is missing, or `subject` is no subject identifier",
                    "Send {\"stream_id\": …, \"subject\": {\"format\": \"iss_sub\", \"iss\": …, \"sub\": …}}");
        }
        var found = transmitter.find(receiver(call), id.get());
        if (found.isEmpty()) {
            return noStream();
        }
        // A stream names those it is about, or where it is about everybody, those it is not.
        if (adds == transmitter.settings().isAboutAll()) {
            transmitter.streams().unname(id.get(), subject.get());
        } else if (!transmitter.streams().name(id.get(), subject.get())) {
            return new Problem(429, "too-many-subjects", "a stream names at most %,d subjects".formatted(
                    EventStreams.MOST_SUBJECTS), "");
        }
        return nothing(adds ? 200 : 204);
    }

    private Response verify(Call call) throws BadJson, IOException {
        var body = StreamBody.read(call.body());
        var id = body.text("stream_id");
        if (id.isEmpty()) {
            return noId();
        }
        var found = transmitter.find(receiver(call), id.get());
        if (found.isEmpty()) {
            return noStream();
        }
        transmitter.verify(found.get(), body.text("state"));
        return nothing(204);
    }

    private Response poll(Call call) throws BadJson, IOException {
        var body = StreamBody.read(call.body());
        var found = transmitter.find(receiver(call), call.path().getFirst());
        if (found.isEmpty() || found.get().pushTo().isPresent()) {
            return noStream();
        }
        for (var id : body.texts("ack")) {
            transmitter.acknowledge(found.get(), id, Optional.empty());
        }
        if (body.json("setErrs").orElse(null) instanceof Json.Obj errors) {
            for (var error : errors.fields().entrySet()) {
                transmitter.acknowledge(found.get(), error.getKey(), Optional.of(error.getValue().toString()));
            }
        }
        var most = Math.min(body.number("maxEvents").orElse(MOST_POLLED), MOST_POLLED);
        return most == 0
                ? sets(new Transmitter.Polled(Map.of(), false))
                : sets(polled(found.get(), most, body.truth("returnImmediately")));
    }

    private Transmitter.Polled polled(EventStream stream, int most, boolean atOnce) throws IOException {
        var looks = atOnce ? 1 : LONGEST_POLL.dividedBy(BETWEEN_LOOKS);
        var polled = transmitter.poll(stream, most);
        try {
            for (var look = 1; look < looks && polled.sets().isEmpty(); look++) {
                Thread.sleep(BETWEEN_LOOKS);
                polled = transmitter.poll(stream, most);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return polled;
    }

    private static Response sets(Transmitter.Polled polled) {
        var sets = new LinkedHashMap<String, Json>();
        polled.sets().forEach((id, token) -> sets.put(id, Json.of(token)));
        var fields = new LinkedHashMap<String, Json>();
        fields.put("sets", Json.object(sets));
        fields.put("moreAvailable", Json.of(polled.hasMore()));
        return json(200, Json.object(fields));
    }
}
