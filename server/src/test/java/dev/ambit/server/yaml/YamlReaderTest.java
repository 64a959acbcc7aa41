package dev.ambit.server.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {
    /// What YAML is made of, to put together at random.
    private static final List<String> PIECES = List.of("a", "b: ", "- ", "? ", ": ", "\n", "\n  ", "\n    ", "[", "]",
            "{",
            "}", ", ", "'", "\"", "|\n", ">\n", "|2-", "# x", "&a ", "*a", "!!str ", "!<x> ", "---\n", "...\n",
            "%YAML 1.2\n", "%YAML 9999999999.1\n", "%TAG ! x\n", "\t", "\\x4", "\\uD800", "\\U00110000", "\u0000",
            "\ufeff", "\uD83D\uDE00", "\uD83D", "~", "null", "1e999", "<<: ", "=", "`", "@", "\r\n", "\u0085",
            "\u2028");

    @Test
    void every_part_has_its_place() throws InvalidInput {
        var source = new Source("a.yaml", "\uD83D\uDE00: [x, 'y']\nkey:\n  - one\n  - {two: three}\n\n# end\n");
        var root = (Yaml.Mapping) YamlReader.read(source);

        assertThat(source.slice(root.span())).isEqualTo("\uD83D\uDE00: [x, 'y']\nkey:\n  - one\n  - {two: three");
        assertThat(root.entries()).extracting(entry -> source.slice(entry.key().span())).containsExactly(
                "\uD83D\uDE00", "key");
        var list = (Yaml.Sequence) root.get("key").orElseThrow();
        assertThat(source.slice(list.items().getFirst().span())).isEqualTo("one");
        assertThat(source.line(list.items().get(1).span().start())).isEqualTo(4);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        'k: a b'              | a b
        'k: ''a b'''          | a b
        'k: "a b"'            | a b
        'k: ''it''''s'''      |
        'k: "a\\tb"'          |
        'k: >\\n  a\\n  b\\n' |
        'k: a\\n  b\\n'       |
        """)
    void text_stands_as_it_is_where_nothing_is_escaped_or_folded(String text, String verbatim) throws InvalidInput {
        var source = Source.of(text.replace("\\n", "\n"));
        var value = (Yaml.Scalar) ((Yaml.Mapping) YamlReader.read(source)).get("k").orElseThrow();

        assertThat(value.verbatim().map(source::slice).orElse(null)).isEqualTo(verbatim);
    }

    @ParameterizedTest
    @ValueSource(strings = {"k: |\n  one\n  two\n", "k: |   # why\n  one\n  two\n\n\nl: 1\n", "k: |2-\n  one\n  two\n",
        "k: |+\r\n  one\r\n  two\r\n\r\nl: 1"})
    void a_block_is_its_lines(String text) throws InvalidInput {
        var source = Source.of(text);
        var value = (Yaml.Scalar) ((Yaml.Mapping) YamlReader.read(source)).get("k").orElseThrow();

        assertThat(source.slice(value.verbatim().orElseThrow()).replace("\r", "")).isEqualTo("  one\n  two");
    }

    @Test
    void a_word_that_other_readers_take_for_a_boolean_is_a_word() throws InvalidInput {
        var root = (Yaml.Mapping) YamlReader.read(Source.of("country: no\nempty:\n"));

        assertThat(root.get("country")).hasValueSatisfying(no -> assertThat(((Yaml.Scalar) no).text()).isEqualTo("no"));
        assertThat(root.get("empty")).hasValueSatisfying(nothing -> assertThat(((Yaml.Scalar) nothing).isNothing())
                .isTrue());
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        a: 1\\nb: 2\\na: 3 | a.yaml:3:1: key `a` stands here a second time. Its first place is line 1
        a: &x 1            | a.yaml:1:4: anchor `&x` stands here. Remove it: there are no aliases
        a: *x              | a.yaml:1:4: an alias stands here. Write out what it stands for
        a: !!int 1         | a.yaml:1:4: tag `tag:yaml.org,2002:int` stands here. Remove it, or quote a text that begins with `!`: what a value is follows from its key
        a: 1\\n---\\nb: 2  | a.yaml:3:1: a second document begins here. A file holds one document: remove the `---`, or write two files
        [a]: 1             | a.yaml:1:1: a list stands where a key must
        a: [1              | a.yaml:1:6: the file is not YAML: expected ',' or ']', but got <stream end>
        a: b: c            | a.yaml:1:5: the file is not YAML: mapping values are not allowed here
        """)
    void what_a_reader_may_overlook_is_refused(String text, String told) {
        assertThat(refusal(new Source("a.yaml", text.strip().replace("\\n", "\n")))).isEqualTo(told);
    }

    @Test
    void all_of_a_file_is_told_that_can_be_read_over() {
        assertThat(refusal(new Source("a.yaml", "a: &x 1\na: 2\nb: !t 3\n")).lines()).hasSize(3);
    }

    @Test
    void what_is_too_deep_too_long_or_too_much_is_refused_at_once() {
        assertThat(refusal(Source.of("[".repeat(100_000)))).startsWith(
                "<input>:1:34: what stands here is nested deeper");
        assertThat(refusal(Source.of("a".repeat(YamlReader.LARGEST + 1)))).contains("the limit is 1,048,576");
        assertThat(refusal(Source.of("- a\n".repeat(YamlReader.MOST_PARTS + 1)))).contains("more than 200,000 parts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{", "- ", "? ", "a: ", "'", "\"", "&a ", "*a ", "|\n ", "[a, ", "{a: ", "\n\n", "!x ",
        "{{", "a\n", "\t", "%YAML 1.2\n", "--- a\n", "'' "})
    void nothing_repeated_takes_long(String piece) {
        var text = piece.repeat(YamlReader.LARGEST / 4 / piece.length());
        var begin = System.nanoTime();

        read(Source.of(text));

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void whatever_stands_there_is_read_or_refused() {
        var seed = new SplittableRandom().nextLong();
        var random = new SplittableRandom(seed);
        for (var round = 0; round < 20_000; round++) {
            var text = random.ints(random.nextInt(1, 30), 0, PIECES.size()).mapToObj(PIECES::get).collect(Collectors
                    .joining());
            assertThatCode(() -> read(Source.of(text))).as("seed %d: %s", seed, text).doesNotThrowAnyException();
        }
    }

    /// Whether it could be read; every place of a mistake lies in the text.
    private static boolean read(Source source) {
        try {
            YamlReader.read(source);
            return true;
        } catch (InvalidInput input) {
            assertThat(input.diagnostics()).allSatisfy(mistake -> assertThat(mistake.span()).extracting(Span::end)
                    .satisfies(end -> assertThat(end).isLessThanOrEqualTo(source.text().length())));
            return false;
        }
    }

    private static String refusal(Source source) {
        return catchThrowableOfType(InvalidInput.class, () -> YamlReader.read(source)).getMessage();
    }
}
