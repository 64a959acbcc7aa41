package dev.ambit.core.govern;

import static dev.ambit.core.Rulebook.ADA;
import static dev.ambit.core.Rulebook.BOB;
import static dev.ambit.core.Story.NOON;
import static dev.ambit.core.Story.TASK;
import static dev.ambit.core.Story.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.core.RandomStory;
import dev.ambit.core.Rulebook;
import dev.ambit.core.Story;
import dev.ambit.core.decision.Counters;
import dev.ambit.core.decision.Pdp;
import dev.ambit.core.govern.Answer.Accepted;
import dev.ambit.core.govern.Answer.Refused;
import dev.ambit.core.grant.Approval;
import dev.ambit.core.signal.Integrity;
import dev.ambit.core.signal.Reading;
import dev.ambit.core.state.Event;
import dev.ambit.core.state.State;
import dev.ambit.core.task.EndCause;
import dev.ambit.core.task.Life;
import dev.ambit.core.task.Opening;
import dev.ambit.core.task.PauseCause;
import dev.ambit.core.task.Task;
import dev.ambit.core.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class GovernorTest {
    private static final TaskId BELOW = new TaskId("t2");

    private static List<String> refusals(Answer answer) {
        return switch (answer) {
            case Accepted(var events) -> List.of("accepted " + events);
            case Refused(var refusals) -> refusals.stream().map(refusal -> refusal.code().word()).toList();
        };
    }

    private static Story accepted(Story story, Command command, Instant now) {
        var answer = Governor.answer(story.state(), command, "test", now);
        assertThat(answer).isInstanceOf(Accepted.class);
        var next = story;
        for (var event : ((Accepted) answer).events()) {
            next = next.then(event);
        }
        return next;
    }

    private static Life life(Story story, TaskId task) {
        return story.state().task(task).life();
    }

    private static Opening opening(String id) {
        return Opening.of(new TaskId(id), ADA, "p", RecordValue.EMPTY);
    }

    /// Lets the governor act by time and by event until nothing is left to do.
    private static Story settled(Story story, Instant now) {
        var next = story;
        for (var events = Governor.due(next.state(), now); !events.isEmpty(); events = Governor.due(next.state(),
                now)) {
            for (var event : events) {
                next = settled(next, event);
            }
        }
        return next;
    }

    private static Story settled(Story story, Event event) {
        var next = story.then(event);
        for (var further : Governor.affected(next.state(), event)) {
            next = settled(next, further);
        }
        return next;
    }

    // Opening

    @Test
    void a_task_opens_at_once_and_ends_when_its_profile_and_its_own_limits_say() {
        var story = Story.of(Rulebook.release(1, Rulebook.named("p").within(Rulebook.lasting(Duration.ofHours(2)))));

        var one = accepted(story, new Command.Open(opening("t1")), NOON);
        var other = accepted(story, new Command.Open(opening("t1").within(Rulebook.lasting(Duration.ofHours(1)))),
                NOON);
        var longer = accepted(story, new Command.Open(opening("t1").within(Rulebook.lasting(Duration.ofHours(3)))),
                NOON);

        assertThat(life(one, TASK)).isEqualTo(Life.Open.OPEN);
        assertThat(one.state().task(TASK).ends()).isEqualTo(at("14:00:00"));
        assertThat(other.state().task(TASK).ends()).isEqualTo(at("13:00:00"));
        assertThat(longer.state().task(TASK).ends()).isEqualTo(at("14:00:00"));
    }

    @Test
    void a_task_below_another_ends_with_it_at_the_latest() {
        var story = Story.of(Rulebook.release(1, Rulebook.named("p").within(Rulebook.lasting(Duration.ofHours(2)))));
        story = accepted(story, new Command.Open(opening("t1")), NOON);
        story = accepted(story, new Command.Open(opening("t2").below(TASK)), at("13:00:00"));

        assertThat(story.state().task(BELOW).ends()).isEqualTo(at("14:00:00"));
    }

    @Test
    void everything_that_stands_in_the_way_of_opening_is_told() {
        var rules = new Rulebook("p", List.of(), List.of(), Map.of(), Rulebook.hops(0), List.of(), Set.of(),
                Optional.empty(), Optional.empty(), Optional.empty(), Map.of("repo", new Type.Entity("Repo")), Rulebook
                        .named("p").schema());
        var story = Story.begun(rules);
        var opening = Opening.of(TASK, EntityUid.of("Agent", "eve"), "p", RecordValue.of(Map.of("rope", LongValue.of(
                1))))
                .below(TASK);

        var answer = Governor.answer(story.state(), new Command.Open(opening), "test", NOON);

        assertThat(refusals(answer)).containsExactly("task-exists", "too-deep", "principal-not-allowed",
                "input-missing",
                "input-unknown");
    }

    @Test
    void inputs_are_read_by_the_types_that_the_profile_declares() {
        var story = Story.begun(taking(Map.of("repo", new Type.Entity("Repo"), "pull", Type.Primitive.LONG)));
        var inputs = RecordValue.of(Map.of("repo", StringValue.of("site"), "pull", StringValue.of("118")));

        var opened = accepted(story, new Command.Open(Opening.of(BELOW, ADA, "p", inputs)), NOON);

        assertThat(opened.state().task(BELOW).inputs()).isEqualTo(RecordValue.of(Map.of("repo", Rulebook.SITE, "pull",
                LongValue.of(118))));
    }

    @Test
    void an_input_that_is_no_value_of_its_type_is_named_with_what_was_expected() {
        var story = Story.begun(taking(Map.of("repo", new Type.Entity("Repo"), "pull", Type.Primitive.LONG)));
        var inputs = RecordValue.of(Map.of("repo", LongValue.of(5), "pull", StringValue.of("118"), "pul", LongValue.of(
                1)));

        var answer = Governor.answer(story.state(), new Command.Open(Opening.of(BELOW, ADA, "p", inputs)), "test",
                NOON);

        assertThat(((Answer.Refused) answer).refusals()).hasToString(
                "[input-invalid: input `repo` is `5`, expected a `Repo`."
                        + " Write its id, or {\"type\": \"Repo\", \"id\": …}, input-unknown: profile `p` has no input `pul`: did "
                        + "you mean `pull`?]");
    }

    private static Rulebook taking(Map<String, Type> inputs) {
        return new Rulebook("p", List.of(), List.of(), Map.of(), Rulebook.hops(0), List.of(), Set.of(),
                Optional.empty(), Optional.empty(), Optional.empty(), inputs, Rulebook.named("p").schema());
    }

    @Test
    void a_task_opens_only_while_its_profiles_conditions_hold() {
        var rules = Rulebook.named("p").reading("risk").opensWhen("context.signals.risk < 5");
        var story = Story.of(Rulebook.release(1, rules));
        var open = new Command.Open(opening("t1"));

        assertThat(refusals(Governor.answer(story.state(), open, "test", NOON))).containsExactly("does-not-open");
        assertThat(refusals(Governor.answer(story.heard("risk", 7, NOON).state(), open, "test", NOON))).containsExactly(
                "does-not-open");
        assertThat(life(accepted(story.heard("risk", 3, NOON), open, NOON), TASK)).isEqualTo(Life.Open.OPEN);
    }

    @Test
    void a_task_for_later_begins_when_it_is_time_and_not_where_it_may_not_open_then() {
        var rules = Rulebook.named("p").reading("risk").opensWhen("context.signals.risk < 5");
        var story = Story.of(Rulebook.release(1, rules));
        story = accepted(story, new Command.Open(opening("t1").at(at("12:30:00"))), NOON);

        assertThat(Governor.due(story.state(), at("12:29:59.999"))).isEmpty();
        assertThat(life(settled(story, at("12:30:00")), TASK)).isEqualTo(new Life.Ended(at("12:30:00"),
                EndCause.NOT_OPENED));
        assertThat(life(settled(story.heard("risk", 3, at("12:29:59")), at("12:30:00")), TASK)).isEqualTo(
                Life.Open.OPEN);
    }

    @Test
    void nothing_opens_below_a_task_that_is_not_open() {
        var story = Story.begun(Rulebook.named("p"));
        var below = new Command.Open(opening("t2").below(TASK));
        var paused = story.then(new Event.TaskPaused(NOON, TASK, PauseCause.OPERATOR, "test"));

        assertThat(refusals(Governor.answer(paused.state(), below, "test", NOON))).containsExactly("parent-not-open");
        assertThat(refusals(Governor.answer(story.ended(TASK, NOON).state(), below, "test", NOON))).containsExactly(
                "parent-not-open");
    }

    // While it is open

    @Test
    void a_task_may_be_extended_as_far_as_its_profile_allows_and_no_further() {
        var story = Story.of(Rulebook.release(1, Rulebook.named("p").within(Rulebook.lasting(Duration.ofHours(2)))));
        story = accepted(story, new Command.Open(opening("t1")), NOON);
        var shorter = accepted(story, new Command.Extend(TASK, at("12:30:00")), NOON);

        assertThat(shorter.state().task(TASK).ends()).isEqualTo(at("12:30:00"));
        assertThat(accepted(shorter, new Command.Extend(TASK, at("14:00:00")), NOON).state().task(TASK).ends())
                .isEqualTo(at(
                        "14:00:00"));
        assertThat(refusals(Governor.answer(story.state(), new Command.Extend(TASK, at("14:00:00.001")), "test", NOON)))
                .containsExactly("too-late");
        assertThat(refusals(Governor.answer(story.state(), new Command.Extend(TASK, NOON), "test", NOON)))
                .containsExactly(
                        "already-over");
    }

    @Test
    void a_task_pauses_and_is_resumed_by_people_once_nothing_pauses_it() {
        var story = Story.begun(Rulebook.named("p").permittingAll().reading("risk").pausesWhen(
                "context.signals.risk > 5"));

        var paused = settled(story, new Event.SignalRead(at("12:01:00"), reading(9, at("12:01:00"))));

        assertThat(life(paused, TASK)).isEqualTo(new Life.Paused(at("12:01:00"), PauseCause.CONDITION));
        assertThat(refusals(Governor.answer(paused.state(), new Command.Resume(TASK), "test", at("12:01:30"))))
                .containsExactly("still-pauses");
        var calm = settled(paused, new Event.SignalRead(at("12:02:00"), reading(1, at("12:02:00"))));
        assertThat(life(calm, TASK)).as("not by itself").isInstanceOf(Life.Paused.class);
        assertThat(life(accepted(calm, new Command.Resume(TASK), at("12:02:00")), TASK)).isEqualTo(Life.Open.OPEN);
    }

    private static Reading reading(long value, Instant at) {
        return new Reading("risk", ADA, Optional.of(LongValue.of(value)), at, at, "sensor",
                Integrity.AUTHENTICATED);
    }

    @Test
    void a_task_opened_for_less_than_its_profile_allows_may_be_extended_up_to_that() {
        var story = Story.of(Rulebook.release(1, Rulebook.named("p").within(Rulebook.lasting(Duration.ofHours(2)))));
        story = accepted(story, new Command.Open(opening("t1").within(Rulebook.lasting(Duration.ofHours(1)))), NOON);

        var extended = accepted(story, new Command.Extend(TASK, at("14:00:00")), NOON);

        assertThat(extended.state().task(TASK).ends()).isEqualTo(at("14:00:00"));
    }

    @Test
    void an_approval_counts_only_by_enough_people_who_may_and_do_not_ask_themselves() {
        var story = Story.begun(Rulebook.named("p").permittingAll().askingFor("leave", "true"));
        var asked = Story.reading(TASK).digest();
        var group = EntityUid.of("Group", "team");

        assertThat(refusals(Governor.answer(story.state(), new Command.Approve(new Approval("a", TASK, asked, "leave",
                Set.of(
                        ADA, BOB), NOON, at("12:11:00"), 2)), "test", NOON))).containsExactly("approver-not-allowed",
                                "approver-not-allowed", "approver-asks", "approval-too-wide");
        assertThat(refusals(Governor.answer(story.state(), new Command.Approve(new Approval("a", TASK, asked, "leave",
                Set.of(
                        group), NOON, at("12:10:00"), 1)), "test", NOON))).containsExactly("too-few-approvers");
        assertThat(refusals(Governor.answer(story.state(), new Command.Approve(new Approval("a", TASK, asked, "other",
                Set.of(
                        group), NOON, NOON, 1)), "test", NOON))).containsExactly("already-over", "rule-unknown");
    }

    // Ending

    @Test
    void the_end_of_a_task_ends_everything_below_it() {
        var story = Story.begun(Rulebook.named("p")).delegated("t2", TASK).delegated("t3", BELOW).delegated("t4", TASK);

        var ended = settled(story, new Event.TaskEnded(NOON, TASK, EndCause.REVOKED, "test"));

        assertThat(ended.state().tasks().map(Task::life)).allMatch(Life::isEnded);
        assertThat(life(ended, BELOW)).isEqualTo(new Life.Ended(NOON, EndCause.PARENT));
    }

    @Test
    void a_task_below_one_that_ended_is_denied_before_it_is_told() {
        var story = Story.begun(Rulebook.named("p").permittingAll()).delegated("t2", TASK).ended(TASK, NOON);

        assertThat(Story.codes(story.asked(Story.reading(BELOW), NOON)).getFirst().word()).isEqualTo(
                "above-not-permitted");
    }

    @Test
    void when_its_time_is_up_or_it_was_idle_a_task_ends() {
        var lasting = Story.begun(Rulebook.named("p").within(Rulebook.lasting(Duration.ofHours(1))));
        var idle = Story.begun(Rulebook.named("p").within(Rulebook.idleFor(Duration.ofHours(1))));

        assertThat(Governor.due(lasting.state(), at("12:59:59.999"))).isEmpty();
        assertThat(life(settled(lasting, at("13:00:00")), TASK)).isEqualTo(new Life.Ended(at("13:00:00"),
                EndCause.DURATION));
        assertThat(life(settled(idle, at("13:00:00")), TASK)).isEqualTo(new Life.Ended(at("13:00:00"), EndCause.IDLE));
    }

    @Test
    void a_task_asked_in_since_the_state_was_made_is_not_idle() {
        var story = Story.begun(Rulebook.named("p").within(Rulebook.idleFor(Duration.ofHours(1))));
        var counters = new Counters();
        new Pdp(counters).decide(story.state(), Story.reading(TASK), at("12:30:00"));

        assertThat(Governor.due(story.state(), counters, at("13:00:00"))).isEmpty();
        assertThat(Governor.due(story.state(), counters, at("13:30:00"))).hasSize(1);
    }

    @Test
    void a_task_ends_once_what_it_lasts_while_is_no_longer_so() {
        var story = Story.begun(Rulebook.named("p").reading("risk").lastsWhile("context.signals.risk < 5"));

        var ended = settled(story, new Event.SignalRead(at("12:01:00"), reading(9, at("12:01:00"))));

        assertThat(life(ended, TASK)).isEqualTo(new Life.Ended(at("12:01:00"), EndCause.CONDITION));
    }

    @Test
    void a_release_without_its_profile_ends_a_task() {
        var story = Story.begun(Rulebook.named("p").permittingAll()).loaded(Rulebook.release(2, Rulebook.named("q")),
                NOON);

        assertThat(Story.codes(story.asked(NOON)).getFirst().word()).isEqualTo("profile-unknown");
        assertThat(life(settled(story, NOON), TASK)).isEqualTo(new Life.Ended(NOON, EndCause.PROFILE));
    }

    @Test
    void a_new_release_is_held_against_the_conditions_of_tasks_under_way() {
        var story = Story.begun(Rulebook.named("p"));

        var ended = settled(story, new Event.ReleaseLoaded(NOON, Rulebook.release(2, Rulebook.named("p").lastsWhile(
                "false")),
                "test"));

        assertThat(life(ended, TASK)).isEqualTo(new Life.Ended(NOON, EndCause.CONDITION));
    }

    @Test
    void an_ended_task_is_forgotten_after_an_hour() {
        var story = Story.begun(Rulebook.named("p")).ended(TASK, NOON);

        assertThat(settled(story, at("12:59:59.999")).state().task(TASK)).isNotNull();
        assertThat(settled(story, at("13:00:00")).state().task(TASK)).isNull();
    }

    @Test
    void what_is_wanted_already_is_accepted_without_an_event() {
        var story = Story.begun(Rulebook.named("p")).ended(TASK, NOON);

        assertThat(Governor.answer(story.state(), new Command.End(TASK, EndCause.COMPLETED), "test", NOON)).isEqualTo(
                new Accepted(List.of()));
    }

    @Test
    void ten_thousand_tasks_that_end_at_once_are_told_in_one_go() {
        var story = Story.begun(Rulebook.named("p").permittingAll());
        for (var i = 0; i < 10_000; i++) {
            story = story.delegated("c" + i, TASK);
        }

        var ended = story.ended(TASK, NOON);

        assertThat(Governor.affected(ended.state(), new Event.TaskEnded(NOON, TASK, EndCause.COMPLETED, "test")))
                .hasSize(
                        10_000);
    }

    @RepeatedTest(100) // the repetition is the seed
    void what_the_governor_does_never_permits_anything_new(RepetitionInfo run) {
        var random = new RandomStory(run.getCurrentRepetition());
        var state = random.state(60);
        for (var i = 0; i < 10; i++) {
            var now = random.soon(state.at());
            var requests = IntStream.range(0, 10).mapToObj(_ -> random.request()).toList();
            var after = acted(state, now);
            for (var request : requests) {
                // a task that begins is what was wanted all along
                if (isOpen(state, request.task()) && new Pdp().decide(after, request, now).isPermit()) {
                    assertThat(new Pdp().decide(state, request, now).isPermit()).isTrue();
                }
            }
            state = after;
        }
    }

    private static boolean isOpen(State state, TaskId task) {
        for (var next = state.task(task); next != null; next = next.above() == null ? null : state.task(next.above())) {
            if (!(next.life() instanceof Life.Open)) {
                return false;
            }
        }
        return true;
    }

    private static State acted(State state, Instant now) {
        var next = state;
        for (var event : Governor.due(state, now)) {
            next = next.after(event);
        }
        return next;
    }

    // What is heard no longer

    @Test
    void a_task_that_lasts_while_a_signal_is_known_ends_when_nothing_was_heard_for_too_long() {
        var story = Story.begun(Rulebook.named("p").reading("risk").lastsWhile("context.signals.risk < 5")).heard(
                "risk",
                1, at("12:00:10"));

        assertThat(story.state().nextEnd(NOON)).hasValue(at("12:01:10"));
        assertThat(Governor.expired(story.state(), NOON, at("12:01:09"))).isEmpty();
        assertThat(Governor.expired(story.state(), NOON, at("12:01:10"))).containsExactly(new Event.TaskEnded(at(
                "12:01:10"), TASK, EndCause.CONDITION, Governor.SELF));
        var heardAgain = story.heard("risk", 2, at("12:01:00"));
        assertThat(Governor.expired(heardAgain.state(), NOON, at("12:01:59"))).isEmpty();
    }

    @Test
    void what_nobody_watches_may_be_heard_no_longer() {
        var story = Story.begun(Rulebook.named("p").reading("risk")).heard("risk", 1, NOON);

        assertThat(Governor.expired(story.state(), NOON, at("13:00:00"))).isEmpty();
    }
}
