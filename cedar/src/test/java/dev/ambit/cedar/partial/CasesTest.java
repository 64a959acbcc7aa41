package dev.ambit.cedar.partial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.partial.RandomFacts.World;
import dev.ambit.cedar.value.BoolValue;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class CasesTest {
    private static final Outcome TRUE = new Outcome.Of(BoolValue.TRUE);

    @RepeatedTest(100)
    void a_policy_is_satisfied_exactly_where_one_of_its_cases_is_met(RepetitionInfo run) {
        var random = new SplittableRandom(run.getCurrentRepetition());
        var exprs = new RandomExprs(random);
        for (var i = 0; i < 20; i++) {
            var facts = new RandomFacts(random, false);
            var policy = exprs.policy("p");
            var cases = PartialEvaluation.cases(policy, facts.facts());
            for (var j = 0; j < 6; j++) {
                var world = facts.completion();
                var satisfied = Reference.evaluate(policy, world.request(), world.entities()).equals(TRUE);
                Supplier<String> what = () -> "%s%nis met by %s%nin %s".formatted(policy, cases, world);
                assertThat(isMet(cases, world)).as(what).isEqualTo(satisfied);
            }
        }
    }

    private static boolean isMet(List<Case> cases, World world) {
        return cases.stream().anyMatch(each -> each.conditions().stream()
                .allMatch(condition -> Reference.evaluate(condition, world.request(), world.entities()).equals(TRUE)));
    }
}
