package dev.ambit.server.pdp.authzen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.json.JsonWriter;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.server.pdp.House;
import dev.ambit.server.pdp.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The interop vectors of AuthZEN, over HTTP, against the policies in `examples/authzen`.
class InteropVectorsTest {
    private static final Path VECTORS = Path.of(System.getProperty("ambit.vectors"), "authzen");
    private static final Path EXAMPLES = Path.of(System.getProperty("ambit.root"), "examples/authzen");

    private static List<Json> cases(String file, String kind) throws IOException, InvalidInput {
        assumeTrue(Files.isDirectory(VECTORS), () -> "no vectors at " + VECTORS);
        var text = Files.readString(VECTORS.resolve(file));
        return items(JsonReader.read(new Source(file, text)), kind);
    }

    private static List<Json> items(Json json, String name) {
        return ((Json.Arr) member(json, name)).items();
    }

    private static Json member(Json json, String name) {
        return Objects.requireNonNull(((Json.Obj) json).get(name));
    }

    /// Serves one of the examples, with a task for each user among its entities.
    private static Server serving(String example, String profile) throws IOException, InvalidInput {
        var entities = JsonReader.read(new Source("entities", Files.readString(EXAMPLES.resolve(example).resolve(
                "entities.json"))));
        var users = ((Json.Arr) entities).items()
                .stream()
                .map(entity -> member(entity, "uid"))
                .filter(uid -> text(uid, "type").equals("user"))
                .map(uid -> EntityUid.of("user", text(uid, "id")))
                .toList();
        return Server.of(House.of(EXAMPLES.resolve(example), profile, users));
    }

    private static String text(Json json, String name) {
        return ((Json.Str) member(json, name)).value();
    }

    private static Json ask(Server server, String path, Json question) {
        var answer = server.post(path, JsonWriter.compact(member(question, "request")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        try {
            return JsonReader.read(new Source("answer", answer.body()));
        } catch (InvalidInput bad) {
            throw new AssertionError(bad);
        }
    }

    @Test
    void every_decision_of_the_todo_application_agrees() throws Exception {
        var questions = cases("todo-decisions-1_0-02.json", "evaluation");
        try (var server = serving("todo", "todo")) {
            assertThat(questions).hasSize(40).allSatisfy(question -> assertThat(JsonWriter.compact(member(ask(server,
                    AuthZen.EVALUATION, question), "decision"))).isEqualTo(JsonWriter.compact(member(question,
                            "expected"))));
        }
    }

    @Test
    void every_batch_of_the_todo_application_agrees() throws Exception {
        var questions = cases("todo-decisions-1_0-02.json", "evaluations");
        try (var server = serving("todo", "todo")) {
            assertThat(questions).hasSize(3).allSatisfy(question -> assertThat(decisions(items(ask(server,
                    AuthZen.EVALUATIONS, question), "evaluations"))).isEqualTo(decisions(items(question, "expected"))));
        }
    }

    private static List<String> decisions(List<Json> answers) {
        return answers.stream().map(answer -> JsonWriter.compact(member(answer, "decision"))).toList();
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            search-action-results.json   | /access/v1/search/action   | 120
            search-resource-results.json | /access/v1/search/resource | 18
            search-subject-results.json  | /access/v1/search/subject  | 60
            """)
    void every_search_finds_the_same(String file, String path, int count) throws Exception {
        var questions = cases(file, "evaluation");
        try (var server = serving("search", "records")) {
            assertThat(questions).hasSize(count).allSatisfy(question -> assertThat(results(ask(server, path, question)))
                    .isEqualTo(results(member(question, "expected"))));
        }
    }

    private static Set<String> results(Json answer) {
        return items(answer, "results").stream()
                .map(JsonWriter::compact)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
