package dev.ambit.core.decision;

import static dev.ambit.core.Rulebook.BOB;
import static dev.ambit.core.Rulebook.READ;
import static dev.ambit.core.Rulebook.release;
import static dev.ambit.core.Rulebook.uses;
import static dev.ambit.core.Story.NOON;
import static dev.ambit.core.Story.TASK;
import static dev.ambit.core.Story.at;
import static dev.ambit.core.Story.codes;
import static dev.ambit.core.Story.reading;
import static dev.ambit.core.Story.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.core.Rulebook;
import dev.ambit.core.Story;
import dev.ambit.core.grant.Approval;
import dev.ambit.core.state.Contact;
import dev.ambit.core.state.Event;
import dev.ambit.core.task.Opening;
import dev.ambit.core.task.PauseCause;
import dev.ambit.core.task.TaskId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The combining rule of `docs/tasks.md`, line by line.
class CombiningRuleTest {
    private static final TaskId ABOVE = new TaskId("t0");

    /// Something that makes one line say no, and nothing else.
    private enum Obstacle {
        NODE(1), IDENTITY(2), LIFE(3), LIMIT(4), FORBID(5), DOUBT(6), NO_PERMIT(7), ABOVE(8), APPROVAL(9);

        private final int line;

        Obstacle(int line) {
            this.line = line;
        }
    }

    /// What Ada, or whoever says she is, is told one minute past noon, where all these obstacles stand in the way.
    private static Decision asked(Set<Obstacle> obstacles) {
        var rules = Rulebook.named("p").reading("risk");
        rules = obstacles.contains(Obstacle.NO_PERMIT) ? rules : rules.permittingAll();
        rules = obstacles.contains(Obstacle.FORBID)
                ? rules.with("never", "forbid (principal, action, resource);")
                : rules;
        rules = obstacles.contains(Obstacle.DOUBT) ? rules.mustKnow("risk") : rules;
        rules = obstacles.contains(Obstacle.APPROVAL) ? rules.askingFor("leave", "true") : rules;
        rules = obstacles.contains(Obstacle.LIMIT) ? rules.within(Rulebook.lasting(Duration.ofSeconds(30))) : rules;
        var above = obstacles.contains(Obstacle.ABOVE)
                ? Rulebook.named("above")
                : Rulebook.named("above").permittingAll();
        var story = Story.of(release(1, rules, above))
                .opened(Opening.of(ABOVE, BOB, "above", RecordValue.EMPTY), NOON)
                .opened(Opening.of(TASK, Rulebook.ADA, "p", RecordValue.EMPTY).below(ABOVE), NOON);
        if (obstacles.contains(Obstacle.LIFE)) {
            story = story.then(new Event.TaskPaused(NOON, TASK, PauseCause.OPERATOR, "test"));
        }
        if (obstacles.contains(Obstacle.NODE)) {
            story = new Story(story.state().inContact(new Contact(NOON, Duration.ofSeconds(10))));
        }
        return story.asked(request(TASK, obstacles.contains(Obstacle.IDENTITY) ? BOB : Rulebook.ADA, READ), at(
                "12:01:00"));
    }

    @Test
    void without_any_obstacle_the_answer_is_permit() {
        assertThat(codes(asked(Set.of()))).containsExactly(Code.PERMITTED);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
    void each_line_says_no_by_itself(int line) {
        var decision = asked(Set.of(Obstacle.values()[line - 1]));

        assertThat(decision.isPermit()).isFalse();
        assertThat(decision.reasons().getFirst().code().line()).isEqualTo(line);
        assertThat(decision instanceof Decision.Hold).as("only the ninth holds").isEqualTo(line == 9);
    }

    @RepeatedTest(200) // the repetition is the seed
    void of_all_lines_that_say_no_the_first_answers(RepetitionInfo run) {
        var random = new SplittableRandom(run.getCurrentRepetition());
        var obstacles = new TreeSet<Obstacle>();
        for (var obstacle : Obstacle.values()) {
            if (random.nextInt(3) == 0) {
                obstacles.add(obstacle);
            }
        }

        var line = asked(obstacles).reasons().getFirst().code().line();

        assertThat(line).as("with %s", obstacles).isEqualTo(obstacles.isEmpty() ? 10 : obstacles.first().line);
    }

    @Test
    void a_forbid_that_fails_denies_and_is_named_whatever_permits_there_are() {
        var story = Story.begun(Rulebook.named("p").permittingAll()
                .with("careful", "forbid (principal, action, resource) when { context.request.amount > 3 };"));

        var decision = story.asked(NOON);

        assertThat(codes(decision)).containsExactly(Code.FORBID_FAILED);
        assertThat(decision.reasons().getFirst().facts()).startsWith("careful");
    }

    @Test
    void a_permit_that_fails_does_not_count_and_is_named() {
        var story = Story.begun(Rulebook.named("p")
                .with("broken", "permit (principal, action, resource) when { context.request.amount > 3 };"));

        var decision = story.asked(NOON);

        assertThat(codes(decision)).containsExactly(Code.NOT_PERMITTED, Code.PERMIT_FAILED);
        assertThat(decision.reasons().getLast().facts()).startsWith("broken");
    }

    @Test
    void every_satisfied_forbid_is_named_in_order() {
        var story = Story.begun(Rulebook.named("p").permittingAll()
                .with("b", "forbid (principal, action, resource);")
                .with("a", "forbid (principal, action, resource);"));

        assertThat(story.asked(NOON).reasons()).extracting(Reason::facts).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void an_approval_condition_that_fails_asks_for_approval() {
        var story = Story.begun(Rulebook.named("p").permittingAll().askingFor("leave", "context.request.amount > 3"));

        assertThat(story.asked(NOON)).isInstanceOf(Decision.Hold.class);
    }

    @Test
    void an_approval_lets_its_own_request_through_and_no_other() {
        var story = Story.begun(Rulebook.named("p").permittingAll().askingFor("leave", "true"));
        var hold = (Decision.Hold) story.asked(NOON);
        var approved = story.then(new Event.ApprovalGiven(NOON, approval(hold, 1)));

        assertThat(codes(approved.asked(NOON))).containsExactly(Code.PERMITTED);
        assertThat(approved.asked(request(TASK, Rulebook.ADA, Rulebook.PUSH), NOON)).isInstanceOf(Decision.Hold.class);
    }

    @ParameterizedTest(name = "at {0}")
    @ValueSource(strings = {"11:59:59.999", "12:00:00.000", "12:09:59.999", "12:10:00.000"})
    void an_approval_counts_from_its_begin_until_its_end_that_instant_excluded(String time) {
        var story = Story.begun(Rulebook.named("p").permittingAll().askingFor("leave", "true"));
        var approved = story.then(new Event.ApprovalGiven(NOON, approval((Decision.Hold) story.asked(NOON), 1)));

        // time does not go back behind the latest event, so that the instant before noon counts as noon
        assertThat(approved.asked(at(time)).isPermit()).isEqualTo(!time.equals("12:10:00.000"));
    }

    @Test
    void an_approval_ends_the_permit_with_itself() {
        var story = Story.begun(Rulebook.named("p").permittingAll().askingFor("leave", "true"));
        var approved = story.then(new Event.ApprovalGiven(NOON, approval((Decision.Hold) story.asked(NOON), 1)));

        assertThat(((Decision.Permit) approved.asked(NOON)).until()).isEqualTo(at("12:10:00"));
    }

    private static Approval approval(Decision.Hold hold, long uses) {
        return new Approval("a1", TASK, hold.request(), "leave", Set.of(Rulebook.ANN, Rulebook.EVE), NOON,
                at("12:10:00"), uses);
    }

    @Test
    void an_approval_of_one_use_is_used_up_by_one_permit() {
        var story = Story.begun(Rulebook.named("p").permittingAll().askingFor("leave", "true"));
        var approved = story.then(new Event.ApprovalGiven(NOON, approval((Decision.Hold) story.asked(NOON), 1)));
        var pdp = new Pdp(new Counters());

        assertThat(pdp.decide(approved.state(), reading(TASK), NOON).isPermit()).isTrue();
        assertThat(pdp.decide(approved.state(), reading(TASK), NOON)).isInstanceOf(Decision.Hold.class);
    }

    @Test
    void a_task_above_that_needs_approval_has_to_get_it_itself() {
        var above = Rulebook.named("above").permittingAll().askingFor("leave", "true");
        var story = Story.of(release(1, Rulebook.named("p").permittingAll(), above))
                .opened(Opening.of(ABOVE, BOB, "above", RecordValue.EMPTY), NOON)
                .opened(Opening.of(TASK, Rulebook.ADA, "p", RecordValue.EMPTY).below(ABOVE), NOON);

        var decision = story.asked(NOON);

        assertThat(codes(decision)).containsExactly(Code.ABOVE_NOT_PERMITTED, Code.APPROVAL_REQUIRED);
        assertThat(decision).isInstanceOf(Decision.Deny.class);
    }

    @Test
    void a_permit_counts_in_every_task_of_the_chain() {
        var story = Story.begun(Rulebook.named("p").permittingAll().within(uses(2))).delegated("t2", TASK)
                .delegated("t3", TASK);
        var pdp = new Pdp(new Counters());
        var answers = new ArrayList<Boolean>();
        for (var task : List.of("t2", "t3", "t2", "t1")) {
            answers.add(pdp.decide(story.state(), reading(new TaskId(task)), NOON).isPermit());
        }

        assertThat(answers).containsExactly(true, true, false, false);
    }

    @Test
    void policies_see_inputs_signals_and_the_request_as_attributes_of_the_context() {
        var story = Story.of(release(1, Rulebook.named("p").reading("risk").with("all", """
                permit (principal, action, resource) when {
                  context.task.inputs.repo == resource && context.signals.risk < 5 && context.request.lines < 100
                };""")))
                .opened(Opening.of(TASK, Rulebook.ADA, "p", RecordValue.of(Map.of("repo", Rulebook.SITE))), NOON)
                .heard("risk", 3, NOON);
        var request = new Request(TASK, Story.proven(Rulebook.ADA), READ, Rulebook.SITE,
                RecordValue.of(Map.of("lines", LongValue.of(7))), "gateway");

        var decision = story.asked(request, NOON);

        assertThat(codes(decision)).containsExactly(Code.PERMITTED);
        assertThat(((Decision.Permit) decision).until()).as("when the signal ages").isEqualTo(at("12:01:00"));
    }

    @Test
    void nothing_runs_out_where_nothing_is_bounded_but_the_proof() {
        var story = Story.begun(Rulebook.named("p").permittingAll());

        assertThat(((Decision.Permit) story.asked(NOON)).until()).isEqualTo(NOON.plus(Duration.ofDays(30)));
    }
}
