package dev.ambit.server.house;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A transmitter of shared signals on a real port, with a real key, as far as a receiver can tell.
final class TestTransmitter implements AutoCloseable {
    static final String TOKEN = "what we show it";

    final Queue<String> asked = new ConcurrentLinkedQueue<>();
    final Map<String, String> waiting = new ConcurrentHashMap<>();
    final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    final Map<String, String> errors = new ConcurrentHashMap<>();
    final RSAKey key;
    private final HttpServer server;
    private volatile String stream = "";
    private volatile String verification = "";

    TestTransmitter() throws Exception {
        key = new RSAKeyGenerator(2_048).keyID("k1").generate();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
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
        switch (exchange.getRequestMethod() + " " + path) {
            case "GET /.well-known/ssf-configuration/tenant" -> send(exchange, 200, """
                    { "spec_version": "1_0", "issuer": "%1$s", "jwks_uri": "%1$s/jwks", "configuration_endpoint": "%1$s/stream",
                      "status_endpoint": "%1$s/status", "verification_endpoint": "%1$s/verify",
                      "delivery_methods_supported": [ "urn:ietf:rfc:8935", "urn:ietf:rfc:8936" ],
                      "critical_subject_members": [ "device", "spaceship" ], "somebody_elses": { "member": 1 } }"""
                    .formatted(
                            issuer()));
            case "GET /tenant/jwks" -> send(exchange, 200, new JWKSet(key.toPublicJWK()).toString());
            case "GET /tenant/stream" -> send(exchange, 200, stream.isEmpty() ? "[]" : "[" + stream + "]");
            case "POST /tenant/stream" -> {
                stream = configuration(body);
                send(exchange, 201, stream);
            }
            case "GET /tenant/status" -> send(exchange, 200, "{ \"stream_id\": \"s1\", \"status\": \"enabled\" }");
            case "POST /tenant/verify" -> {
                verification = text(read(body), "state");
                send(exchange, 204, "");
            }
            case "POST /tenant/poll" -> poll(exchange, read(body));
            default -> send(exchange, 404, "");
        }
    }

    private String configuration(String body) {
        var method = body.contains("8936") ? "urn:ietf:rfc:8936" : "urn:ietf:rfc:8935";
        return """
                { "stream_id": "s1", "iss": "%s", "aud": "https://ambit.acme.example", "delivery": { "method": "%s",
                  "endpoint_url": "%s/poll" }, "events_requested": [], "events_delivered": [] }""".formatted(issuer(),
                method,
                issuer());
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
                errors.put(id, text((Json.Obj) why, "err"));
            });
        }
        var sets = new LinkedHashMap<String, Json>();
        waiting.forEach((id, token) -> sets.put(id, Json.of(token)));
        send(exchange, 200, Json.object(Map.of("sets", Json.object(sets), "moreAvailable", Json.of(false))).toString());
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
    }
}
