package dev.ambit.server.pip.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambit.cedar.text.Findings;
import dev.ambit.cedar.text.Passage;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.DatetimeValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.core.signal.Message.Said;
import dev.ambit.server.pip.Reason;
import dev.ambit.server.pip.Rejected;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingTest {
    private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
    private static final String ALERTS = """
            { "status": "firing", "alerts": [
              { "status": "firing", "labels": { "environment": "prod" }, "startsAt": "2030-01-01T11:00:00.123+01:00" },
              { "status": "resolved", "labels": { "environment": "dev" }, "startsAt": "2030-01-01T10:00:00Z" },
              { "status": "firing", "labels": {}, "startsAt": "2030-01-01T10:00:00Z" } ] }""";

    @Test
    void each_item_of_a_list_is_a_reading_of_its_own() throws Rejected {
        var rule = rule("has(item.labels.environment)", "payload.alerts", "item.labels.environment",
                "{'declared': item.status == 'firing', 'since': timestamp(item.startsAt)}", "received");

        assertThat(said(rule, ALERTS)).containsExactly(
                new Said("incident", EntityUid.of("Environment", "prod"), Optional.of(RecordValue.of(Map.of("declared",
                        BoolValue.of(true), "since", datetime("2030-01-01T10:00:00.123Z")))), Optional.of(NOW)),
                new Said("incident", EntityUid.of("Environment", "dev"), Optional.of(RecordValue.of(Map.of("declared",
                        BoolValue.of(false), "since", datetime("2030-01-01T10:00:00Z")))), Optional.of(NOW)));
    }

    private static DatetimeValue datetime(String text) {
        return new DatetimeValue(Instant.parse(text).toEpochMilli());
    }

    @Test
    void null_says_that_there_is_none_and_a_member_that_is_null_is_not_there() throws Rejected {
        assertThat(said(rule("", "", "payload.id", "payload.state", "payload.at"), """
                { "id": "T-1", "state": null, "at": "2030-01-01T11:00:00Z" }""")).extracting(Said::value)
                .containsExactly(
                        Optional.empty());
        assertThat(said(rule("", "", "payload.id", "payload.state", "payload.at"), """
                { "id": "T-1", "state": { "a": "x", "b": null }, "at": "2030-01-01T11:00:00Z" }""")).extracting(
                Said::value)
                .containsExactly(Optional.of(RecordValue.of(Map.of("a", StringValue.of("x")))));
    }

    @Test
    void where_no_rule_is_for_it_it_is_unmapped() {
        assertRejected(Reason.UNMAPPED, rule("payload.kind == 'alert'", "", "payload.id", "1", "received"),
                "{ \"kind\": \"ping\" }");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            a condition on what is not there | payload.gone == 1     | payload.id        | 1                  | received
            a condition that is no truth     | payload.id            | payload.id        | 1                  | received
            a subject that is no text        |                       | payload.n         | 1                  | received
            an empty subject                 |                       | ''                | 1                  | received
            a value that is not there        |                       | payload.id        | payload.gone       | received
            a fraction of five digits        |                       | payload.id        | payload.pi         | received
            bytes                            |                       | payload.id        | b'x'               | received
            a time that is none              |                       | payload.id        | 1                  | payload.id
            a number as time                 |                       | payload.id        | 1                  | payload.n
            more steps than anybody needs    |                       | payload.id        | payload.many.map(x, payload.many.map(y, x + y)).size() | received
            """)
    void a_rule_that_fails_makes_nothing_of_the_message(String what, String when, String subject, String value,
            String observed) {
        var many = "1,".repeat(200) + "1";
        assertRejected(Reason.MAPPING_FAILED, rule(when == null ? "" : when, "", subject, value, observed),
                "{ \"id\": \"x\", \"n\": 7, \"pi\": 3.14159, \"many\": [%s] }".formatted(many));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            []                     | the body is JSON, but no object
            {"a": 1, "a": 2}       | the body is no JSON
            {"a": 1} x             | the body is no JSON
            {"a": 1e999}           | `1e999` is a number that no double can hold
            """)
    void what_two_programs_could_read_differently_is_malformed(String body, String words) {
        assertThatThrownBy(() -> Payload.of(body.getBytes(UTF_8))).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(Reason.MALFORMED);
            assertThat(rejected.words()).startsWith(words);
        });
    }

    @Test
    void numbers_keep_all_their_digits() throws Rejected {
        assertThat(Payload.of("{\"a\": 9007199254740993, \"b\": 1.5, \"c\": 18446744073709551616}".getBytes(UTF_8))
                .members())
                .isEqualTo(Map.of("a", 9_007_199_254_740_993L, "b", 1.5, "c", 1.8446744073709552E19));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            payload.id ==      | bad-expression
            palyoad.id == 'x'  | bad-expression
            'x'                | wrong-type
            """)
    void what_is_no_expression_is_told_with_its_place(String when, String code) {
        var findings = new Findings();
        Mapping.of(List.of(rule(when, "", "payload.id", "1", "received")), _ -> "Environment", findings);

        assertThat(findings.inOrder()).first().satisfies(mistake -> {
            assertThat(mistake.code()).isEqualTo(code);
            assertThat(mistake.source().name()).isEqualTo("ambit.yaml");
        });
    }

    private static List<Said> said(Rule rule, String body) throws Rejected {
        var findings = new Findings();
        var mapping = Mapping.of(List.of(rule), _ -> "Environment", findings);
        assertThat(findings.inOrder()).isEmpty();
        return mapping.said(Payload.of(body.getBytes(UTF_8)), Optional.empty(), NOW);
    }

    private static void assertRejected(Reason reason, Rule rule, String body) {
        assertThatThrownBy(() -> said(rule, body)).isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(
                rejected
                        .reason()).as(rejected.words()).isEqualTo(reason));
    }

    private static Rule rule(String when, String each, String subject, String value, String observed) {
        return new Rule(passage(when), passage(each), "incident", passage(subject).orElseThrow(), passage(value)
                .orElseThrow(), passage(observed));
    }

    private static Optional<Passage> passage(String text) {
        var source = new Source("ambit.yaml", text);
        return text.isEmpty() ? Optional.empty() : Optional.of(new Passage(source, new Span(0, text.length())));
    }
}
