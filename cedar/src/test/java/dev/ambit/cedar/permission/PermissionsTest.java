package dev.ambit.cedar.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.partial.RandomExprs;
import dev.ambit.cedar.partial.RandomFacts;
import dev.ambit.cedar.partial.Reference;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.value.EntityUid;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class PermissionsTest {

    @RepeatedTest(100)
    void what_is_permitted_is_what_would_be_allowed_if_asked_one_by_one(RepetitionInfo run) {
        var random = new SplittableRandom(run.getCurrentRepetition());
        var exprs = new RandomExprs(random);
        var policies = PolicySet.of(IntStream.range(0, random.nextInt(1, 5)).mapToObj(i -> exprs.policy("p" + i))
                .toList(), List.of());
        for (var i = 0; i < 5; i++) {
            var world = new RandomFacts(random, true).completion();
            var asked = world.request();
            var permissions = Permissions.of(policies, world.entities());
            var known = world.entities().names();

            assertThat(permissions.permittedActions(asked.principal(), asked.resource(), asked.context(),
                    RandomFacts.UIDS))
                    .isEqualTo(allowed(policies, world, RandomFacts.UIDS, uid -> new Request(asked.principal(), uid,
                            asked.resource(), asked.context())));
            for (var type : RandomFacts.TYPES) {
                var candidates = known.stream().filter(uid -> uid.type().equals(type)).toList();
                assertThat(permissions.permittedResources(asked.principal(), asked.action(), type, asked.context()))
                        .isEqualTo(allowed(policies, world, candidates, uid -> new Request(asked.principal(), asked
                                .action(), uid, asked.context())));
                assertThat(permissions.permittedPrincipals(type, asked.action(), asked.resource(), asked.context()))
                        .isEqualTo(allowed(policies, world, candidates, uid -> new Request(uid, asked.action(), asked
                                .resource(), asked.context())));
            }
        }
    }

    private static Set<EntityUid> allowed(PolicySet policies, RandomFacts.World world, Collection<EntityUid> candidates,
            Function<EntityUid, Request> with) {
        return candidates.stream()
                .filter(candidate -> Reference.decide(policies, with.apply(candidate), world.entities()).isAllowed())
                .collect(Collectors.toSet());
    }
}
