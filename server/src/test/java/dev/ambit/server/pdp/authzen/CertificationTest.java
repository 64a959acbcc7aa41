package dev.ambit.server.pdp.authzen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.server.pdp.House;
import dev.ambit.server.pdp.Server;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The certification scenario of AuthZEN 1.0, over HTTP, against `examples/authzen/certification`.
class CertificationTest {
    private static final String ALICE = "{\"type\":\"user\",\"id\":\"alice\"}";
    private static final String BOB = "{\"type\":\"user\",\"id\":\"bob\"}";
    private static final String RECORD_1 = "{\"type\":\"record\",\"id\":\"record-1\"}";
    private static final String ARCHIVED = "{\"type\":\"record\",\"id\":\"record-2\",\"properties\":{\"status\":\"archived\"}}";
    private static final String ADMIN = "{\"type\":\"user\",\"id\":\"bob\",\"properties\":{\"role\":\"admin\"}}";

    private static Server server;

    @BeforeAll
    static void serve() throws Exception {
        var fixture = Path.of(System.getProperty("ambit.root"), "examples/authzen/certification");
        server = Server.of(House.of(fixture, "certification", List.of(EntityUid.of("user", "alice"), EntityUid.of(
                "user",
                "bob"))));
    }

    @AfterAll
    static void end() {
        server.close();
    }

    private static String evaluation(String subject, String action, String resource) {
        return "{\"subject\":%s,\"action\":%s,\"resource\":%s}".formatted(subject, action.startsWith("{")
                ? action
                : "{\"name\":\"%s\"}".formatted(action), resource);
    }

    private static Json ask(String path, String body) {
        var answer = server.post(path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
        return json(answer.body());
    }

    private static Json json(String text) {
        try {
            return JsonReader.read(new Source("answer", text));
        } catch (InvalidInput bad) {
            throw new AssertionError(text, bad);
        }
    }

    private static Json member(Json json, String name) {
        return Objects.requireNonNull(((Json.Obj) json).get(name), () -> name + " in " + json);
    }

    private static boolean decision(Json answer) {
        return ((Json.Bool) member(answer, "decision")).value();
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            {"type":"user","id":"alice"} | read | {"type":"record","id":"record-1"} | true
            {"type":"user","id":"alice"} | write | {"type":"record","id":"record-1"} | true
            {"type":"user","id":"bob"} | read | {"type":"record","id":"record-1"} | true
            {"type":"user","id":"bob"} | write | {"type":"record","id":"record-1"} | false
            {"type":"user","id":"alice"} | write | {"type":"record","id":"record-2","properties":{"status":"archived"}} | false
            {"type":"user","id":"bob","properties":{"role":"admin"}} | write | {"type":"record","id":"record-2","properties":{"status":"archived"}} | true
            {"type":"user","id":"alice"} | {"name":"delete","properties":{"soft":true}} | {"type":"record","id":"record-1"} | true
            {"type":"user","id":"alice"} | {"name":"delete","properties":{"soft":false}} | {"type":"record","id":"record-1"} | false
            {"type":"spaceship","id":"alice"} | read | {"type":"record","id":"record-1"} | false
            {"type":"no such type","id":"alice"} | fly | {"type":"?","id":""} | false
            """)
    void the_decision_is(String subject, String action, String resource, boolean expected) {
        assertThat(decision(ask(AuthZen.EVALUATION, evaluation(subject, action, resource)))).isEqualTo(expected);
        assertThat(decision(ask(AuthZen.EVALUATIONS, evaluation(subject, action, resource)))).isEqualTo(expected);
    }

    @Test
    void context_and_unknown_members_change_nothing() {
        var body = evaluation(
                "{\"type\":\"user\",\"id\":\"alice\",\"properties\":{\"department\":\"Sales\"},\"more\":[1]}",
                "{\"name\":\"read\",\"properties\":{\"method\":\"GET\"}}", RECORD_1);
        var longer = body.substring(0, body.length() - 1)
                + ",\"context\":{\"time\":\"2025-06-27T18:03-07:00\",\"ip\":\"192.168.1.1\",\"deep\":[[1.5e3,null]]},\"foo\":\"bar\","
                + "\"futureField\":{\"nested\":true}}";

        assertThat(decision(ask(AuthZen.EVALUATION, longer))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "[]",
        "null",
        "\"text\"",
        "{",
        "{}",
        "{} {}",
        "{\"subject\":{\"type\":\"user\",\"id\":\"alice\"},\"action\":{\"name\":\"read\"}}",
        "{\"subject\":{\"type\":\"user\",\"id\":\"alice\"},\"resource\":{\"type\":\"record\",\"id\":\"record-1\"}}",
        "{\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"record\",\"id\":\"record-1\"}}",
        "{\"subject\":{\"id\":\"alice\"},\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"record\",\"id\":\"1\"}}",
        "{\"subject\":{\"type\":\"user\"},\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"record\",\"id\":\"1\"}}",
        "{\"subject\":{\"type\":\"user\",\"id\":\"alice\"},\"action\":{},\"resource\":{\"type\":\"record\",\"id\":\"1\"}}",
        "{\"subject\":{\"type\":\"user\",\"id\":\"alice\"},\"action\":{\"name\":\"read\"},\"resource\":{\"id\":\"1\"}}",
        "{\"subject\":{\"type\":\"user\",\"id\":\"alice\"},\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"r\"}}",
        "{\"subject\":\"alice\",\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"record\",\"id\":\"1\"}}",
        "{\"subject\":{\"type\":\"user\",\"id\":\"a\"},\"action\":{\"name\":123},\"resource\":{\"type\":\"r\",\"id\":\"1\"}}",
        "{\"subject\":null,\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"record\",\"id\":\"1\"}}",
    })
    void what_is_missing_mistyped_or_malformed_is_refused_in_words(String body) {
        var answer = server.post(AuthZen.EVALUATION, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(((Json.Str) member(json(answer.body()), "message")).value()).hasSizeGreaterThan(10);
    }

    @Test
    void everything_that_is_wrong_is_said_at_once() {
        var answer = server.post(AuthZen.EVALUATION,
                "{\"subject\":{\"type\":1},\"action\":\"read\",\"resource\":{\"id\":[]}}");

        assertThat(answer.body()).contains("`subject.type` is a number, not a string",
                "`action` is a string, not an object", "`resource.id` is an array, not a string");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            text/plain                      | 400
            application/jsonp               | 400
            application/json; charset=utf-8 | 200
            Application/JSON                | 200
            """)
    void the_content_type_is_json(String type, int status) {
        var request = HttpRequest.newBuilder(server.uri(AuthZen.EVALUATION))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(evaluation(ALICE, "read", RECORD_1)))
                .build();

        assertThat(server.send(request).statusCode()).isEqualTo(status);
    }

    @Test
    void a_request_id_comes_back_unchanged_from_answers_and_refusals() {
        for (var path : List.of(AuthZen.EVALUATION, AuthZen.SUBJECTS, "/nothing", "/v1/tasks")) {
            var answer = server.post(path, "{}", "X-Request-ID", "bfe9eb29-ab87~4ca3 be83");

            assertThat(answer.headers().allValues("x-request-id")).containsExactly("bfe9eb29-ab87~4ca3 be83");
        }
        assertThat(server.post(AuthZen.EVALUATION, evaluation(ALICE, "read", RECORD_1), "X-Request-ID", "1").headers()
                .firstValue("x-request-id")).hasValue("1");
    }

    @Test
    void evaluations_inherit_whole_members_and_keep_their_order() {
        var batch = "{\"subject\":%s,\"action\":{\"name\":\"write\"},\"resource\":{\"type\":\"record\",\"id\":\"record-1\","
                .formatted(ALICE)
                + "\"properties\":{\"status\":\"active\"}},\"evaluations\":[{},{\"resource\":%s},{\"subject\":%s,\"resource\":%s}]}"
                        .formatted(ARCHIVED, ADMIN, ARCHIVED);

        assertThat(decisions(batch)).containsExactly(true, false, true);
    }

    private static List<Boolean> decisions(String batch) {
        return ((Json.Arr) member(ask(AuthZen.EVALUATIONS, batch), "evaluations")).items()
                .stream()
                .map(CertificationTest::decision)
                .toList();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            execute_all            | true,false,true,false
            deny_on_first_deny     | true,false
            permit_on_first_permit | true
            """)
    void a_semantic_ends_what_it_speaks_of(String semantic, String expected) {
        var batch = """
                {"subject":%s,"options":{"evaluations_semantic":"%s","other":1},"resource":%s,
                 "evaluations":[{"action":{"name":"read"}},{"action":{"name":"write"}},{"action":{"name":"read"}},{}]}"""
                .formatted(BOB, semantic, RECORD_1);

        assertThat(decisions(batch)).hasToString("[" + expected.replace(",", ", ") + "]");
    }

    @Test
    void a_question_that_cannot_be_asked_is_denied_in_its_place() {
        var answer = server.post(AuthZen.EVALUATIONS, """
                {"subject":%s,"action":{"name":"read"},"evaluations":[{"resource":%s},{},{"resource":7}]}"""
                .formatted(ALICE, RECORD_1));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("{\"decision\":false,\"context\":{\"error\":{\"status\":400,"
                + "\"message\":\"`resource` is missing\"}}},{\"decision\":false,\"context\":{\"error\":{\"status\":400,"
                + "\"message\":\"`evaluations.2.resource` is a number, not an object\"}}}]");
    }

    @Test
    void without_evaluations_it_is_one_evaluation() {
        var one = evaluation(ALICE, "read", RECORD_1);

        assertThat(decision(ask(AuthZen.EVALUATIONS, one.substring(0, one.length() - 1) + ",\"evaluations\":[]}")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"evaluations\":{}}", "{\"evaluations\":[1]}", "{\"options\":[],\"evaluations\":[]}",
        "{\"options\":{\"evaluations_semantic\":\"execute_none\"},\"evaluations\":[{}]}",
        "{\"subject\":\"alice\",\"evaluations\":[{}]}"
    })
    void a_batch_that_makes_no_sense_is_refused_whole(String batch) {
        assertThat(server.post(AuthZen.EVALUATIONS, batch).statusCode()).isEqualTo(400);
    }

    private static List<String> results(String path, String body, String key) {
        return ((Json.Arr) member(ask(path, body), "results")).items()
                .stream()
                .map(result -> ((Json.Str) member(result, key)).value())
                .toList();
    }

    @Test
    void searches_find_what_would_be_permitted() {
        var read = "\"action\":{\"name\":\"read\"}";
        var write = "\"action\":{\"name\":\"write\"}";

        assertThat(results(AuthZen.SUBJECTS, "{\"subject\":{\"type\":\"user\"},%s,\"resource\":%s}".formatted(read,
                RECORD_1),
                "id")).containsExactly("alice", "bob");
        assertThat(results(AuthZen.SUBJECTS, "{\"subject\":%s,%s,\"resource\":%s}".formatted(ALICE, read, RECORD_1),
                "id"))
                .containsExactly("alice", "bob");
        assertThat(results(AuthZen.SUBJECTS, "{\"subject\":{\"type\":\"user\"},%s,\"resource\":%s}".formatted(write,
                ARCHIVED), "id")).containsExactly("bob");
        assertThat(results(AuthZen.RESOURCES, "{\"subject\":%s,%s,\"resource\":%s}".formatted(ALICE, read, RECORD_1),
                "id"))
                .containsExactly("record-1", "record-2");
        assertThat(results(AuthZen.RESOURCES, "{\"subject\":%s,%s,\"resource\":{\"type\":\"record\"}}".formatted(ADMIN,
                write), "id")).containsExactly("record-2");
        assertThat(results(AuthZen.ACTIONS, "{\"subject\":%s,\"resource\":%s}".formatted(ALICE, RECORD_1), "name"))
                .containsExactly("read", "write");
        assertThat(results(AuthZen.ACTIONS, "{\"subject\":%s,\"resource\":%s}".formatted(ADMIN, ARCHIVED), "name"))
                .containsExactly("read", "write");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /access/v1/search/action | {"subject":{"type":"user","id":"nobody"},"resource":{"type":"record","id":"record-1"}}
            /access/v1/search/subject | {"subject":{"type":"spaceship"},"action":{"name":"read"},"resource":{"type":"record","id":"record-1"}}
            /access/v1/search/resource | {"subject":{"type":"user","id":"alice"},"action":{"name":"read"},"resource":{"type":"planet"}}
            /access/v1/search/action | {"subject":{"type":"user","id":"alice"},"resource":{"type":"planet","id":"x"}}
            """)
    void what_nobody_knows_is_found_nowhere(String path, String body) {
        assertThat(server.post(path, body).body()).isEqualTo("{\"results\":[]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /access/v1/search/subject | {"subject":{"type":"user"},"resource":{"type":"record","id":"record-1"}}
            /access/v1/search/resource | {"action":{"name":"read"},"resource":{"type":"record"}}
            /access/v1/search/action | {"subject":{"type":"user","id":"alice"}}
            /access/v1/search/subject | {"subject":{"type":"user"},"action":{"name":"read"},"resource":{"type":"record"}}
            /access/v1/search/resource | {"subject":{"type":"user"},"action":{"name":"read"},"resource":{"type":"record"}}
            /access/v1/search/action | {"subject":{"type":"user"},"resource":{"type":"record","id":"record-1"}}
            /access/v1/search/action | {"subject":{"type":"user","id":"a"},"resource":{"type":"record","id":"r"},"page":{"limit":0}}
            /access/v1/search/action | {"subject":{"type":"user","id":"a"},"resource":{"type":"record","id":"r"},"page":{"token":"AAAA"}}
            """)
    void a_search_that_lacks_something_is_refused(String path, String body) {
        assertThat(server.post(path, body).statusCode()).isEqualTo(400);
    }

    @Test
    void pages_follow_one_another_until_the_token_is_empty() {
        var search = "{\"subject\":{\"type\":\"user\"},\"action\":{\"name\":\"read\"},\"resource\":%s,\"page\":{%s}}";
        var first = server.post(AuthZen.SUBJECTS, search.formatted(RECORD_1, "\"limit\":1")).body();
        var token = ((Json.Str) member(member(json(first), "page"), "next_token")).value();

        assertThat(first).startsWith("{\"page\":{\"next_token\":\"").contains("\"id\":\"alice\"").doesNotContain("bob");
        assertThat(token).isNotEmpty();

        var second = server.post(AuthZen.SUBJECTS, search.formatted(RECORD_1, "\"token\":\"%s\"".formatted(token)))
                .body();

        assertThat(second).startsWith("{\"page\":{\"next_token\":\"\"").contains("\"id\":\"bob\"").doesNotContain(
                "alice");
        assertThat(server.post(AuthZen.SUBJECTS, search.formatted(RECORD_1, "\"token\":\"%s\",\"limit\":2".formatted(
                token))).statusCode()).as("another limit").isEqualTo(400);
        assertThat(server.post(AuthZen.SUBJECTS, search.formatted(ARCHIVED, "\"token\":\"%s\"".formatted(token)))
                .statusCode()).as("another search").isEqualTo(400);
    }

    @Test
    void metadata_names_every_endpoint() {
        var answer = server.get(AuthZen.METADATA);
        var base = "http://127.0.0.1:" + server.port();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(((Json.Str) member(json(answer.body()), "policy_decision_point")).value()).isEqualTo(base);
        assertThat(((Json.Str) member(json(answer.body()), "access_evaluation_endpoint")).value())
                .isEqualTo(base + AuthZen.EVALUATION);
    }

    @Test
    void the_same_question_has_the_same_answer() {
        for (var i = 0; i < 20; i++) {
            assertThat(decision(ask(AuthZen.EVALUATION, evaluation(BOB, "write", RECORD_1)))).isFalse();
        }
    }

    @Test
    void an_answer_says_why_and_until_when() {
        assertThat(server.post(AuthZen.EVALUATION, evaluation(BOB, "write", RECORD_1)).body()).contains(
                "\"outcome\":\"deny\"", "\"code\":\"not-permitted\"",
                "\"agent\":\"nothing in this task permits this\"");
        assertThat(server.post(AuthZen.EVALUATION, evaluation(ALICE, "read", RECORD_1)).body()).contains(
                "\"outcome\":\"permit\"", "\"code\":\"permitted\"", "either-reads", "\"until\":\"20");
    }
}
