package dev.ambit.cedar.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambit.cedar.AnyValue;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.json.JsonWriter;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Mistakes;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.value.DatetimeValue;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.Value;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueJsonTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            true                                                      | true
            9223372036854775807                                       | 9223372036854775807
            -9223372036854775808                                      | -9223372036854775808
            "a\\"b"                                                   | "a\\"b"
            []                                                        | []
            [2, 1, 1, "a"]                                            | [1, 2, "a"]
            {}                                                        | {}
            {"b": [1], "a": {"": 2}}                                  | {"a": {"": 2}, "b": [1]}
            {"type": "User", "id": "a"}                               | {"id": "a", "type": "User"}
            {"__entity": {"type": "A::User", "id": "a"}}              | A::User::"a"
            {"__extn": {"fn": "ip", "arg": "10.0.0.0/8"}}             | ip("10.0.0.0/8")
            {"__extn": {"fn": "ip", "args": ["::1"]}}                 | ip("::1")
            {"__extn": {"fn": "decimal", "arg": "1.50"}}              | decimal("1.5")
            {"__extn": {"fn": "duration", "arg": "1m"}}               | duration("60000ms")
            {"__extn": {"fn": "datetime", "arg": "2030-01-01"}}       | datetime("2030-01-01")
            {"__extn": {"fn": "offset", "args": [{"__extn": {"fn": "datetime", "arg": "2030-01-01"}}, {"__extn": {"fn": "duration", "arg": "-1d"}}]}} | datetime("2029-12-31")
            """)
    void json_says_by_itself_what_it_means(String json, String expression) throws InvalidInput {
        assertThat(read(json)).hasToString(expression);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            null                           | 1:1: the value is null, which is no value of Cedar. Leave it out
            1.0                            | 1:1: the value is `1.0`, which is no integer of 64 bits. Write a fraction as {"__extn": {"fn": "decimal", "arg": "0.5"}}
            1e2                            | 1:1: the value is `1e2`, which is no integer of 64 bits. Write a fraction as {"__extn": {"fn": "decimal", "arg": "0.5"}}
            9223372036854775808            | 1:1: the value is `9223372036854775808`, which is no integer of 64 bits. Write a fraction as {"__extn": {"fn": "decimal", "arg": "0.5"}}
            {"a": [null]}                  | 1:8: an element of attribute `a` is null, which is no value of Cedar. Leave it out
            [[null]]                       | 1:3: an element of the value is null, which is no value of Cedar. Leave it out
            {"__expr": "1 + 1"}            | 1:1: the value has the reserved field `__expr`, which means nothing any more. Write the value as JSON
            {"__entity": "User::a"}        | 1:14: `__entity` must be an object, found a string
            {"__entity": {"type": "User"}} | 1:14: `__entity` lacks field `id`
            {"__entity": {"type": 1, "id": "a"}} | 1:23: `type` must be a string, found a number
            {"__entity": {"type": "if", "id": "a"}} | 1:23: `if` cannot be the name of an entity type. Names are letters, digits and underscores, joined by `::`, and no reserved words
            {"__entity": {"type": "A:: B", "id": "a"}} | 1:23: `A:: B` cannot be the name of an entity type. Names are letters, digits and underscores, joined by `::`, and no reserved words
            {"__entity": {"type": "A", "id": "a", "ids": 1}} | 1:46: `__entity` has no field `ids`. Did you mean `id`?
            {"__entity": {"type": "A", "id": "a"}, "b": 1} | 1:45: the value has no field `b`
            {"__extn": {"fn": "ip"}}       | 1:12: the value must have either the field `arg` or the field `args`
            {"__extn": {"fn": "ip", "arg": "::1", "args": []}} | 1:12: the value must have either the field `arg` or the field `args`
            {"__extn": {"arg": "::1"}}     | 1:12: the value lacks field `fn`
            {"__extn": {"fn": "ipaddr", "arg": "::1"}} | 1:19: function `ipaddr` makes no value
            {"__extn": {"fn": "decimals", "arg": "1.0"}} | 1:19: function `decimals` makes no value. Did you mean `decimal`?
            {"__extn": {"fn": "ip", "arg": 1}} | 1:32: the argument of `ip` must be a string, found a number
            {"__extn": {"fn": "ip", "args": ["::1", "::2"]}} | 1:12: `ip` takes 1 argument, found 2
            {"__extn": {"fn": "ip", "args": "::1"}} | 1:33: `args` must be an array, found a string
            {"__extn": {"fn": "offset", "arg": "1d"}} | 1:12: `offset` takes 2 arguments, found 1
            {"__extn": {"fn": "offset", "args": ["2030-01-01", {"__extn": {"fn": "duration", "arg": "1d"}}]}} | 1:38: an argument of `offset` is a string, expected a value of type `datetime`
            {"__extn": {"fn": "ip", "arg": "10.0.0.256"}} | 1:32: the value is `10.0.0.256`, from which `ip` can make no value. Write an address like 10.0.0.1 or 2001:db8::1, or a range like 10.0.0.0/8
            {"__extn": {"fn": "decimal", "arg": "1"}} | 1:37: the value is `1`, from which `decimal` can make no value. Write a decimal like 12.34, with one to four digits after the point
            """)
    void what_is_no_value_is_refused(String json, String message) {
        assertThat(refusal(json)).hasMessage("<input>:" + message);
    }

    @Test
    void every_mistake_is_told_in_the_order_of_the_text() {
        assertThat(refusal("""
                {"a": null,
                 "b": [1.5, {"__extn": {"fn": "ip", "arg": ""}}],
                 "c": {"__entity": {"typ": "User", "id": 5}}}""")).hasMessage("""
                <input>:1:7: attribute `a` is null, which is no value of Cedar. Leave it out
                <input>:2:8: an element of attribute `b` is `1.5`, which is no integer of 64 bits. Write a fraction as {"__extn": {"fn": "decimal", "arg": "0.5"}}
                <input>:2:44: an element of attribute `b` is ``, from which `ip` can make no value. Write an address like 10.0.0.1 or 2001:db8::1, or a range like 10.0.0.0/8
                <input>:3:20: `__entity` lacks field `type`
                <input>:3:28: `__entity` has no field `typ`. Did you mean `type`?
                <input>:3:42: `id` must be a string, found a number""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            Long                    | 1                                              | 1
            Set<ipaddr>             | ["10.0.0.1", {"fn": "ip", "arg": "::1"}, {"__extn": {"fn": "ip", "arg": "::2"}}] | [ip("::1"), ip("::2"), ip("10.0.0.1")]
            decimal                 | "1.5"                                          | decimal("1.5")
            datetime                | "2030-01-01"                                   | datetime("2030-01-01")
            datetime                | {"fn": "offset", "args": ["2030-01-01", "1d"]} | datetime("2030-01-02")
            duration                | {"fn": "duration", "args": ["1s"]}             | duration("1000ms")
            User                    | {"type": "User", "id": "a"}                    | User::"a"
            User                    | {"__entity": {"type": "User", "id": "a"}}      | User::"a"
            {type: String, id?: Long} | {"type": "User"}                             | {"type": "User"}
            {"__entity": Long}      | {"__entity": 1}                                | {"__entity": 1}
            Set<Set<Bool>>          | [[true], []]                                   | [[], [true]]
            """)
    void a_type_says_what_json_leaves_out(String type, String json, String expression) throws InvalidInput {
        assertThat(read(json, type(type))).hasToString(expression);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            Long        | "1"                                     | 1:1: the value is a string, expected a value of type `Long`
            Long        | null                                    | 1:1: the value is null, which is no value of Cedar. Leave it out
            Long        | 1.5                                     | 1:1: the value is `1.5`, which is no integer of 64 bits. Write a fraction as {"__extn": {"fn": "decimal", "arg": "0.5"}}
            String      | {"__entity": {"type": "User", "id": ""}} | 1:1: the value is an object, expected a value of type `String`
            Set<Long>   | {}                                      | 1:1: the value is an object, expected a value of type `Set<Long>`
            Set<Long>   | [1, "2"]                                | 1:5: an element of the value is a string, expected a value of type `Long`
            {a: Long}   | [1]                                     | 1:1: the value is an array, expected a value of type `{a: Long}`
            {name: Long, b?: Long} | {"nam": 1}                   | 1:1: the value lacks the attribute `name` of type `Long`, which the schema requires¶1:9: the value has the attribute `nam`, which the schema does not know. Did you mean `name`?
            {a: {b: Long}} | {"a": {}}                            | 1:7: attribute `a` lacks the attribute `b` of type `Long`, which the schema requires
            User        | "a"                                     | 1:1: the value is a string, expected a value of type `User`
            User        | {"id": "a"}                             | 1:1: the value lacks field `type`
            User        | {"type": "Team", "id": "a"}             | 1:1: the value is an entity of type `Team`, expected one of type `User`
            ipaddr      | "x"                                     | 1:1: the value is `x`, from which `ip` can make no value. Write an address like 10.0.0.1 or 2001:db8::1, or a range like 10.0.0.0/8
            ipaddr      | {"fn": "decimal", "arg": "1.0"}         | 1:1: the value is a value of type `decimal`, expected one of type `ipaddr`
            ipaddr      | {"arg": "1.0"}                          | 1:1: the value is an object, expected a value of type `ipaddr`
            ipaddr      | 1                                       | 1:1: the value is a number, expected a value of type `ipaddr`
            datetime    | {"fn": "offset", "args": ["1d", 1]}     | 1:27: an argument of `offset` is `1d`, from which `datetime` can make no value. Write an instant like 2030-01-31, 2030-01-31T10:00:00Z or 2030-01-31T10:00:00.000+0100¶1:33: an argument of `offset` is a number, expected a value of type `duration`
            """)
    void what_is_not_of_the_type_is_refused(String type, String json, String message) {
        var refusal = catchThrowableOfType(InvalidInput.class, () -> read(json, type(type)));

        assertThat(refusal).hasMessage("<input>:" + message.replace("¶", "\n<input>:"));
    }

    @Test
    void an_instant_without_a_text_is_written_by_its_distance_from_the_epoch() throws InvalidInput {
        var beyond = new DatetimeValue(Long.MAX_VALUE);

        assertThat(ValueJson.write(beyond)).hasToString("{\"__extn\":{\"fn\":\"offset\",\"args\":["
                + "{\"__extn\":{\"fn\":\"datetime\",\"arg\":\"1970-01-01\"}},"
                + "{\"__extn\":{\"fn\":\"duration\",\"arg\":\"9223372036854775807ms\"}}]}}");
        assertThat(read(ValueJson.write(beyond).toString())).isEqualTo(beyond);
        assertThat(refusal("""
                {"__extn": {"fn": "offset", "args": [{"__extn": {"fn": "datetime", "arg": "1970-01-02"}},
                {"__extn": {"fn": "duration", "arg": "9223372036854775807ms"}}]}}"""))
                .hasMessage("<input>:1:12: the value is an instant that does not fit in 64 bits");
    }

    @Test
    void a_record_that_would_mean_something_else_cannot_be_written() {
        var record = RecordValue.of(Map.of("__entity", LongValue.of(1)));

        assertThatThrownBy(() -> ValueJson.write(record)).hasMessage(
                "a record with the attribute `__entity` cannot be written: it would mean something else");
    }

    @RepeatedTest(500)
    void what_is_written_is_read_back(RepetitionInfo run) throws InvalidInput {
        var value = AnyValue.of(new SplittableRandom(run.getCurrentRepetition()), 3);
        var json = ValueJson.write(value);

        assertThat(read(JsonWriter.compact(json))).isEqualTo(value);
        assertThat(read(JsonWriter.pretty(json))).isEqualTo(value);
    }

    @Test
    void values_are_nested_no_deeper_than_policies() throws InvalidInput {
        var deepest = Limits.DEFAULT.nesting();

        assertThat(read("[".repeat(deepest) + "]".repeat(deepest))).isNotNull();
        assertThat(refusal("[".repeat(deepest + 1) + "]".repeat(deepest + 1)))
                .hasMessage("<input>:1:401: an element of the value is nested deeper than 400");
        assertThat(refusal("{\"a\":".repeat(deepest) + "{}" + "}".repeat(deepest))).hasMessageContaining(
                "nested deeper");
    }

    @Test
    void a_value_nested_as_deep_as_that_needs_little_stack() throws InterruptedException {
        var depth = Limits.DEFAULT.nesting() / 2 - 1;
        var json = "[{\"a\":".repeat(depth) + "1" + "}]".repeat(depth);
        var failure = new AtomicReference<Throwable>();

        var thread = new Thread(null, () -> handle(json), "small", 512 << 10);
        thread.setUncaughtExceptionHandler((_, thrown) -> failure.set(thrown));
        thread.start();
        thread.join();

        assertThat(failure).hasNullValue();
    }

    private static void handle(String json) {
        try {
            var value = read(json);
            assertThat(value).isEqualTo(read(json)).hasSameHashCodeAs(read(json));
            assertThat(Value.ORDER.compare(value, read(json))).isZero();
            assertThat(value.toString()).hasSizeGreaterThan(json.length());
            assertThat(JsonWriter.compact(ValueJson.write(value))).isEqualTo(json);
        } catch (InvalidInput refused) {
            throw new IllegalStateException(refused);
        }
    }

    @Test
    void mistakes_without_end_are_counted_in_linear_time() {
        var refusal = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20),
                () -> refusal("[" + "null,".repeat(2_000_000) + "1.5]"));

        assertThat(refusal.diagnostics()).hasSize(Mistakes.MOST + 1);
        assertThat(refusal.diagnostics().getLast().message()).isEqualTo("1,999,901 more mistakes are not told");
    }

    @Test
    void names_are_cut_in_messages() {
        assertThat(refusal("{\"" + "n".repeat(100_000) + "\": null}")).hasMessage(
                "<input>:1:100006: attribute `" + "n".repeat(60)
                        + "…` is null, which is no value of Cedar. Leave it out");
    }

    private static Type type(String text) throws InvalidInput {
        var schema = Schema.parse(Source.of("entity User; entity T { it: " + text + " };"));
        return schema.entityTypes().get("T").attributes().attributes().get("it").type();
    }

    private static Value read(String json) throws InvalidInput {
        return ValueJson.read(Source.of(json));
    }

    private static Value read(String json, Type type) throws InvalidInput {
        var source = Source.of(json);
        return ValueJson.read(JsonReader.read(source), source, type);
    }

    private static InvalidInput refusal(String json) {
        return catchThrowableOfType(InvalidInput.class, () -> read(json));
    }
}
