package dev.ambit.cedar.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.partial.Case;
import dev.ambit.cedar.partial.Facts;
import dev.ambit.cedar.partial.Outcome;
import dev.ambit.cedar.partial.RandomExprs;
import dev.ambit.cedar.partial.RandomFacts;
import dev.ambit.cedar.partial.Reference;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.value.BoolValue;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class ScopeSoundnessTest {
    private static final List<Target> TARGETS = RandomFacts.ACTIONS.stream()
            .flatMap(action -> RandomFacts.TYPES.stream().map(type -> new Target(action, type)))
            .toList();

    @RepeatedTest(100)
    void a_scope_allows_exactly_what_the_policies_allow(RepetitionInfo run) {
        var random = new SplittableRandom(run.getCurrentRepetition());
        var exprs = new RandomExprs(random);
        var policies = PolicySet.of(IntStream.range(0, 5).mapToObj(i -> exprs.policy("p" + i)).toList(), List.of());
        var world = new RandomFacts(random, true).completion();
        var principal = world.request().principal();
        var question = new ScopeQuestion(principal, Facts.NOTHING.entities(world.entities()), TARGETS, Optional
                .empty());
        var scope = SymbolicScope.of(policies, question);
        for (var target : TARGETS) {
            for (var resource : RandomFacts.UIDS) {
                if (resource.type().equals(target.resourceType())) {
                    var context = new RandomFacts(random, true).completion().request().context();
                    var request = new Request(principal, target.action(), resource, context);

                    assertThat(allows(scope, target, request, world.entities()))
                            .as(() -> "%s%n%s%n%s".formatted(policies.effective(), scope, request))
                            .isEqualTo(Reference.decide(policies, request, world.entities()).isAllowed());
                }
            }
        }
    }

    private static boolean allows(SymbolicScope scope, Target target, Request request, Entities entities) {
        return scope.permissions().stream()
                .filter(permission -> permission.target().equals(target))
                .anyMatch(permission -> isMet(permission.permits(), request, entities) && !isMet(permission.forbids(),
                        request, entities));
    }

    private static boolean isMet(Ways ways, Request request, Entities entities) {
        return ways.shown().stream().anyMatch(way -> isMet(way.when(), request, entities));
    }

    private static boolean isMet(Case all, Request request, Entities entities) {
        return all.conditions().stream().allMatch(condition -> Reference.evaluate(condition, request, entities)
                .equals(new Outcome.Of(BoolValue.TRUE)));
    }
}
