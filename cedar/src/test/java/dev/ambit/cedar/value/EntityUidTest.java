package dev.ambit.cedar.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityUidTest {
    @ParameterizedTest
    @ValueSource(strings = {"User", "_", "a1", "A::B", "A::b::_C9", "principal", "permit", "__cedars", "True"})
    void a_type_name_is_plain_words_joined_by_colons(String name) {
        assertThat(EntityUid.isTypeName(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "a-b", "a b", " a", "a ", "a::", "::a", "a::::b", "a:b", "a:::b", "é", "a.b",
        "if", "true",
        "A::in", "is::A", "__cedar", "__cedar::Long", "\u0661", "a\n", "A::1"})
    void anything_else_is_no_type_name(String name) {
        assertThat(EntityUid.isTypeName(name)).isFalse();
    }

    @Test
    void an_action_is_what_has_action_as_the_last_word_of_its_type() {
        assertThat(EntityUid.of("Action", "a").isAction()).isTrue();
        assertThat(EntityUid.of("A::B::Action", "a").isAction()).isTrue();
        assertThat(EntityUid.of("MyAction", "a").isAction()).isFalse();
        assertThat(EntityUid.of("Action::A", "a").isAction()).isFalse();
        assertThat(EntityUid.of("action", "a").isAction()).isFalse();
    }

    @Test
    void names_are_equal_if_type_and_id_are() {
        var name = EntityUid.of("User", "a");

        assertThat(name).isEqualTo(EntityUid.of("XUser".substring(1), "a")).hasSameHashCodeAs(EntityUid.of("User",
                "a"));
        assertThat(name).isNotEqualTo(EntityUid.of("User", "b")).isNotEqualTo(EntityUid.of("Team", "a"));
        assertThat(EntityUid.of("Aa", "BB")).isNotEqualTo(EntityUid.of("BB", "Aa"));
        assertThat(name).isLessThan(EntityUid.of("User", "b")).isGreaterThan(EntityUid.of("Team", "z"));
    }

    @Test
    void a_name_prints_as_the_expression_that_names_it() {
        assertThat(EntityUid.of("A::User", "a\"b\n")).hasToString("A::User::\"a\\\"b\\n\"");
    }
}
