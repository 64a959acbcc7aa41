package dev.ambit.cedar.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.engine.CompiledPolicies;
import dev.ambit.cedar.engine.Reads;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.syntax.PolicyParser;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.Value;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.Test;

class CandidatesTest {
    private static final String SCHEMA = """
        entity Team;
        entity Stage enum ["dev", "prod"];
        entity Agent in [Team];
        action read appliesTo { principal: [Agent], resource: [Team], context: {
          open?: Bool, risk?: Long, state?: String, stage?: Stage, team?: Team, from?: ipaddr, at?: datetime,
          names?: Set<String>, window?: { open: Bool, ends: datetime, by: { team: Team } },
          wide?: { a: Long, b: Long, c: Long, d: Long, e: Long, f: Bool },
        } };
        """;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        context has open && context.open                                 | true
        context has risk && context.risk > 70                            | 71
        context has state && context.state == "open"                     | "open"
        context has stage && context.stage == Stage::"prod"              | Stage::"prod"
        context has stage && context.stage != Stage::"prod"              | Stage::"dev"
        context has team && context.team != Team::"x"                    | Team::"…"
        context has from && context.from.isInRange(ip("10.0.0.0/8"))     | ip("10.0.0.0/8")
        context has at && context.at > datetime("2030-01-01")            |
        context has names && context.names.contains("x")                 | ["x"]
        context has window && context.window.open                        | {"by": {"team": Team::"…"}, "ends": datetime("1970-01-01"), "open": true}
        context has wide && context.wide.f                               | {"a": 0, "b": 0, "c": 0, "d": 0, "e": 0, "f": true}
        """)
    void an_example_has_the_declared_type_and_makes_the_difference(String condition, String example)
            throws InvalidInput {
        assertThat(example(condition).map(Value::toString)).isEqualTo(Optional.ofNullable(example));
    }

    @Test
    void the_number_of_values_tried_is_bounded() throws InvalidInput {
        var many = new StringBuilder("context has risk && [0");
        for (var i = 1; i < 2_000; i++) {
            many.append(", ").append(3 * i);
        }

        assertThat(example(many + "].contains(context.risk)")).isPresent();
    }

    private static Optional<Value> example(String condition) throws InvalidInput {
        var policies = PolicyParser.parse(Source.of("permit (principal, action, resource) when { %s };".formatted(
                condition)));
        var request = Request.of(EntityUid.of("Agent", "a"), EntityUid.of("Action", "read"), EntityUid.of("Team", "t"));
        var reads = new Reads();
        CompiledPolicies.compile(policies).evaluation().decide(request, Entities.EMPTY, reads);
        return Decisive.of(policies, Schema.parse(Source.of(SCHEMA)), request, reads.all()).getFirst().example();
    }
}
