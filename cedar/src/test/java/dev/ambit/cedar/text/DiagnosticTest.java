package dev.ambit.cedar.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DiagnosticTest {
    private static final Source SOURCE = new Source("a.cedar", "one\ntwo");

    @Test
    void a_diagnostic_prints_as_compilers_do() {
        var mistake = Diagnostic.error("bad", SOURCE, new Span(5, 6), "`w` is bad");

        assertThat(mistake).hasToString("a.cedar:2:2: `w` is bad");
        assertThat(mistake.help("Write `v`")).hasToString("a.cedar:2:2: `w` is bad. Write `v`");
        assertThat(mistake.isError()).isTrue();
        assertThat(Diagnostic.warning("bad", SOURCE, new Span(5, 6), "`w` is bad").isError()).isFalse();
    }

    @Test
    void refused_input_says_every_reason_and_has_at_least_one() {
        var refused = new InvalidInput(List.of(mistake(SOURCE, 0), mistake(SOURCE, 4)));

        assertThat(refused).hasMessage("a.cedar:1:1: bad at 0\na.cedar:2:1: bad at 4");
        assertThatThrownBy(() -> new InvalidInput(List.of())).hasMessage("input is refused for at least one reason");
    }

    @Test
    void mistakes_stand_in_the_order_of_their_sources_and_of_the_text() {
        var other = new Source("b.cedar", "three");
        var mistakes = new Mistakes();
        mistakes.add(mistake(SOURCE, 4));
        mistakes.add(mistake(other, 2));
        mistakes.add(mistake(SOURCE, 1));
        mistakes.addAll(new InvalidInput(mistake(other, 0)));

        assertThat(catchThrowableOfType(InvalidInput.class, mistakes::refuse)).hasMessage("""
                a.cedar:1:2: bad at 1
                a.cedar:2:1: bad at 4
                b.cedar:1:1: bad at 0
                b.cedar:1:3: bad at 2""");
    }

    @Test
    void without_a_mistake_nothing_is_refused() throws InvalidInput {
        var mistakes = new Mistakes();

        mistakes.refuse();

        assertThat(mistakes.isEmpty()).isTrue();
        assertThat(mistakes.inOrder()).isEmpty();
    }

    @Test
    void the_first_hundred_mistakes_are_told_and_the_others_counted() {
        var mistakes = new Mistakes();
        for (var i = 0; i < Mistakes.MOST; i++) {
            assertThat(mistakes.isFull()).isFalse();
            mistakes.add(mistake(SOURCE, 1));
        }
        assertThat(mistakes.isFull()).isTrue();
        assertThat(mistakes.inOrder()).hasSize(Mistakes.MOST);
        mistakes.add(mistake(SOURCE, 0));
        mistakes.add(mistake(SOURCE, 0));

        assertThat(mistakes.inOrder()).hasSize(Mistakes.MOST + 1).last().hasToString(
                "a.cedar:1:2: 2 more mistakes are not told");
    }

    @Test
    void an_excerpt_is_cut_where_a_character_ends() {
        assertThat(Excerpt.quoted("short")).isEqualTo("`short`");
        assertThat(Excerpt.of("a".repeat(60))).isEqualTo("a".repeat(60));
        assertThat(Excerpt.of("a".repeat(61))).isEqualTo("a".repeat(60) + "…");
        assertThat(Excerpt.of("a".repeat(59) + "😀")).isEqualTo("a".repeat(59) + "…");
    }

    @Test
    void limits_are_positive_and_nesting_never_so_deep_that_a_stack_could_end() {
        assertThat(Limits.DEFAULT).isEqualTo(new Limits(16_777_216, 400, 100_000, 8_388_608));
        assertThat(new Limits(1, Limits.DEEPEST, 1, 1).nesting()).isEqualTo(500);
        assertThatThrownBy(() -> new Limits(1, 501, 1, 1)).hasMessage("nesting of 501 is deeper than 500");
        for (var bad : List.<ThrowingCallable>of(
                () -> new Limits(0, 1, 1, 1), () -> new Limits(1, 0, 1, 1), () -> new Limits(1, 1, 0, 1),
                () -> new Limits(1, 1, 1, 0))) {
            assertThatThrownBy(bad).hasMessage("every limit is at least 1");
        }
    }

    private static Diagnostic mistake(Source source, int at) {
        return Diagnostic.error("bad", source, new Span(at, at + 1), "bad at " + at);
    }
}
