package dev.ambit.cedar.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "false", "0", "-0", "1", "-12", "1.5", "1e9", "1E-9", "0.0e+0", "\"\"",
        "\"a\"", "[]", "{}", "[1,2]", "{\"a\":1}", "{\"\":{\"\":[]}}", "[[],[[]]]",
        "123456789012345678901234567890.5e4567"})
    void a_document_is_read_and_written_back(String text) throws InvalidInput {
        assertThat(read(text)).hasToString(text);
        assertThat(read(" \t\r\n" + text + " \t\r\n")).hasToString(text);
    }

    @Test
    void escapes_are_resolved() throws InvalidInput {
        assertThat(read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\\u00E9\\ud83d\\ude00\\u0000\""))
                .isEqualTo(Json.of("\"\\/\b\f\n\r\tAéé😀\0"));
        assertThat(read("\"\u007f\u0085\u2028\ufeff😀\"")).isEqualTo(Json.of("\u007f\u0085\u2028\ufeff😀"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            ^^                    | 1:1: expected a JSON value, found the end of the document
            ^ ^                   | 1:2: expected a JSON value, found the end of the document
            nul                   | 1:1: expected a JSON value, found `n`
            nulll                 | 1:5: expected nothing after the document, found `l`
            True                  | 1:1: expected a JSON value, found `T`
            tru                   | 1:1: expected a JSON value, found `t`
            NaN                   | 1:1: expected a JSON value, found `N`
            Infinity              | 1:1: expected a JSON value, found `I`
            undefined             | 1:1: expected a JSON value, found `u`
            'a'                   | 1:1: expected a JSON value, found `'`
            -                     | 1:2: expected a JSON value, found the end of the document
            -a                    | 1:2: expected a JSON value, found `a`
            +1                    | 1:1: expected a JSON value, found `+`
            .5                    | 1:1: expected a JSON value, found `.`
            1.                    | 1:3: expected a JSON value, found the end of the document
            01                    | 1:2: expected nothing after the document, found `1`
            -01                   | 1:3: expected nothing after the document, found `1`
            1e                    | 1:3: expected a JSON value, found the end of the document
            1e+                   | 1:4: expected a JSON value, found the end of the document
            0x10                  | 1:2: expected nothing after the document, found `x`
            1 2                   | 1:3: expected nothing after the document, found `2`
            {} []                 | 1:4: expected nothing after the document, found `[`
            [                     | 1:2: expected a JSON value, found the end of the document
            [1                    | 1:3: expected `,` or `]`, found the end of the document
            [1,]                  | 1:4: expected a JSON value, found `]`
            [,1]                  | 1:2: expected a JSON value, found `,`
            [1 2]                 | 1:4: expected `,` or `]`, found `2`
            [1}                   | 1:3: expected `,` or `]`, found `}`
            ]                     | 1:1: expected a JSON value, found `]`
            {                     | 1:2: expected a field name in quotes, found the end of the document
            {a:1}                 | 1:2: expected a field name in quotes, found `a`
            {1:1}                 | 1:2: expected a field name in quotes, found `1`
            {"a"}                 | 1:5: expected `:` after the field name, found `}`
            {"a":}                | 1:6: expected a JSON value, found `}`
            {"a":1,}              | 1:8: expected a field name in quotes, found `}`
            {"a":1 "b":2}         | 1:8: expected `,` or `}`, found `"`
            {"a":1]               | 1:7: expected `,` or `}`, found `]`
            "a                    | 1:3: the string is not closed
            "a\\                  | 1:4: the string is not closed
            "a\\"                 | 1:5: the string is not closed
            "\\x"                 | 1:3: a backslash in a string is followed by `x`, which is no escape of JSON
            "\\U0041"             | 1:3: a backslash in a string is followed by `U`, which is no escape of JSON
            "\\u12"               | 1:6: expected four hexadecimal digits after `\\u`, found `"`
            "\\u12g4"             | 1:6: expected four hexadecimal digits after `\\u`, found `g`
            "\\u\uff11234"        | 1:4: expected four hexadecimal digits after `\\u`, found `\uff11`
            // comment            | 1:1: expected a JSON value, found `/`
            [1, /* two */ 2]      | 1:5: expected a JSON value, found `/`
            """)
    void what_is_no_json_is_refused_where_it_goes_wrong(String text, String message) {
        assertThat(refusal(text)).hasMessage("<input>:" + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\ud800\"", "\"\\udc00\"", "\"\\udc00\\ud800\"", "\"\\ud800a\"",
        "\"\\ud83d\\ud83d\\ude00\"",
        "{\"\\ud800\":1}"})
    void half_a_surrogate_pair_is_refused(String text) {
        assertThat(refusal(text)).hasMessageContaining("half a surrogate pair");
    }

    @Test
    void half_a_surrogate_pair_is_refused_unescaped_too() {
        assertThat(refusal("\"" + '\ud800' + "\"")).hasMessageContaining("half a surrogate pair");
        assertThat(refusal("['" + '\ud800')).hasMessageContaining("found `'`");
        assertThat(refusal("[" + '\ud800')).hasMessageEndingWith("found U+D800");
    }

    @Test
    void control_characters_are_refused_wherever_they_stand() {
        for (var c = '\0'; c < ' '; c++) {
            assertThat(refusal("\"a" + c + "\"")).hasMessageContaining(
                    "control character U+%04X stands in a string unescaped", (int) c);
            if ("\t\n\r".indexOf(c) < 0) {
                assertThat(refusal("[" + c + "]")).hasMessageEndingWith("found U+%04X", (int) c);
            }
        }
        assertThat(refusal("\ufeff{}")).hasMessageEndingWith("found U+FEFF");
        assertThat(refusal("\u00a0{}")).hasMessageContaining("expected a JSON value");
        assertThat(refusal("{}\0")).hasMessageEndingWith("found U+0000");
    }

    @Test
    void all_names_given_twice_are_told_at_once() {
        var refusal = refusal("""
                {"a": 1, "b": {"c": 1, "\\u0063": 2},
                 "a": 2, "a": 3}""");

        assertThat(refusal).hasMessage("""
                <input>:1:24: field `c` is given twice in one object
                <input>:2:2: field `a` is given twice in one object
                <input>:2:10: field `a` is given twice in one object""");
    }

    @Test
    void a_name_given_twice_is_told_beside_a_mistake_of_syntax() {
        assertThat(refusal("{\"a\": 1, \"a\": 2, }")).hasMessage("""
                <input>:1:10: field `a` is given twice in one object
                <input>:1:18: expected a field name in quotes, found `}`""");
    }

    @Test
    void every_value_knows_where_it_stands() throws InvalidInput {
        var source = Source.of(" {\"a\": [true, \"\\u0041\"], \"b\" : -1.5 }\n");
        var object = (Json.Obj) JsonReader.read(source);
        var items = ((Json.Arr) object.fields().get("a")).items();

        assertThat(object.span()).isEqualTo(new Span(1, source.text().stripTrailing().length()));
        assertThat(items).extracting(item -> source.slice(item.span())).containsExactly("true", "\"\\u0041\"");
        assertThat(source.slice(object.fields().get("a").span())).isEqualTo("[true, \"\\u0041\"]");
        assertThat(source.slice(object.fields().get("b").span())).isEqualTo("-1.5");
    }

    @Test
    void fields_keep_their_order_and_equality_ignores_it() throws InvalidInput {
        assertThat(read("{\"b\":1,\"a\":2}")).hasToString("{\"b\":1,\"a\":2}").isEqualTo(read("{\"a\": 2, \"b\": 1}"));
        assertThat(read("[1,2]")).isNotEqualTo(read("[2,1]"));
        assertThat(read("1.0")).isNotEqualTo(read("1"));
    }

    @Test
    void nesting_is_bounded_and_does_not_exhaust_the_stack() throws InvalidInput {
        var deepest = 3 * Limits.DEFAULT.nesting();

        assertThat(read("[".repeat(deepest) + "]".repeat(deepest))).isInstanceOf(Json.Arr.class);
        assertThat(refusal("[".repeat(deepest + 1) + "]".repeat(deepest + 1)))
                .hasMessage("<input>:1:1201: objects and arrays are nested deeper than 1200");
        assertThat(JsonWriter.pretty(read("[".repeat(deepest) + "]".repeat(deepest)))).hasLineCount(2 * deepest - 1);
        assertThat(refusal("[".repeat(100_000))).hasMessageContaining("nested deeper");
        assertThat(refusal("{\"a\":".repeat(100_000))).hasMessageContaining("nested deeper");
        assertThat(refusal("[{\"a\":".repeat(100_000))).hasMessageContaining("nested deeper");
    }

    @Test
    void length_and_number_of_values_are_bounded() throws InvalidInput {
        var limits = new Limits(20, 10, 10, 4);

        assertThat(JsonReader.read(Source.of("[1,2,3]             "), limits)).hasToString("[1,2,3]");
        assertThat(refusal("[1,2,3]              ", limits)).hasMessageContaining("21 characters, the limit is 20");
        assertThat(refusal("[1,2,3,4]", limits)).hasMessageContaining("more than 4 values");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{", "\"", "0", "-", "[0,", "{\"a\":0,", "\"\\u0041", " ", "\\", "[\"a\",", "true",
        "{\"\\u0000\":"})
    void repeating_anything_is_read_or_refused_in_linear_time(String piece) {
        var text = piece.repeat(4_000_000 / piece.length());

        // A quadratic reader would need hours.
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> refusal(text + "!"));
    }

    @Test
    void names_chosen_to_collide_are_no_slower() {
        var colliding = IntStream.range(0, 1 << 16)
                .mapToObj(bits -> IntStream.range(0, 16).mapToObj(i -> (bits >> i & 1) == 0 ? "Aa" : "BB")
                        .collect(Collectors.joining()))
                .map(name -> "\"" + name + "\":0")
                .collect(Collectors.joining(",", "{", "}"));

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> read(colliding));
    }

    @RepeatedTest(200)
    void what_is_written_is_read_back(RepetitionInfo run) throws InvalidInput {
        var random = new SplittableRandom(run.getCurrentRepetition());
        var json = any(random, 4);

        assertThat(read(JsonWriter.compact(json))).isEqualTo(json);
        assertThat(read(JsonWriter.pretty(json))).isEqualTo(json);
    }

    @RepeatedTest(200)
    void a_broken_document_is_read_or_refused(RepetitionInfo run) {
        var random = new SplittableRandom(run.getCurrentRepetition());
        var text = new StringBuilder(any(random, 4).toString());
        for (var i = random.nextInt(1, 4); i > 0; i--) {
            var at = random.nextInt(text.length() + 1);
            switch (random.nextInt(3)) {
                case 0 -> text.insert(at, "\"\\{}[],:0e-\0\ud800 ".charAt(random.nextInt(14)));
                case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(3)));
                default -> text.setLength(at);
            }
        }

        try {
            assertThat(read(text.toString())).isNotNull();
        } catch (InvalidInput refused) {
            assertThat(refused.diagnostics()).isNotEmpty();
        }
    }

    private static Json any(SplittableRandom random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> Json.of(text(random));
            case 1 -> Json.of(random.nextLong());
            case 2 -> Json.of(random.nextBoolean());
            case 3 -> new Json.Null(Span.NONE);
            case 4 -> Json.array(IntStream.range(0, random.nextInt(5)).mapToObj(_ -> any(random, depth - 1)).toList());
            default -> Json.object(IntStream.range(0, random.nextInt(5)).boxed()
                    .collect(Collectors.toMap(i -> i + text(random), _ -> any(random, depth - 1))));
        };
    }

    private static String text(SplittableRandom random) {
        var special = "\"\\/\b\f\n\r\t\0\u001f\u007f\u2028é漢😀 ab";
        return random.ints(random.nextInt(6), 0, special.codePointCount(0, special.length()))
                .map(i -> special.codePointAt(special.offsetByCodePoints(0, i)))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static Json read(String text) throws InvalidInput {
        return JsonReader.read(Source.of(text));
    }

    private static InvalidInput refusal(String text) {
        return refusal(text, Limits.DEFAULT);
    }

    private static InvalidInput refusal(String text, Limits limits) {
        return catchThrowableOfType(InvalidInput.class, () -> JsonReader.read(Source.of(text), limits));
    }
}
