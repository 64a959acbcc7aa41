package dev.ambit.server.pdp.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambit.cedar.value.RecordValue;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StrictJsonTest {
    private static RecordValue values(byte[] text) throws BadJson {
        return StrictJson.read(text, json -> new ValueReader(json).record(""));
    }

    private static int skipped(byte[] text) throws BadJson {
        return StrictJson.read(text, json -> {
            var members = 0;
            while (json.nextMember() != null) {
                json.skip();
                members++;
            }
            return members;
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("a name twice", bytes("{\"a\":1,\"a\":2}")),
                Arguments.of("a name twice, once escaped", bytes("{\"a\":1,\"\\u0061\":2}")),
                Arguments.of("a name twice, deep within", bytes("{\"x\":[{\"a\":1,\"a\":2}]}")),
                Arguments.of("half a surrogate pair", bytes("{\"a\":\"\\ud800\"}")),
                Arguments.of("the other half", bytes("{\"a\":\"\\udc00x\"}")),
                Arguments.of("two first halves", bytes("{\"a\":\"\\ud800\\ud800\"}")),
                Arguments.of("half a surrogate pair in a name", bytes("{\"\\uDBFF\":1}")),
                Arguments.of("an overlong NUL", new byte[] {'{', '"', (byte) 0xc0, (byte) 0x80, '"', ':', '1', '}'}),
                Arguments.of("an encoded surrogate", new byte[] {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"',
                    ':',
                    '1', '}'}),
                Arguments.of("UTF-16", "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE)),
                Arguments.of("Latin-1", "{\"ä\":1}".getBytes(StandardCharsets.ISO_8859_1)),
                Arguments.of("a raw control character", bytes("{\"a\":\"\u0001\"}")),
                Arguments.of("something after the end", bytes("{} {}")),
                Arguments.of("garbage after the end", bytes("{}x")),
                Arguments.of("nesting too deep", bytes("{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}")),
                Arguments.of("nesting far too deep", bytes("{\"a\":" + "[".repeat(100_000))),
                Arguments.of("a number no double can hold", bytes("{\"a\":1e400}")),
                Arguments.of("an integer of 65 bits", bytes("{\"a\":18446744073709551616}")),
                Arguments.of("a number of a thousand digits", bytes("{\"a\":" + "9".repeat(1_000) + "}")),
                Arguments.of("a leading zero", bytes("{\"a\":01}")),
                Arguments.of("a plus", bytes("{\"a\":+1}")),
                Arguments.of("not a number", bytes("{\"a\":NaN}")),
                Arguments.of("a comma too many", bytes("{\"a\":1,}")),
                Arguments.of("a comment", bytes("{/**/}")),
                Arguments.of("single quotes", bytes("{'a':1}")),
                Arguments.of("an array", bytes("[]")),
                Arguments.of("nothing", bytes("")),
                Arguments.of("white space", bytes(" \n")),
                Arguments.of("an object without an end", bytes("{\"a\":1")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void is_refused_whether_it_is_read_or_passed_over(String what, byte[] text) {
        assertThatThrownBy(() -> values(text)).isInstanceOf(BadJson.class).extracting(Throwable::getMessage)
                .asString()
                .hasSizeGreaterThan(10)
                .doesNotContain("jackson", "Constraints");
        assertThatThrownBy(() -> skipped(text)).isInstanceOf(BadJson.class);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {"a":"\\ud83d\\ude00 \\\\ud800"} | {"a": "😀 \\\\ud800"}
            {"a":-9223372036854775808}       | {"a": -9223372036854775808}
            {"a":[1,true,[],{"b":"c"}]}      | {"a": [true, 1, [], {"b": "c"}]}
            {"a":null,"b":1}                 | {"b": 1}
            {"a":1.5,"b":-0.0001,"c":1e3}    | {"a": decimal("1.5000"), "b": decimal("-0.0001"), "c": decimal("1000.0000")}
            {"a":{"__entity":{"type":"U","id":"x"}}} | {"a": U::"x"}
            {"a":{"__extn":{"fn":"ip","arg":"10.0.0.1"}}} | {"a": ip("10.0.0.1")}
            """)
    void values_become_those_of_policies(String json, String expected) throws Exception {
        assertThat(values(bytes(json)).toString().replace("decimal(\"1.5\")", "decimal(\"1.5000\")").replace(
                "decimal(\"1000.0\")", "decimal(\"1000.0000\")")).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {"a":1.23456}                          | no `decimal` holds
            {"a":1e17}                             | no `decimal` holds
            {"a":1e-999999999}                     | no `decimal` holds
            {"a":{"__entity":{"type":"U"}}}        | `__entity` has exactly
            {"a":{"__entity":{"type":"u v","id":"x"}}} | `__entity` has exactly
            {"a":{"__entity":1}}                   | nothing else in it
            {"a":{"__extn":{"fn":"ip","arg":"x"}}} | `__extn` is not one of
            {"a":{"__extn":{"fn":"ip","arg":"::1"},"b":1}} | nothing else in it
            """)
    void what_no_policy_could_read_is_a_mistake(String json, String words) {
        assertThatThrownBy(() -> values(bytes(json))).isInstanceOf(BadJson.class).hasMessageContaining(words);
    }

    @Test
    void no_more_mistakes_are_told_than_anybody_reads() {
        assertThatThrownBy(() -> values(bytes("{\"a\":[" + "1.23456,".repeat(500) + "1]}"))).isInstanceOfSatisfying(
                BadJson.class, bad -> assertThat(bad.mistakes()).hasSize(Mistakes.MOST));
    }

    @RepeatedTest(200) // the repetition is the seed
    void bytes_with_one_of_them_changed_are_read_or_refused_and_nothing_else(RepetitionInfo run) {
        var random = new SplittableRandom(run.getCurrentRepetition());
        var text = bytes(
                "{\"a\":[1,-2.5e1,\"\\u00e9\\ud83d\\ude00é\",{\"b\":null,\"__entity\":{\"type\":\"U\"}}],\"c\":true}");
        for (var i = 0; i < 20; i++) {
            var changed = text.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            try {
                assertThat(skipped(changed)).isNotNegative();
                assertThat(values(changed)).isNotNull();
            } catch (BadJson refused) {
                assertThat(refused.mistakes()).isNotEmpty();
            }
        }
    }
}
