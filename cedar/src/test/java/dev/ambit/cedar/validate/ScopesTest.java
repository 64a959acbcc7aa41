package dev.ambit.cedar.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.syntax.PolicyParser;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Source;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopesTest {
    @ParameterizedTest(name = "{0} reading {1}")
    @CsvSource(delimiterString = "=>", quoteCharacter = '^', textBlock = """
            (principal, action, resource)                                => nothing                    => 1
            (principal, action, resource)                                => principal                  => 3
            (principal, action, resource)                                => resource                   => 2
            (principal, action, resource)                                => principal resource         => 6
            (principal, action, resource)                                => action                     => 3
            (principal, action, resource)                                => context                    => 3
            (principal, action, resource)                                => principal context resource => 13
            (principal is A, action, resource)                           => principal context resource => 5
            (principal, action == Action::"one", resource)               => principal context resource => 6
            (principal, action in Action::"all", resource)               => action                     => 2
            (principal in C::"c", action, resource)                      => principal                  => 2
            (principal == ?principal, action, resource in ?resource)     => principal context resource => 13
            (principal is B in C::"c", action, resource is Y)            => principal context resource => 2
            (principal == X::"x", action, resource)                      => principal context resource => 0
            """)
    void a_policy_is_typed_once_for_each_environment_it_can_tell_apart(String head, String reading, int count)
            throws InvalidInput {
        var schema = Schema.parse(Source.of("""
                entity A, C, X, Y;
                entity B in [C];
                action all;
                action one in [all] appliesTo { principal: [A, B, C], resource: [X, Y] };
                action two in [all] appliesTo { principal: [A, B, C], resource: [X, Y] };
                action three appliesTo { principal: A, resource: Y };
                """));
        var policy = PolicyParser.parsePolicy(Source.of("permit" + head + ";"), Limits.DEFAULT);
        var roots = Arrays.stream(reading.split(" ", -1))
                .filter(word -> !word.equals("nothing"))
                .map(word -> Root.valueOf(word.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toSet());

        var environments = new Scopes(new Vocabulary(schema)).environments(policy, roots);

        assertThat(environments).hasSize(count);
    }
}
