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

    @Test
    void it_describes_exactly_the_routes_there_are() {
        var served = Server.routes(new House())
                .stream()
                .map(route -> route.method() + " " + route.path().replace("...", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(RandomRequests.operations(document).stream().map(operation -> operation.method() + " " + operation
                .path()))
                .hasSizeGreaterThan(20)
                .containsExactlyInAnyOrderElementsOf(served);
    }

    @Test
    void every_operation_has_an_id_of_its_own_and_every_reference_leads_somewhere() {
        var ids = Server.routes(new House()).stream().map(Route::about).map(Route.About::id).toList();
        assertThat(ids).doesNotHaveDuplicates();

        var schemas = RandomRequests.fields(RandomRequests.member(RandomRequests.member(document, "components"),
                "schemas")).keySet();
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
        var requests = new RandomRequests(document, server::uri, random);
        for (var i = 0; i < REQUESTS; i++) {
            var request = requests.next();
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
            assertThat(RandomRequests.fields(problem)).containsKeys("type", "title", "status", "detail");
            return;
        }
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(RandomRequests.fields(problem)).containsKeys("code", "message", "help", "request_id");
        assertThat(((Json.Str) RandomRequests.member(problem, "message")).value()).hasSizeGreaterThan(10);
    }
}
