package dev.ambit.cedar.partial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.authorize.EvaluationError;
import dev.ambit.cedar.authorize.Response;
import dev.ambit.cedar.partial.RandomFacts.World;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.PolicySet;
import dev.ambit.cedar.value.BoolValue;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;

/// Whatever partial evaluation says is tried against worlds in which everything is known.
class PartialSoundnessTest {
    private static final int COMPLETIONS = 6;

    @RepeatedTest(120)
    void what_is_said_of_a_policy_holds_in_every_completion(RepetitionInfo run) {
        tryPolicies(run.getCurrentRepetition(), 20);
    }

    @Tag("slow")
    @RepeatedTest(500)
    void what_is_said_of_a_policy_holds_in_every_completion_at_length(RepetitionInfo run) {
        tryPolicies(1_000_000 + run.getCurrentRepetition(), 1000);
    }

    private static void tryPolicies(long seed, int policies) {
        var random = new SplittableRandom(seed);
        var exprs = new RandomExprs(random);
        for (var i = 0; i < policies; i++) {
            var facts = new RandomFacts(random, false);
            var policy = exprs.policy("p" + i);
            var known = facts.facts();
            var verdict = PartialEvaluation.evaluate(policy, known);
            for (var j = 0; j < COMPLETIONS; j++) {
                compare(seed, policy, verdict, facts.completion());
            }
        }
    }

    private static void compare(long seed, Policy policy, Verdict verdict, World world) {
        var actual = Reference.evaluate(policy, world.request(), world.entities());
        Supplier<String> what = () -> "seed %d, policy %s%nfound %s%nin %s".formatted(seed, policy, verdict, world);
        switch (verdict) {
            case Verdict.Known.SATISFIED -> assertThat(actual).as(what).isEqualTo(new Outcome.Of(BoolValue.TRUE));
            case Verdict.Known.NOT_SATISFIED -> assertThat(actual).as(what).isEqualTo(new Outcome.Of(BoolValue.FALSE));
            case Verdict.Failed _ -> assertThat(actual).as(what).isInstanceOf(Outcome.Failed.class);
            case Verdict.Residual(var rest, var mayBeSatisfied, var mayFail) -> {
                assertThat(kind(Reference.evaluate(rest, world.request(), world.entities()))).as(what).isEqualTo(kind(
                        actual));
                assertThat(mayBeSatisfied || !actual.equals(new Outcome.Of(BoolValue.TRUE))).as(what).isTrue();
                assertThat(mayFail || actual instanceof Outcome.Of).as(what).isTrue();
            }
        }
    }

    /// What is left names its inputs in other words than the whole, but fails for the same reason.
    private static Object kind(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Of(var value) -> value;
            case Outcome.Failed failed -> failed.kind();
        };
    }

    @RepeatedTest(100)
    void what_is_said_of_a_request_holds_in_every_completion(RepetitionInfo run) {
        var random = new SplittableRandom(2_000_000 + run.getCurrentRepetition());
        var exprs = new RandomExprs(random);
        var policies = PolicySet.of(IntStream.range(0, 6).mapToObj(i -> exprs.policy("p" + i)).toList(), List.of());
        for (var i = 0; i < 5; i++) {
            var facts = new RandomFacts(random, false);
            var found = PartialEvaluation.decide(policies, facts.facts());
            for (var j = 0; j < COMPLETIONS; j++) {
                var world = facts.completion();
                var actual = Reference.decide(policies, world.request(), world.entities());
                assertThat(found.decision().orElse(actual.decision())).isEqualTo(actual.decision());
                assertThat(said(Reference.decide(found.rest(), world.request(), world.entities()))).isEqualTo(said(
                        actual));
            }
        }
    }

    private static List<Object> said(Response response) {
        return List.of(response.decision(), response.determining(), response.errors().stream().map(
                EvaluationError::policy).toList());
    }

    @RepeatedTest(100)
    void with_nothing_unknown_it_says_what_the_reference_says(RepetitionInfo run) {
        var random = new SplittableRandom(3_000_000 + run.getCurrentRepetition());
        var exprs = new RandomExprs(random);
        for (var i = 0; i < 20; i++) {
            var world = new RandomFacts(random, true).completion();
            var policy = exprs.policy("p");

            var verdict = PartialEvaluation.evaluate(policy, Facts.of(world.request(), world.entities()));

            assertThat(said(verdict)).isEqualTo(said(Reference.evaluate(policy, world.request(), world.entities())));
        }
    }

    private static String said(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Known known -> known == Verdict.Known.SATISFIED ? "true" : "false";
            case Verdict.Failed(var error) -> error.kind() + " " + withoutHelp(error.message());
            case Verdict.Residual residual -> residual.toString();
        };
    }

    private static String said(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Of(var value) -> value.toString();
            case Outcome.Failed failed -> failed.kind() + " " + withoutHelp(failed.message());
        };
    }

    /// Partial evaluation does not know which attributes and tags an entity has beside those asked for.
    private static String withoutHelp(String message) {
        return message.replaceAll("\\. Did you mean .*", "");
    }
}
