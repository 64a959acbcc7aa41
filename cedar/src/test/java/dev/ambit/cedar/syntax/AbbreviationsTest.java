package dev.ambit.cedar.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Passage;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.text.Span;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AbbreviationsTest {
    private static final Abbreviations SHORT = new Abbreviations(Map.of(
            "inputs", List.of("task", "inputs"), "signals", List.of("signals")));

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        inputs.repo == resource                  | context.task.inputs.repo == resource
        signals has a && signals.a > 1           | context.signals has a && context.signals.a > 1
        signals has a.b                          | context.signals has a.b
        resource in inputs["repo"]               | resource in context.task.inputs.repo
        resource.inputs == context.signals.x     | resource.inputs == context.signals.x
        {inputs: 1}.inputs == inputs::T::"inputs"| {inputs: 1}.inputs == inputs::T::"inputs"
        """)
    void a_word_stands_for_its_path_where_a_variable_may_stand(String written, String meant) throws InvalidInput {
        var expr = PolicyParser.parseExpression(Passage.of(Source.of(written)), Limits.DEFAULT, SHORT);

        assertThat(PolicyPrinter.print(expr)).isEqualTo(meant);
    }

    @Test
    void all_of_the_path_stands_where_the_word_does() throws InvalidInput {
        var source = Source.of("true && inputs.repo == 1");
        var expr = PolicyParser.parseExpression(Passage.of(source), Limits.DEFAULT, SHORT);

        var equal = (Expr.Binary) expr.children().get(1);
        var repo = (Expr.Attribute) equal.left();
        assertThat(source.slice(repo.span())).isEqualTo("inputs.repo");
        assertThat(source.slice(repo.of().span())).isEqualTo("inputs");
        assertThat(repo.of().children()).allSatisfy(task -> assertThat(source.slice(task.span())).isEqualTo("inputs"));
    }

    @Test
    void a_word_nearly_one_is_told_apart() {
        assertThat(refusal(Source.of("signls.a"))).isEqualTo(
                "<input>:1:1: `signls` is no variable. Did you mean `signals`?");
    }

    @Test
    void without_abbreviations_the_words_mean_nothing() {
        assertThatThrownBy(() -> PolicyParser.parseExpression(Source.of("inputs.repo"), Limits.DEFAULT))
                .isInstanceOf(InvalidInput.class).hasMessageContaining("`inputs` is no variable");
    }

    @Test
    void an_abbreviation_of_a_variable_or_of_no_name_is_nobodys() {
        assertThatThrownBy(() -> new Abbreviations(Map.of("context", List.of("a")))).hasMessageContaining("context");
        assertThatThrownBy(() -> new Abbreviations(Map.of("is", List.of("a")))).hasMessageContaining("is");
        assertThatThrownBy(() -> new Abbreviations(Map.of("a", List.of()))).hasMessageContaining("a");
    }

    @Test
    void of_a_passage_nothing_around_it_is_read_and_places_are_those_of_the_whole() throws InvalidInput {
        var source = new Source("p.yaml", "allows: |\n  permit (principal, action, resource);\nmore: \"");
        var policies = PolicyParser.parseAll(new Passage(source, new Span(10, 49)), Limits.DEFAULT, SHORT);

        assertThat(policies).singleElement().satisfies(policy -> {
            assertThat(policy.source()).isEqualTo(source);
            assertThat(source.slice(policy.span())).isEqualTo("permit (principal, action, resource);");
        });
    }

    @Test
    void a_mistake_in_a_passage_is_told_at_its_place_in_the_whole() {
        var source = new Source("p.yaml", "allows: |\n  permit (principal, action);\nmore: \"");
        var refused = catchThrowableOfType(InvalidInput.class, () -> PolicyParser.parseAll(
                new Passage(source, new Span(10, 39)), Limits.DEFAULT, SHORT));

        assertThat(refused.diagnostics()).singleElement().asString().startsWith("p.yaml:2:10:");
    }

    @Test
    void a_passage_ends_within_its_source() {
        assertThatThrownBy(() -> new Passage(Source.of("abc"), new Span(1, 4))).isInstanceOf(
                IllegalArgumentException.class);
        assertThat(new Passage(Source.of("abc"), new Span(1, 3)).text()).isEqualTo("bc");
    }

    private static String refusal(Source source) {
        return catchThrowableOfType(InvalidInput.class, () -> PolicyParser.parseExpression(Passage.of(source),
                Limits.DEFAULT, SHORT)).getMessage();
    }
}
