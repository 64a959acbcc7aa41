package dev.ambit.server.pdp.api;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonWriter;
import dev.ambit.cedar.text.Span;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;

/// Requests made at random from an OpenAPI document, most of them nearly right.
public final class RandomRequests {
    private static final List<String> STRINGS = List.of("", "a", "user", "alice", "2h", "50/s", "10.0.0.0/8",
            "execute_all", "../..", "%00", "\u202e\ud83d\ude00", "\"'`{}", "x".repeat(3_000), "x".repeat(70_000),
            "\\ud800", "t-1",
            "Action::\"x\"", "2030-01-31T10:00:00Z", "+999999999-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z",
            "1969-12-31T23:59:59Z", "9223372036854775807ms", "-1h", "999999999/ms", "1/d", "::/0", "0.0.0.0/0", "true",
            // What examples/acme and those who ask it know.
            "Agent", "Person", "Repo", "Ticket", "Environment", "Customer", "ada", "site", "month-end", "release-bot",
            "prod", "4711", "c-17", "maintenance", "invoicing", "ticket-help", "repo:read", "repo:push", "api:call",
            "Agent::\"month-end\"", "risk", "incident", "task-1", "permit", "revoke");
    private static final List<Long> NUMBERS = List.of(-1L, 0L, 1L, 64L, 65L, 1_000L, 1_001L, 4_294_967_296L,
            Long.MAX_VALUE, Long.MIN_VALUE);

    private final Json document;
    private final Function<String, URI> uris;
    private final SplittableRandom random;
    private final List<Operation> operations;

    /// @param document the OpenAPI document
    /// @param uris     where a path and query of it is
    public RandomRequests(Json document, Function<String, URI> uris, SplittableRandom random) {
        this.document = document;
        this.uris = uris;
        this.random = random;
        this.operations = operations(document);
    }

    /// One operation of the document.
    record Operation(String method, String path, Json content) {}

    static List<Operation> operations(Json document) {
        return fields(member(document, "paths")).entrySet()
                .stream()
                .flatMap(path -> fields(path.getValue()).entrySet()
                        .stream()
                        .map(method -> new Operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey(),
                                method.getValue())))
                .toList();
    }

    static Json member(Json json, String name) {
        return Objects.requireNonNull(((Json.Obj) json).get(name), name);
    }

    static Map<String, Json> fields(Json json) {
        return ((Json.Obj) json).fields();
    }

    /// The next request, of any operation.
    public HttpRequest next() {
        return request(operations.get(random.nextInt(operations.size())));
    }

    private boolean oneIn(int count) {
        return random.nextInt(count) == 0;
    }

    private HttpRequest request(Operation operation) {
        var uri = uris.apply(path(operation.path()) + query(operation));
        var method = oneIn(20) ? "PUT" : operation.method();
        var type = oneIn(20) ? "text/html" : "application/json";
        return HttpRequest.newBuilder(uri)
                .header("Content-Type", type)
                .method(method, BodyPublishers.ofByteArray(body(operation)))
                .build();
    }

    private String path(String template) {
        var filled = template;
        while (filled.contains("{")) {
            filled = filled.replaceFirst("\\{[a-z]+}", encoded(string()));
        }
        return filled;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String string() {
        return STRINGS.get(random.nextInt(STRINGS.size()));
    }

    private String query(Operation operation) {
        var words = new ArrayList<String>();
        for (var parameter : ((Json.Arr) member(operation.content(), "parameters")).items()) {
            if (((Json.Str) member(parameter, "in")).value().equals("query") && oneIn(3)) {
                words.add(((Json.Str) member(parameter, "name")).value() + "=" + encoded(oneIn(2)
                        ? string()
                        : Integer.toString(random.nextInt(-1, 2_000))));
            }
        }
        return words.isEmpty() ? "" : "?" + String.join("&", words);
    }

    private byte[] body(Operation operation) {
        var wanted = ((Json.Obj) operation.content()).get("requestBody");
        var json = wanted == null || ((Json.Obj) member(wanted, "content")).get("application/json") == null
                ? any(2)
                : of(member(member(member(wanted, "content"), "application/json"), "schema"), 0);
        var text = JsonWriter.compact(json).getBytes(StandardCharsets.UTF_8);
        if (oneIn(5) && text.length > 0) {
            text[random.nextInt(text.length)] = (byte) random.nextInt(256);
        }
        return oneIn(20) ? new byte[0] : text;
    }

    /// A value that fits `schema`, or now and then one that does not.
    private Json of(Json schema, int depth) {
        if (oneIn(15) || depth > 8) {
            return any(2);
        }
        var reference = ((Json.Obj) schema).get("$ref");
        if (reference != null) {
            var name = ((Json.Str) reference).value().replaceFirst(".*/", "");
            return of(member(member(member(document, "components"), "schemas"), name), depth + 1);
        }
        if (((Json.Obj) schema).get("type") == null) {
            return any(2);
        }
        return switch (((Json.Str) member(schema, "type")).value()) {
            case "object" -> object((Json.Obj) schema, depth);
            case "array" -> {
                var items = new ArrayList<Json>();
                for (var i = random.nextInt(4); i > 0; i--) {
                    items.add(of(member(schema, "items"), depth + 1));
                }
                yield Json.array(items);
            }
            case "integer" -> Json.of(oneIn(3)
                    ? NUMBERS.get(random.nextInt(NUMBERS.size()))
                    : random.nextLong(-2, 100));
            case "boolean" -> Json.of(random.nextBoolean());
            default -> Json.of(string());
        };
    }

    private Json object(Json.Obj schema, int depth) {
        var properties = schema.get("properties");
        if (properties == null) {
            return oneIn(2) ? any(3) : Json.object(Map.of());
        }
        var fields = new LinkedHashMap<String, Json>();
        for (var property : fields(properties).entrySet()) {
            if (!oneIn(6)) {
                fields.put(property.getKey(), of(property.getValue(), depth + 1));
            }
        }
        if (oneIn(8)) {
            fields.put(string(), any(2));
        }
        return Json.object(fields);
    }

    private Json any(int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> Json.of(string());
            case 1 -> Json.of(random.nextLong());
            case 2 -> Json.of(random.nextBoolean());
            case 3 -> new Json.Null(Span.NONE);
            case 4 -> Json.of(-1);
            case 5 -> Json.array(List.of(any(depth - 1), any(depth - 1)));
            default -> Json.object(Map.of(string(), any(depth - 1)));
        };
    }
}
