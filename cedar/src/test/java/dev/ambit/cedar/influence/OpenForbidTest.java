package dev.ambit.cedar.influence;

import static dev.ambit.cedar.influence.InfluenceAnalysisTest.analysis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.partial.Outcome;
import dev.ambit.cedar.partial.Reference;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.PolicyParser;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.value.BoolValue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenForbidTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
            when { context.risk > 70 }                                     | unless { context has risk && context.risk <= 70 }
            when { context has risk && context.risk > 70 }                 | unless { context has risk && context.risk <= 70 }
            when { context.strict && context has risk && context.risk > 70 } | when { context.strict } unless { context has risk && context.risk <= 70 }
            unless { context.risk <= 70 }                                  | unless { context has risk && context.risk <= 70 }
            when { context.risk > 70 || context.strict }                   | unless { context has risk && context.risk <= 70 && !context.strict }
            when { context.risk > 70 } unless { context.strict }           | unless { context.strict } unless { context has risk && context.risk <= 70 }
            when { context has window && context.window.open }             | unless { context has window && !context.window.open }
            """)
    void a_forbid_that_losing_an_input_turns_off_is_reported_with_a_safer_shape(String conditions, String safer)
            throws InvalidInput {
        assertThat(analysis("forbid(principal, action, resource) " + conditions + ";").openForbids().getFirst()
                .suggestion()).contains(safer);
    }

    @Test
    void the_report_reads_like_a_compiler() throws InvalidInput {
        var open = analysis("forbid(principal, action, resource)\nwhen { context has risk && context.risk > 70 };")
                .openForbids();

        assertThat(open).singleElement().extracting(OpenForbid::diagnostic).hasToString(
                "<input>:2:8: forbid `policy0` no longer applies when `context.risk` disappears: `context has risk` is true "
                        + "before and false after. To forbid without `context.risk` too, write "
                        + "`unless { context has risk && context.risk <= 70 }`");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
            unless { context has risk && context.risk <= 70 }
            when { !(context has risk) }
            when { principal.level > 3 }
            unless { context has mfa && context.mfa } when { resource.level > 3 }
            """)
    void a_forbid_that_holds_on_without_the_input_is_not_reported(String conditions) throws InvalidInput {
        assertThat(analysis("forbid(principal, action, resource) " + conditions + ";").openForbids()).isEmpty();
    }

    @Test
    void a_forbid_about_nothing_but_presence_has_no_safer_shape() throws InvalidInput {
        assertThat(analysis("forbid(principal, action, resource) when { context has risk };").openForbids())
                .singleElement()
                .satisfies(open -> assertThat(open.suggestion()).isEmpty())
                .satisfies(open -> assertThat(open.diagnostic().help()).isEmpty());
    }

    @Test
    void the_safer_forbid_forbids_the_same_where_the_input_is_there_and_forbids_where_it_is_not() throws InvalidInput {
        var random = new SplittableRandom(1);
        var compared = 0;
        for (var seed = 0; seed < 200; seed++) {
            var text = new SignalSets(new SplittableRandom(seed)).realistic();
            var policies = PolicyParser.parse(Source.of(text));
            for (var open : InfluenceAnalysis.of(Signals.schema(), policies, Assumption.TYPED_INPUTS).openForbids()) {
                if (open.suggestion().isPresent()) {
                    compare(open, random, "seed %d: %s".formatted(seed, open));
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(50);
    }

    private static void compare(OpenForbid open, SplittableRandom random, String description) throws InvalidInput {
        var policy = open.witness().policy();
        var safer = safer(policy, open.suggestion().orElseThrow());
        var signal = open.input().steps().getFirst().name();
        for (var i = 0; i < 60; i++) {
            var situation = Signals.any(random);
            var isThere = situation.request().context().has(signal);
            if (isThere || isSatisfied(policy, situation)) {
                assertThat(isSatisfied(safer, situation)).as(description).isEqualTo(isSatisfied(policy, situation));
            }
        }
    }

    private static Policy safer(Policy policy, String conditions) throws InvalidInput {
        var parsed = PolicyParser.parsePolicy(Source.of("forbid(principal, action, resource) %s;".formatted(
                conditions)),
                Limits.DEFAULT);
        return new Policy(policy.id(), policy.effect(), policy.annotations(), policy.principal(), policy.action(),
                policy
                        .resource(), parsed.conditions(), policy.source(), policy.span());
    }

    private static boolean isSatisfied(Policy policy, ExactInfluence.Situation in) {
        return Reference.evaluate(policy, in.request(), in.entities()).equals(new Outcome.Of(BoolValue.TRUE));
    }
}
