package dev.ambit.cedar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.authorize.EvaluationError;
import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.authorize.Response;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.partial.Reference;
import dev.ambit.cedar.syntax.PolicySet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import dev.ambit.cedar.value.EntityUid;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CompiledPoliciesTest {

    @RepeatedTest(300)
    void compiled_policies_answer_what_the_reference_answers(RepetitionInfo run) {
        compare(run.getCurrentRepetition(), 20);
    }

    @Tag("slow")
    @RepeatedTest(200)
    void compiled_policies_answer_what_the_reference_answers_however_many_there_are(RepetitionInfo run) {
        compare(1_000_000 + run.getCurrentRepetition(), 200);
    }

    /// Sets of any size up to 200, so that every kind of index node is built, and one workspace for all requests, so
    /// that nothing of an earlier decision may show in a later one.
    private static void compare(long seed, int requests) {
        var questions = new RandomQuestions(seed);
        var text = questions.policies(new SplittableRandom(seed).nextInt(1, 200));
        var policies = RandomQuestions.parse(text);
        var evaluation = CompiledPolicies.compile(policies).evaluation();
        var reads = new Reads();
        for (var i = 0; i < requests; i++) {
            var entities = questions.entities();
            var request = questions.request();
            evaluation.decide(request, entities, reads);
            assertSame(seed, text, policies, request, entities, evaluation.response());
        }
    }

    private static void assertSame(long seed, String text, PolicySet policies, Request request, Entities entities,
            Response found) {
        var expected = Reference.decide(policies, request, entities);
        assertThat(List.of(found.decision(), found.determining(), failed(found)))
                .as("seed %d, %s on%n%s%nwith %s", seed, request, text, entities.all())
                .isEqualTo(List.of(expected.decision(), expected.determining(), failed(expected)));
    }

    private static List<String> failed(Response response) {
        return response.errors().stream().map(EvaluationError::policy).toList();
    }

    @RepeatedTest(50)
    void recording_what_is_read_changes_no_answer(RepetitionInfo run) {
        var questions = new RandomQuestions(run.getCurrentRepetition());
        var compiled = CompiledPolicies.compile(RandomQuestions.parse(questions.policies(40)));
        var silent = compiled.evaluation();
        var recording = compiled.evaluation();
        for (var i = 0; i < 20; i++) {
            var entities = questions.entities();
            var request = questions.request();
            silent.decide(request, entities);
            recording.decide(request, entities, new Reads());
            assertThat(recording.response()).isEqualTo(silent.response());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"context", "principal", "ip(\"10.0.0.1\")", "1", "[true]"})
    void what_is_no_truth_value_fails_as_a_condition_also_before_one_that_the_index_could_settle(String condition) {
        var policies = RandomQuestions.parse("""
                forbid (principal, action, resource) when { %s } when { resource in Group::"nowhere" };
                permit (principal, action, resource);
                """.formatted(condition));
        var request = Request.of(EntityUid.of("User", "a"), EntityUid.of("Action", "b"), EntityUid.of("Doc", "c"));

        var response = CompiledPolicies.compile(policies).decide(request, Entities.EMPTY);

        assertThat(response.errors()).extracting(EvaluationError::policy).containsExactly("policy0");
    }

    @Test
    void policies_are_shared_by_threads_that_each_have_a_workspace() {
        var questions = new RandomQuestions(5);
        var compiled = CompiledPolicies.compile(RandomQuestions.parse(questions.policies(80)));
        var entities = questions.entities();
        var requests = IntStream.range(0, 200).mapToObj(_ -> questions.request()).toList();
        var alone = requests.stream().map(request -> compiled.decide(request, entities)).toList();

        var together = IntStream.range(0, 8).parallel()
                .mapToObj(_ -> requests.stream().map(request -> compiled.decide(request, entities)).toList())
                .toList();

        assertThat(together).allMatch(alone::equals);
    }

    @Test
    void a_workspace_that_has_counted_all_its_decisions_starts_over_and_remembers_nothing() {
        var questions = new RandomQuestions(11);
        var compiled = CompiledPolicies.compile(RandomQuestions.parse(questions.policies(60)));
        var tired = compiled.evaluation();
        tired.countFrom(Evaluation.LAST_DECISION - 3 * Evaluation.DECISION);
        for (var i = 0; i < 10; i++) {
            var entities = questions.entities();
            var request = questions.request();
            tired.decide(request, entities);
            assertThat(tired.response()).isEqualTo(compiled.decide(request, entities));
        }
    }
}
