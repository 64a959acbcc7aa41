package dev.ambit.cedar.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceTest {
    private static final Source SOURCE = Source.of("ab\r\n😀c\n\nlast");

    @ParameterizedTest
    @CsvSource(textBlock = """
            0,   1, 1, ab
            1,   1, 2, ab
            3,   1, 4, ab
            4,   2, 1, 😀c
            6,   2, 2, 😀c
            7,   2, 3, 😀c
            8,   3, 1, ''
            9,   4, 1, last
            12,  4, 4, last
            13,  4, 5, last
            999, 4, 5, last
            """)
    void an_offset_stands_on_a_line_and_in_a_column(int offset, int line, int column, String text) {
        assertThat(SOURCE.line(offset)).isEqualTo(line);
        assertThat(SOURCE.column(offset)).isEqualTo(column);
        assertThat(SOURCE.lineText(offset)).isEqualTo(text);
    }

    @Test
    void a_slice_is_cut_to_the_source() {
        assertThat(SOURCE.slice(new Span(4, 7))).isEqualTo("😀c");
        assertThat(SOURCE.slice(new Span(10, 999))).isEqualTo("ast");
        assertThat(SOURCE.slice(new Span(500, 999))).isEmpty();
        assertThat(SOURCE.slice(Span.NONE)).isEmpty();
    }

    @Test
    void a_span_is_a_stretch_of_text() {
        assertThat(new Span(2, 3).to(new Span(5, 6))).isEqualTo(new Span(2, 6));
        assertThat(new Span(5, 6).to(new Span(2, 3))).isEqualTo(new Span(2, 6));
        assertThatThrownBy(() -> new Span(-1, 0)).hasMessage("span [-1, 0) is not a stretch of text");
        assertThatThrownBy(() -> new Span(3, 2)).hasMessage("span [3, 2) is not a stretch of text");
    }
}
