package dev.ambit.server.pdp.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.json.JsonWriter;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import dev.ambit.server.pdp.House;
import dev.ambit.server.pdp.Server;
import dev.ambit.server.pdp.http.FrontLimits;
import dev.ambit.server.pdp.http.Route;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The document that is served, and requests made from it at random: whatever comes in, the answer is not a 5xx, and a
/// refusal has words.
class OpenApiTest {
    private static final int REQUESTS = 40;

    private static Server server;
    private static Json document;

    @BeforeAll
    static void serve() throws Exception {
        server = Server.of(new House(), FrontLimits.DEFAULT);
        document = JsonReader.read(new Source("openapi.json", server.get("/openapi.json").body()));
    }

    @AfterAll
    static void end() {
        server.close();
    }

    private static Json member(Json json, String name) {
        return Objects.requireNonNull(((Json.Obj) json).get(name), name);
    }

    private static Map<String, Json> fields(Json json) {
        return ((Json.Obj) json).fields();
    }

    /// One operation of the document.
    private record Operation(String method, String path, Json content) {}

    private static List<Operation> operations() {
        return fields(member(document, "paths")).entrySet()
                .stream()
                .flatMap(path -> fields(path.getValue()).entrySet()
                        .stream()
                        .map(method -> new Operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey(),
                                method.getValue())))
                .toList();
    }

    @Test
    void it_describes_exactly_the_routes_there_are() {
        var served = Server.routes(new House())
                .stream()
                .map(route -> route.method() + " " + route.path().replace("...", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(operations().stream().map(operation -> operation.method() + " " + operation.path()))
                .hasSizeGreaterThan(20)
                .containsExactlyInAnyOrderElementsOf(served);
    }

    @Test
    void every_operation_has_an_id_of_its_own_and_every_reference_leads_somewhere() {
        var ids = Server.routes(new House()).stream().map(Route::about).map(Route.About::id).toList();
        assertThat(ids).doesNotHaveDuplicates();

        var schemas = fields(member(member(document, "components"), "schemas")).keySet();
        var text = JsonWriter.compact(document);
        var references = Pattern.compile("\"#/components/schemas/(\\w+)\"").matcher(text).results().map(
                found -> found.group(1)).collect(Collectors.toSet());
        assertThat(schemas).containsExactlyInAnyOrderElementsOf(references);
    }

    @RepeatedTest(10) // the repetition is the seed
    void whatever_is_sent_is_answered_without_a_5xx_and_refused_in_words(RepetitionInfo run) throws InvalidInput {
        fuzz(new SplittableRandom(run.getCurrentRepetition()));
    }

    @Tag("slow")
    @RepeatedTest(500) // the repetition is the seed
    void whatever_is_sent_is_answered_without_a_5xx_and_refused_in_words_at_length(RepetitionInfo run)
            throws InvalidInput {
        fuzz(new SplittableRandom(1_000L + run.getCurrentRepetition()));
    }

    private static void fuzz(SplittableRandom random) throws InvalidInput {
        var operations = operations();
        for (var i = 0; i < REQUESTS; i++) {
            var request = new Sender(random).request(operations.get(random.nextInt(operations.size())));
            var answer = server.send(request);
            assertThat(answer.statusCode()).as("%s %s: %s", request.method(), request.uri(), answer.body()).isBetween(
                    200,
                    499);
            if (answer.statusCode() >= 400) {
                words(answer);
            }
        }
    }

    private static void words(HttpResponse<String> answer) throws InvalidInput {
        var problem = JsonReader.read(new Source("answer", answer.body()));
        if (answer.headers().firstValue("content-type").orElse("").equals("application/problem+json")) {
            assertThat(fields(problem)).containsKeys("type", "title", "status", "detail");
            return;
        }
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(fields(problem)).containsKeys("code", "message", "help", "request_id");
        assertThat(((Json.Str) member(problem, "message")).value()).hasSizeGreaterThan(10);
    }

    /// Makes requests, most of them nearly right.
    private static final class Sender {
        private static final List<String> STRINGS = List.of("", "a", "user", "Agent", "alice", "2h", "50/s",
                "10.0.0.0/8",
                "2030-01-31T10:00:00Z", "execute_all", "../..", "%00", "\u202e\ud83d\ude00", "\"'`{}", "x".repeat(
                        3_000),
                "\\ud800", "t-1", "Action::\"x\"");

        private final SplittableRandom random;

        Sender(SplittableRandom random) {
            this.random = random;
        }

        private boolean oneIn(int count) {
            return random.nextInt(count) == 0;
        }

        HttpRequest request(Operation operation) {
            var uri = server.uri(path(operation.path()) + query(operation));
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
                case "integer" -> Json.of(random.nextLong(-2, 100));
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
}
