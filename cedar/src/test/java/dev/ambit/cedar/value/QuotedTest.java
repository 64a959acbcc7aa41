package dev.ambit.cedar.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotedTest {
    @Test
    void what_cannot_be_seen_is_escaped() {
        assertThat(Quoted.string("\"\\\n\r\t\0")).isEqualTo("\"\\\"\\\\\\n\\r\\t\\0\"");
        assertThat(Quoted.string("\u0001\u007f\u0085\u200b\u2028\ue000\ufeff"))
                .isEqualTo("\"\\u{1}\\u{7f}\\u{85}\\u{200b}\\u{2028}\\u{e000}\\u{feff}\"");
        assertThat(Quoted.string(Character.toString(0x10ffff))).isEqualTo("\"\\u{10ffff}\"");
    }

    @Test
    void what_can_be_seen_stays() {
        assertThat(Quoted.string("aé漢😀 '/$")).isEqualTo("\"aé漢😀 '/$\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "_", "A1_", "if"})
    void an_identifier_is_letters_digits_and_underscores(String name) {
        assertThat(Quoted.isIdentifier(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "a-b", "a b", "é", "aé", "a.b", "a:", "\u0661", "[", "@", "`", "{", "a[", "a@"})
    void nothing_else_is_an_identifier(String name) {
        assertThat(Quoted.isIdentifier(name)).isFalse();
    }
}
