package dev.ambit.server.cli.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExcerptTest {

    static Stream<Arguments> marked() {
        return Stream.of(
                Arguments.of("a word", "one `two` three", "one two three", "    ^^^"),
                Arguments.of("a tab before", "\tx `y`", "    x y", "      ^"),
                Arguments.of("a tab within", "a`\tb`", "a    b", " ^^^^^"),
                Arguments.of("wide letters", "東京 `都` x", "東京 都 x", "     ^^"),
                Arguments.of("an accent of its own", "e\u0301 `x`", "e\u0301 x", "  ^"),
                Arguments.of("an emoji", "\ud83d\ude80`x`", "\ud83d\ude80x", "  ^"),
                Arguments.of("nothing, at the end", "abc``", "abc", "   ^"),
                Arguments.of("several lines", "ab`c\ndef`", "abc", "  ^"),
                Arguments.of("a later line", "ab\r\nc`d`\r\n", "cd", " ^"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("marked")
    void marks_stand_under(String what, String marked, String line, String marks) {
        var start = marked.indexOf('`');
        var source = Source.of(marked.replace("`", ""));

        assertThat(Excerpt.of(source, new Span(start, marked.lastIndexOf('`') - 1))).as(what)
                .isEqualTo(new Excerpt(line, marks));
    }

    @Test
    void a_long_line_is_cut_around_the_marks() {
        var source = Source.of("x".repeat(500) + "here" + "y".repeat(500));

        var excerpt = Excerpt.of(source, new Span(500, 504));

        assertThat(excerpt).isEqualTo(new Excerpt("…" + "x".repeat(30) + "here" + "y".repeat(66) + "…",
                " ".repeat(31) + "^^^^"));
    }
}
