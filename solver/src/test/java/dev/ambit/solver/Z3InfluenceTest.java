package dev.ambit.solver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.engine.InputPath;
import dev.ambit.cedar.influence.Assumption;
import dev.ambit.cedar.influence.Direction;
import dev.ambit.cedar.influence.ExactInfluence;
import dev.ambit.cedar.influence.ExactInfluence.Claim;
import dev.ambit.cedar.influence.ExactInfluence.Confirmed;
import dev.ambit.cedar.influence.ExactInfluence.Refuted;
import dev.ambit.cedar.influence.ExactInfluence.Situation;
import dev.ambit.cedar.influence.ExactInfluence.Unknown;
import dev.ambit.cedar.influence.Move;
import dev.ambit.cedar.partial.Reference;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.syntax.PolicyParser;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.validate.Environment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Z3InfluenceTest {
    private static final String SCHEMA = """
            entity Group;
            entity User in [Group] { level: Long, manager?: User } tags String;
            entity Repo { owner: User };
            action read appliesTo {
                principal: User,
                resource: Repo,
                context: { risk?: Long, limit?: Long, open?: Bool, stage?: String, at?: datetime, from?: ipaddr, of?: User,
                           window?: { open: Bool, ends?: datetime } }
            };
            """;
    private static final Environment ENVIRONMENT = Environment.allOf(schema()).getFirst();

    private final ExactInfluence solver = new Z3Influence();

    @ParameterizedTest(name = "{0} of {1} under {3}: {2} is {4}")
    @CsvSource(delimiter = '@', textBlock = """
            APPEAR    @ open  @ WIDEN  @ permit when { context has open && context.open }                              @ Confirmed
            APPEAR    @ open  @ NARROW @ permit when { context has open && context.open }                              @ Refuted
            DISAPPEAR @ risk  @ WIDEN  @ permit; forbid when { context has risk && context.risk > 70 }                 @ Confirmed
            DISAPPEAR @ risk  @ WIDEN  @ permit; forbid unless { context has risk && context.risk <= 70 }              @ Refuted
            DISAPPEAR @ risk  @ WIDEN  @ permit; forbid when { context.risk > 70 }                                     @ Confirmed
            INCREASE  @ risk  @ WIDEN  @ permit; forbid when { context has risk && context.risk > 70 }                 @ Refuted
            INCREASE  @ risk  @ WIDEN  @ permit; forbid when { context has risk && context.risk + 1 > 70 }             @ Confirmed
            INCREASE  @ open  @ WIDEN  @ permit unless { context has open && context.open }                            @ Refuted
            CHANGE    @ risk  @ WIDEN  @ permit when { context.risk > 5 || context.risk < 3 }                          @ Confirmed
            CHANGE    @ risk  @ WIDEN  @ permit when { context has risk && context.risk > 5 && context.risk < 3 }      @ Refuted
            CHANGE    @ risk  @ WIDEN  @ permit when { context.risk * context.risk == 3 }                              @ Refuted
            ANY       @ risk  @ WIDEN  @ permit when { context has open }; permit when { !(context has open) }         @ Refuted
            ANY       @ open  @ WIDEN  @ permit when { principal.level > 3 || context.open }; permit when { principal.level <= 3 } @ Refuted
            CHANGE    @ stage @ WIDEN  @ permit when { context.stage == "a" && context.stage == "b" }                  @ Refuted
            CHANGE    @ at    @ WIDEN  @ permit when { context.at < datetime("2026-01-01") }                           @ Confirmed
            INCREASE  @ at    @ WIDEN  @ permit when { context.at < datetime("2026-01-01") }                           @ Refuted
            CHANGE    @ of    @ WIDEN  @ permit when { context.of == principal }                                       @ Confirmed
            CHANGE    @ of    @ WIDEN  @ permit when { context.of in Group::"g" }                                      @ Confirmed
            CHANGE    @ limit @ WIDEN  @ permit when { context.of.level > 1 && context.of in Group::"g" }              @ Refuted
            CHANGE    @ risk  @ WIDEN  @ permit when { principal.hasTag("x") && principal.getTag("x") == "y" }         @ Refuted
            """)
    void a_claim_is_settled(Move move, String input, Direction direction, String policies, String answer) {
        var claim = claim(policies, InputPath.of(Root.CONTEXT, input), move, direction, Assumption.TYPED_INPUTS);

        assertThat(solver.settle(claim).getClass().getSimpleName()).isEqualTo(answer);
    }

    @Test
    void two_situations_are_such_that_the_answer_turns() {
        var claim = claim("permit; forbid when { context has risk && context.risk > 70 }",
                InputPath.of(Root.CONTEXT, "risk"), Move.DISAPPEAR, Direction.WIDEN, Assumption.TYPED_INPUTS);

        var found = (Confirmed) solver.settle(claim);

        assertThat(isAllowed(claim, found.before())).isFalse();
        assertThat(isAllowed(claim, found.after())).isTrue();
    }

    @Test
    void one_attribute_may_be_reached_by_another_path() {
        var claim = claim("permit when { resource.owner.level > 3 }", InputPath.of(Root.PRINCIPAL, "level"),
                Move.CHANGE,
                Direction.WIDEN, Assumption.TYPED_INPUTS);

        assertThat(solver.settle(claim)).isNotInstanceOf(Refuted.class);
    }

    @Test
    void an_attribute_of_a_record_moves_with_the_record() {
        var claim = claim("permit when { context.window.open }", InputPath.of(Root.CONTEXT, "window"), Move.APPEAR,
                Direction.WIDEN, Assumption.TYPED_INPUTS);

        assertThat(solver.settle(claim)).isInstanceOf(Confirmed.class);
    }

    @Test
    void what_the_solver_cannot_follow_is_never_refuted() {
        var claim = claim("permit when { context.from.isInRange(ip(\"10.0.0.0/8\")) }",
                InputPath.of(Root.CONTEXT, "from"), Move.CHANGE, Direction.WIDEN, Assumption.TYPED_INPUTS);

        assertThat(solver.settle(claim)).isNotInstanceOf(Refuted.class);
    }

    @Test
    void without_typed_inputs_nothing_is_settled() {
        var claim = claim("permit when { context.open }", InputPath.of(Root.CONTEXT, "open"), Move.ANY, Direction.WIDEN,
                Assumption.NONE);

        assertThat(solver.settle(claim)).isEqualTo(new Unknown("without typed inputs, anything may stand anywhere"));
    }

    @Test
    void a_claim_that_takes_too_long_is_left_open() {
        var claim = claim(
                "permit when { context.risk * context.risk * context.risk == context.limit * context.limit + 7 "
                        + "&& context.risk > 100000 && context.limit > 100000 }",
                InputPath.of(Root.CONTEXT, "risk"), Move.CHANGE, Direction.WIDEN, Assumption.TYPED_INPUTS);

        assertThat(new Z3Influence(Duration.ofMillis(1)).settle(claim)).isInstanceOf(Unknown.class);
    }

    private static boolean isAllowed(Claim claim, Situation in) {
        return Reference.decide(PolicySet.of(claim.policies(), List.of()), in.request(), in.entities()).isAllowed();
    }

    /// @param policies written without what every policy has, such as `permit when { … }`
    private static Claim claim(String policies, InputPath input, Move move, Direction direction,
            Assumption assumption) {
        var text = policies.replaceAll("(permit|forbid)", "$1(principal, action, resource)") + ";";
        try {
            return new Claim(schema(), assumption, ENVIRONMENT, PolicyParser.parse(Source.of(text)).effective(), input,
                    move, direction);
        } catch (InvalidInput invalid) {
            throw new AssertionError(text, invalid);
        }
    }

    private static Schema schema() {
        try {
            return Schema.parse(Source.of(SCHEMA));
        } catch (InvalidInput invalid) {
            throw new AssertionError(invalid);
        }
    }
}
