package dev.ambit.server.house;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A transmitter of shared signals on a real port, with a real key, as far as a receiver can tell.
final class TestTransmitter implements AutoCloseable {
    static final String TOKEN = "what we show it";
    static final String CAEP_RISK = "https://schemas.openid.net/secevent/caep/event-type/risk-level-change";

    private static final RSAKey KEY = key("k1");
    private static final String PUSH = "urn:ietf:rfc:8935";
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    final Queue<String> asked = new ConcurrentLinkedQueue<>();
    final Queue<String> bodies = new ConcurrentLinkedQueue<>();
    final Map<String, String> waiting = new ConcurrentSkipListMap<>();
    final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    final Map<String, String> errors = new ConcurrentHashMap<>();
    final Queue<String> languages = new ConcurrentLinkedQueue<>();
    final Queue<String> subjects = new ConcurrentLinkedQueue<>();
    final RSAKey key = KEY;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Optional<Kept> stream = Optional.empty();
    private volatile String verification = "";
    private final AtomicInteger made = new AtomicInteger();
    volatile boolean isWithoutPatch;
    volatile boolean isWithoutVerification;
    /// Most events of one answer.
    volatile int perPoll = 1_000;

    /// What is at a transmitter of one stream.
    private record Kept(String id, String method, String endpoint, String events, String description, String header,
            String status) {}

    /// Makes keys once: that takes longer than all else.
    private static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2_048).keyID(id).generate();
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    TestTransmitter() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange);
            }
        });
        server.start();
    }

    String issuer() {
        return "http://127.0.0.1:%d/tenant".formatted(server.getAddress().getPort());
    }

    /// The state of the last verification that was asked for.
    String verification() {
        return verification;
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        var path = exchange.getRequestURI().getPath();
        asked.add(exchange.getRequestMethod() + " " + path);
        if (path.startsWith("/tenant/") && !("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst(
                "Authorization"))
                && !path.endsWith("/jwks")) {
            send(exchange, 401, "");
            return;
        }
        bodies.add(body);
        switch (exchange.getRequestMethod() + " " + path) {
            case "GET /.well-known/ssf-configuration/tenant" -> send(exchange, 200, """
                    { "spec_version": "1_0", "issuer": "%1$s", "jwks_uri": "%1$s/jwks", "configuration_endpoint": "%1$s/stream",
                      "status_endpoint": "%1$s/status", "verification_endpoint": "%1$s/verify",
                      "add_subject_endpoint": "%1$s/add", "remove_subject_endpoint": "%1$s/remove",
                      "delivery_methods_supported": [ "urn:ietf:rfc:8935", "urn:ietf:rfc:8936" ],
                      "critical_subject_members": [ "device", "spaceship" ], "somebody_elses": { "member": 1 } }"""
                    .formatted(issuer()));
            case "GET /tenant/jwks" -> send(exchange, 200, new JWKSet(key.toPublicJWK()).toString());
            case "GET /tenant/stream" -> {
                var isOne = exchange.getRequestURI().getQuery() != null;
                var text = stream.map(this::configuration);
                send(exchange, text.isEmpty() && isOne ? 404 : 200, isOne
                        ? text.orElse("")
                        : "[" + text.orElse("")
                                + "]");
            }
            case "POST /tenant/stream" -> {
                stream = Optional.of(kept("s" + made.incrementAndGet(), read(body), new Kept("", "", "", "[]", "", "",
                        "enabled")));
                send(exchange, 201, configuration(stream.get()));
            }
            case "PATCH /tenant/stream" -> {
                if (isWithoutPatch) {
                    send(exchange, 405, "");
                } else {
                    change(exchange, read(body));
                }
            }
            case "PUT /tenant/stream" -> change(exchange, read(body));
            case "DELETE /tenant/stream" -> {
                var isThere = stream.isPresent();
                forget();
                send(exchange, isThere ? 204 : 404, "");
            }
            case "GET /tenant/status" -> status(exchange);
            case "POST /tenant/status" -> {
                stream = stream.map(kept -> new Kept(kept.id(), kept.method(), kept.endpoint(), kept.events(), kept
                        .description(), kept.header(), text(object(body), "status")));
                status(exchange);
            }
            case "POST /tenant/add", "POST /tenant/remove" -> {
                subjects.add(path.substring(path.lastIndexOf('/') + 1) + " " + read(body).get("subject"));
                send(exchange, path.endsWith("add") ? 200 : 204, "");
            }
            case "POST /tenant/verify" -> verify(exchange, read(body));
            case "POST /tenant/poll" -> poll(exchange, read(body));
            default -> send(exchange, 404, "");
        }
    }

    Optional<String> streamId() {
        return stream.map(Kept::id);
    }

    /// As which it was told to introduce itself.
    String header() {
        return stream.map(Kept::header).orElse("");
    }

    /// Has nothing left of the stream.
    void forget() {
        synchronized (waiting) {
            stream = Optional.empty();
            waiting.notifyAll();
        }
    }

    private static Json.Obj object(String body) {
        try {
            return read(body);
        } catch (IOException malformed) {
            throw new AssertionError(malformed);
        }
    }

    private void status(HttpExchange exchange) throws IOException {
        send(exchange, stream.isEmpty() ? 404 : 200, stream.map(kept -> "{ \"stream_id\": \"%s\", \"status\": \"%s\" }"
                .formatted(kept.id(), kept.status())).orElse(""));
    }

    private void change(HttpExchange exchange, Json.Obj body) throws IOException {
        stream = stream.map(kept -> kept(kept.id(), body, kept));
        send(exchange, stream.isEmpty() ? 404 : 200, stream.map(this::configuration).orElse(""));
    }

    private static Kept kept(String id, Json.Obj body, Kept before) {
        var delivery = body.get("delivery") instanceof Json.Obj given ? given : Json.object(Map.of());
        var header = text(delivery, "authorization_header");
        var events = body.get("events_requested");
        return new Kept(id, text(delivery, "method"), text(delivery, "endpoint_url"), events == null
                ? before.events()
                : events.toString(), text(body, "description"), header.isEmpty() ? before.header() : header, before
                        .status());
    }

    private String configuration(Kept kept) {
        return """
                { "stream_id": "%s", "iss": "%s", "aud": "https://ambit.acme.example", "delivery": { "method": "%s",
                  "endpoint_url": "%s" }, "events_requested": %s, "events_delivered": [ "%s" ], "description": "%s" }"""
                .formatted(kept.id(), issuer(), kept.method(), kept.method().equals(PUSH)
                        ? kept.endpoint()
                        : issuer() + "/poll", kept.events(), CAEP_RISK, kept.description());
    }

    private void verify(HttpExchange exchange, Json.Obj body) throws IOException {
        verification = text(body, "state");
        send(exchange, stream.isEmpty() ? 404 : 204, "");
        if (stream.isPresent() && !stream.get().method().equals(PUSH) && !isWithoutVerification) {
            tell("verify-" + verification, verified("verify-" + verification));
        }
    }

    /// The answer to the last verification that was asked for.
    String verified(String id) {
        try {
            return event(id, "ssf/event-type/verification", "{\"state\": \"%s\"}".formatted(verification), Map.of(
                    "sub_id", "{\"format\": \"opaque\", \"id\": \"%s\"}".formatted(streamId().orElse(""))));
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    /// Has `token` wait to be fetched.
    void tell(String id, String token) {
        synchronized (waiting) {
            waiting.put(id, token);
            waiting.notifyAll();
        }
    }

    private void poll(HttpExchange exchange, Json.Obj body) throws IOException {
        if (body.get("ack") instanceof Json.Arr(var ids, _)) {
            ids.forEach(id -> {
                waiting.remove(((Json.Str) id).value());
                acknowledged.add(((Json.Str) id).value());
            });
        }
        if (body.get("setErrs") instanceof Json.Obj errs) {
            errs.fields().forEach((id, why) -> {
                waiting.remove(id);
                languages.add(exchange.getRequestHeaders().getFirst("Content-Language"));
                errors.put(id, text((Json.Obj) why, "err"));
            });
        }
        var most = body.get("maxEvents") instanceof Json.Num(var text, _) ? Integer.parseInt(text) : 1_000;
        if (!(body.get("returnImmediately") instanceof Json.Bool(var isAtOnce, _) && isAtOnce)) {
            awaitEvents();
        }
        if (stream.isEmpty()) {
            send(exchange, 404, "");
            return;
        }
        var sets = new LinkedHashMap<String, Json>();
        waiting.entrySet().stream().limit(Math.min(most, perPoll)).forEach(entry -> sets.put(entry.getKey(), Json.of(
                entry.getValue())));
        send(exchange, 200, Json.object(Map.of("sets", Json.object(sets), "moreAvailable", Json.of(sets.size() < waiting
                .size()))).toString());
    }

    /// Lets the receiver wait, as RFC 8936 has it, until there is something.
    private void awaitEvents() {
        var until = System.nanoTime() + LONGEST_WAIT.toNanos();
        synchronized (waiting) {
            for (var left = until - System.nanoTime(); waiting.isEmpty() && stream.isPresent() && left > 0; left = until
                    - System
                            .nanoTime()) {
                try {
                    waiting.wait(Math.max(1, left / 1_000_000));
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    private static Json.Obj read(String body) throws IOException {
        try {
            return (Json.Obj) JsonReader.read(Source.of(body));
        } catch (InvalidInput malformed) {
            throw new IOException(malformed);
        }
    }

    private static String text(Json.Obj object, String name) {
        return object.get(name) instanceof Json.Str(var text, _) ? text : "";
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /// An event about an agent, signed.
    String event(String id, String type, String event) throws Exception {
        return event(id, type, event, Map.of());
    }

    /// Like [#event(String, String, String)], with some claims other than they have to be; an empty one is left out.
    String event(String id, String type, String event, Map<String, String> other) throws Exception {
        var claims = new LinkedHashMap<String, String>();
        claims.put("iss", "\"" + issuer() + "\"");
        claims.put("jti", "\"" + id + "\"");
        claims.put("iat", Long.toString(Instant.now().getEpochSecond()));
        claims.put("aud", "[\"https://ambit.acme.example\", \"https://another.example\"]");
        claims.put("sub_id", "{\"format\": \"opaque\", \"id\": \"release-bot\"}");
        claims.put("events", "{\"https://schemas.openid.net/secevent/%s\": %s}".formatted(type, event));
        claims.putAll(other);
        var members = claims.entrySet().stream().filter(claim -> !claim.getValue().isEmpty()).map(
                claim -> "\"%s\": %s".formatted(claim.getKey(), claim.getValue())).toList();
        return signed("secevent+jwt", "{" + String.join(", ", members) + "}", key);
    }

    static String signed(String type, String claims, RSAKey by) throws Exception {
        var object = new JWSObject(new JWSHeader.Builder(JWSAlgorithm.RS256).type(new JOSEObjectType(type)).keyID(by
                .getKeyID())
                .build(), new Payload(claims));
        object.sign(new RSASSASigner(by));
        return object.serialize();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
