package dev.ambit.cedar.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            principal,  principal
            principle,  principal
            pirncipal,  principal
            Principal,  principal
            principals, principal
            resuorce,   resource
            resrc,
            acton,      action
            at,
            xction,     action
            '',
            """)
    void the_nearest_name_differs_in_at_most_a_third_of_its_letters(String word, String nearest) {
        assertThat(Spelling.nearest(word, List.of("principal", "action", "resource"))).isEqualTo(
                Optional.ofNullable(nearest));
    }

    @Test
    void of_two_that_are_equally_near_the_first_by_name_is_meant() {
        assertThat(Spelling.didYouMean("bat", List.of("rat", "cat"))).hasValue("Did you mean `cat`?");
        assertThat(Spelling.didYouMean("bat", List.of("rat", "bats"))).hasValue("Did you mean `bats`?");
        assertThat(Spelling.didYouMean("x", List.of())).isEmpty();
    }

    @Test
    void long_names_are_not_compared() {
        var longest = "a".repeat(100);

        assertThat(Spelling.nearest(longest, List.of("a".repeat(99) + "b"))).isPresent();
        assertThat(Spelling.nearest(longest, List.of(longest + "b"))).isEmpty();
        assertThat(Spelling.nearest(longest + "b", List.of(longest))).isEmpty();
    }
}
