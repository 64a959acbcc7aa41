package dev.ambit.cedar.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Source;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Inputs made to exhaust the stack, the memory or the time of whoever reads them.
class HostileTextTest {
    private static final int MANY = 100_000;
    private static final Duration LONGEST = Duration.ofSeconds(10);
    // What an ordinary thread has; an interpreted frame takes several times what a compiled one does.
    private static final long SMALL_STACK = 1 << 20;
    private static final String POLICY = "permit(principal,action,resource)when{%s};";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = " -> ", quoteCharacter = '~', textBlock = """
            ( -> 1:440: brackets and `if`s are nested deeper than 400
            [ -> 1:440: brackets and `if`s are nested deeper than 400
            {a: -> 1:1242: brackets and `if`s are nested deeper than 400
            ip( -> 1:1242: brackets and `if`s are nested deeper than 400
            context.f( -> 1:4049: brackets and `if`s are nested deeper than 400
            !( -> 1:841: brackets and `if`s are nested deeper than 400
            [1, -> 1:1240: brackets and `if`s are nested deeper than 400
            permit( -> 1:2846: brackets and `if`s are nested deeper than 400
            1 in [1 || ( -> 1:2445: brackets and `if`s are nested deeper than 400
            ! -> 1:39: `!` stands 100000 times in a row, the limit is 4. Two of them undo each other
            - -> 1:39: `-` stands 100000 times in a row, the limit is 4. Two of them undo each other
            1|| -> 1:1240: more than 400 operators depend on each other up to here
            1+ -> 1:840: more than 400 operators depend on each other up to here
            1== -> 1:43: `==` follows another comparison. Put one of the two in parentheses, or join them with `&&`
            .a -> 1:39: expected a value, found `.`
            "" -> 1:41: expected `}`, found the string `""`
            "\\ -> 1:39: the string that begins here is not closed
            "\\q" -> 1:40: `\\q` is no escape. A backslash is written `\\\\`
            "\\u{ -> 1:40: `\\u` is no escape. `\\u` takes the number of a character, one to six hexadecimal digits in braces: `\\u{e9}`
            // -> 1:200041: expected a value, found the end of the text
            /* -> 1:39: `/*` is no part of the language. A comment begins with `//` and ends with the line
            ' -> 1:39: ' is no quote. A string stands between two `"`
            “ -> 1:39: “ is no quote. A string stands between two `"`
            A:: -> 1:300039: expected a name or, in quotes, the id of an entity, found `}`
            ) -> 1:39: expected a value, found `)`
            } -> 1:38: there is no condition between the braces
            ; -> 1:39: expected a value, found `;`
            f(] -> 1:41: expected a value, found `]`
            [} -> 1:40: expected a value, found `}`
            @ -> 1:39: expected a value, found `@`
            # -> 1:39: `#` is no part of the language. A comment begins with `//` and ends with the line
            }when{ -> 1:38: there is no condition between the braces
            };permit( -> 1:38: there is no condition between the braces
            {"a":1} -> 1:46: expected `}`, found `{`
            9 -> 1:39: `999999999999999999999999999999999999999999999999999999999999…` does not fit into 64 bits. Numbers go from `-9223372036854775808` to `9223372036854775807`
            a -> 1:39: `aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…` is no variable. An attribute is reached through a variable, `context.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…`; a string stands in quotes
            ä -> 1:39: `ääääääääääääääääääääääääääääääääääääääääääääääääääääääääääää…` is no identifier: only the letters a to z, digits and `_` are. An attribute of such a name is written `["ääääääääääääääääääääääääääääääääääääääääääääääääääääääääääää…"]`
            """)
    void what_is_repeated_without_end_is_refused(String part, String message) {
        assertThat(refusal(POLICY.formatted(part.repeat(MANY)))).isEqualTo("<input>:" + message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = " -> ", quoteCharacter = '~', textBlock = """
            \\0 -> `U+0000` is no part of the language
            \\d -> `U+D800` is no part of the language
            "\\d" -> `\\ud800` is half a character
            //\\d\\n -> `\\ud800` is half a character
            """)
    void what_is_no_character_is_refused(String part, String message) {
        var unescaped = part.replace("\\0", "\0").replace("\\d", "\ud800").replace("\\n", "\n");

        assertThat(refusal(POLICY.formatted(unescaped.repeat(MANY)))).endsWith(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"if 1 then 1 else ", "if ", "context.a.b&&"})
    void what_grows_without_brackets_is_refused(String part) {
        assertThat(refusal(POLICY.formatted(part.repeat(MANY) + "1"))).containsAnyOf("deeper than 400",
                "more than 400 operators");
    }

    @Test
    void a_path_without_end_is_refused() {
        assertThat(refusal(POLICY.formatted("context" + ".a".repeat(MANY))))
                .isEqualTo("<input>:1:846: more than 400 operators depend on each other up to here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,", "{},", "\"\\u{1f600}\",", "// nothing\n1,", "[],", "A::B::\"c\","})
    void what_is_only_long_is_read_and_laid_out(String part) throws Exception {
        var text = POLICY.formatted("[" + part.repeat(MANY) + "].isEmpty()");

        var formatted = onSmallStack(() -> PolicyFormatter.format(Source.of(text)));

        assertThat(formatted.lines()).hasSize(MANY + 5);
    }

    @Test
    void a_long_string_is_read() throws Exception {
        var text = POLICY.formatted("context.a == \"" + "x".repeat(1 << 20) + "\"");

        assertThat(onSmallStack(() -> PolicyParser.parse(Source.of(text))).policies()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(%s)", "!(%s)", "[%s]", "{a: %s}", "ip(%s)", "1 + %s", "%s.a", "%s.contains(1)",
        "if %s then 1 else 2", "if 1 then 2 else %s", "(if 1 then 2 else %s) || 3", "%s has a && 1",
        "(%s) is A in [(1)]"})
    void as_deep_as_allowed_a_text_is_read_printed_written_and_laid_out(String shape) throws Exception {
        var text = deepest(shape);

        onSmallStack(() -> {
            var policy = PolicyParser.parse(Source.of(text)).policies().get("policy0");
            assertThat(PolicyParser.parse(Source.of(PolicyPrinter.print(policy)))).isNotNull();
            assertThat(PolicyFormatter.format(Source.of(text))).isNotEmpty();
            var json = PolicyJson.write(policy).toString();
            return assertThat(PolicyJson.readPolicy("a", Source.of(json), Limits.DEFAULT)).isNotNull();
        });
    }

    /// `shape` within itself as often as the limits allow.
    private static String deepest(String shape) {
        var text = "true";
        for (var next = text; refusal(POLICY.formatted(next)).isEmpty(); next = shape.formatted(next)) {
            text = next;
        }
        return POLICY.formatted(text);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = " -> ", quoteCharacter = '~', textBlock = """
            [ -> 1:1201: objects and arrays are nested deeper than 1200
            {"a": -> 1:6001: objects and arrays are nested deeper than 1200
            {"!":{"arg": -> 1:7201: objects and arrays are nested deeper than 1200
            " -> 1:3: expected nothing after the document, found `"`
            """)
    void json_that_is_repeated_without_end_is_refused(String part, String message) throws Exception {
        var source = Source.of(part.repeat(MANY));

        assertThat(onSmallStack(() -> refusalOf(() -> PolicyJson.readExpression(source, Limits.DEFAULT))))
                .isEqualTo("<input>:" + message);
    }

    @Test
    void json_that_is_too_deep_an_expression_is_refused() throws Exception {
        var source = Source.of("{\"!\":{\"arg\":".repeat(500) + "{\"Value\":1}" + "}}".repeat(500));

        assertThat(onSmallStack(() -> refusalOf(() -> PolicyJson.readExpression(source, Limits.DEFAULT))))
                .isEqualTo("<input>:1:4801: expressions are nested deeper than 400");
    }

    @Test
    void every_limit_is_refused_by_name() {
        var limits = new Limits(100, 10, 2, 15);

        assertThat(refusalOf(() -> PolicyParser.parse(Source.of(" ".repeat(101)), limits)))
                .isEqualTo("<input>:1:1: the text has 101 characters, the limit is 100");
        assertThat(refusalOf(() -> PolicyParser.parse(Source.of("permit(principal,action,resource)when{1+1+1+1};"),
                limits)))
                .isEqualTo("<input>:1:44: the text has more than 15 tokens");
        assertThat(refusalOf(() -> PolicyParser.parse(Source.of("permit(principal,action,resource);".repeat(3)),
                new Limits(1_000, 10, 2, 1_000))))
                .isEqualTo("<input>:1:69: the text has more than 2 policies");
    }

    /// The first mistake found in `policies`, empty where they are read.
    private static String refusal(String policies) {
        try {
            return onSmallStack(() -> refusalOf(() -> PolicyParser.parse(Source.of(policies))));
        } catch (Exception unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    private static String refusalOf(Callable<?> reading) {
        try {
            reading.call();
            return "";
        } catch (InvalidInput refused) {
            return refused.getMessage().lines().findFirst().orElseThrow();
        } catch (Exception unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    private static <T> T onSmallStack(Callable<T> reading) throws Exception {
        var task = new FutureTask<>(reading);
        var thread = new Thread(null, task, "small", SMALL_STACK);
        thread.start();
        return assertTimeout(LONGEST, () -> task.get());
    }
}
