package dev.ambit.cedar.influence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.partial.Outcome;
import dev.ambit.cedar.partial.Reference;
import dev.ambit.cedar.syntax.PolicyParser;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.EntityUid;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;

class TransitionsTest {
    private static final String[] CONDITIONS = {"false", "true", "context.missing"};
    private static final EntityUid ANYONE = EntityUid.of("User", "u");

    @Test
    void negation_is_that_of_cedar() throws InvalidInput {
        for (var index = 0; index < Transitions.COUNT; index++) {
            assertThat(Transitions.not(1 << index)).isEqualTo(Transitions.of(
                    outcome("!" + before(index)), outcome("!" + after(index))));
        }
    }

    @Test
    void operators_are_those_of_cedar_short_circuits_and_errors_included() throws InvalidInput {
        holds("&&", Transitions::and);
        holds("||", Transitions::or);
        holds("==", Transitions::same);
    }

    private static void holds(String operator, IntBinaryOperator transitions) throws InvalidInput {
        for (var left = 0; left < Transitions.COUNT; left++) {
            for (var right = 0; right < Transitions.COUNT; right++) {
                assertThat(transitions.applyAsInt(1 << left, 1 << right))
                        .as("%d %s %d", left, operator, right)
                        .isEqualTo(Transitions.of(
                                outcome(before(left) + operator + before(right)),
                                outcome(after(left) + operator + after(right))));
            }
        }
    }

    @Test
    void a_choice_is_that_of_cedar() throws InvalidInput {
        for (var all = 0; all < Transitions.COUNT * Transitions.COUNT * Transitions.COUNT; all++) {
            var condition = all % Transitions.COUNT;
            var then = all / Transitions.COUNT % Transitions.COUNT;
            var otherwise = all / Transitions.COUNT / Transitions.COUNT;
            assertThat(Transitions.choose(1 << condition, 1 << then, 1 << otherwise)).isEqualTo(Transitions.of(
                    outcome("if %s then %s else %s".formatted(before(condition), before(then), before(otherwise))),
                    outcome("if %s then %s else %s".formatted(after(condition), after(then), after(otherwise)))));
        }
    }

    @Test
    void a_set_of_transitions_goes_through_an_operator_one_by_one() {
        var left = Transitions.of(Transitions.TRUE, Transitions.FALSE) | Transitions.of(
                Transitions.ERROR, Transitions.TRUE);
        var right = Transitions.ALWAYS | Transitions.of(Transitions.TRUE, Transitions.ERROR);

        assertThat(Transitions.and(left, right)).isEqualTo(
                Transitions.of(Transitions.TRUE, Transitions.FALSE)
                        | Transitions.of(Transitions.ERROR, Transitions.TRUE)
                        | Transitions.of(Transitions.ERROR, Transitions.ERROR));
    }

    private static String before(int index) {
        return CONDITIONS[Transitions.before(index)];
    }

    private static String after(int index) {
        return CONDITIONS[Transitions.after(index)];
    }

    private static int outcome(String expression) throws InvalidInput {
        var expr = PolicyParser.parseExpression(Source.of(expression), Limits.DEFAULT);
        return switch (Reference.evaluate(expr, Request.of(ANYONE, ANYONE, ANYONE), Entities.EMPTY)) {
            case Outcome.Of(var value) -> value == BoolValue.TRUE ? Transitions.TRUE : Transitions.FALSE;
            case Outcome.Failed _ -> Transitions.ERROR;
        };
    }
}
