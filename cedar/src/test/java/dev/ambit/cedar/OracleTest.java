package dev.ambit.cedar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.Official.Answer;
import dev.ambit.cedar.RandomPolicies.Knobs;
import dev.ambit.cedar.authorize.EvaluationError;
import dev.ambit.cedar.authorize.Response;
import dev.ambit.cedar.engine.CompiledPolicies;
import dev.ambit.cedar.partial.Reference;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.PolicyPrinter;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.syntax.TemplateLink;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;

/// Both our evaluators against the official engine: decision, determining policies, and policies that failed, over random
/// policy sets with templates and links, random entities, and random requests.
class OracleTest {
    private static final int SETS = 25;
    private static final int REQUESTS = 5;

    @RepeatedTest(10)
    void we_answer_what_the_official_engine_answers(RepetitionInfo run) {
        compare(run.getCurrentRepetition());
    }

    /// 1,000 times 25 sets of up to 8 policies and templates, each asked 5 times: 125,000 cases.
    /// Policies that fail on a first condition that is no truth value.
    @ParameterizedTest
    @ValueSource(longs = {1_000_287, 1_000_455})
    void we_answer_what_the_official_engine_answers_where_once_we_did_not(long seed) {
        compare(seed);
    }

    @Tag("slow")
    @RepeatedTest(1_000)
    void we_answer_what_the_official_engine_answers_a_hundred_thousand_times(RepetitionInfo run) {
        compare(1_000_000L + run.getCurrentRepetition());
    }

    private static void compare(long seed) {
        var random = new SplittableRandom(seed);
        for (var i = 0; i < SETS; i++) {
            var policies = policies(random);
            var compiled = CompiledPolicies.compile(policies);
            var official = new Official(policies);
            var worlds = new RandomWorlds(random);
            for (var j = 0; j < REQUESTS; j++) {
                var entities = worlds.entities();
                var request = worlds.request();
                assertThat(Stream.of(compiled.decide(request, entities), Reference.decide(policies, request, entities))
                        .map(OracleTest::answer))
                        .as(() -> "seed %d, %s on%n%s%nwith %s"
                                .formatted(seed, request, inWords(policies), entities.all()))
                        .containsOnly(official.decide(request, entities));
            }
        }
    }

    private static PolicySet policies(SplittableRandom random) {
        var knobs = random.nextBoolean() ? new Knobs(4, 0.03, true, false) : new Knobs(5, 0.15, true, true);
        var policies = new RandomPolicies(random, knobs).policies(random.nextInt(1, 9));
        return PolicySet.of(policies, links(policies, random));
    }

    private static List<TemplateLink> links(List<Policy> policies, SplittableRandom random) {
        var worlds = new RandomWorlds(random);
        return policies.stream()
                .filter(Policy::isTemplate)
                .map(template -> new TemplateLink(template.id(), "linked " + template.id(), template.slots().stream()
                        .collect(Collectors.toMap(slot -> slot, _ -> worlds.uid()))))
                .toList();
    }

    private static Answer answer(Response response) {
        var failed = response.errors().stream().map(EvaluationError::policy);
        return new Answer(response.isAllowed(), response.determining(), failed.collect(
                Collectors.toCollection(TreeSet::new)));
    }

    private static String inWords(PolicySet policies) {
        return policies.effective().stream().map(PolicyPrinter::print).collect(Collectors.joining("\n"));
    }
}
