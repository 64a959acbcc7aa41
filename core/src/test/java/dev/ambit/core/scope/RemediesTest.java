package dev.ambit.core.scope;

import static dev.ambit.core.Rulebook.ADA;
import static dev.ambit.core.Rulebook.PUSH;
import static dev.ambit.core.Story.NOON;
import static dev.ambit.core.Story.TASK;
import static dev.ambit.core.Story.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.value.IpValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.core.RandomStory;
import dev.ambit.core.Rulebook;
import dev.ambit.core.Story;
import dev.ambit.core.decision.Counters;
import dev.ambit.core.decision.Pdp;
import dev.ambit.core.decision.Request;
import dev.ambit.core.decision.Uses;
import dev.ambit.core.state.Event;
import dev.ambit.core.task.Limits;
import dev.ambit.core.task.Opening;
import dev.ambit.core.task.PauseCause;
import dev.ambit.core.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class RemediesTest {
    private static final String WHILE_CALM = "permit (principal, action == Action::\"read\", resource == Repo::\"site\")"
            + " when { context.signals has risk && context.signals.risk < 5 };";

    // Theorems. The repetition is the seed.

    @RepeatedTest(300)
    void whatever_is_told_helps(RepetitionInfo run) {
        var random = new RandomStory(run.getCurrentRepetition());
        var state = random.state(60);
        var remedies = new Remedies(Uses.AS_COUNTED);
        for (var i = 0; i < 20; i++) {
            var now = random.soon(state.at());
            var request = random.request();
            var isPermitted = new Pdp().decide(state, request, now).isPermit();

            var found = remedies.of(state, request, now);

            assertThat(found).hasSizeLessThanOrEqualTo(Remedies.MOST);
            assertThat(isPermitted && !found.isEmpty()).isFalse();
            for (var remedy : found) {
                var world = new Supposed(state, request, state.notBefore(now));
                for (var change : remedy.changes()) {
                    world = world.after(change);
                }
                assertThat(new Pdp().decide(world.state(), world.request(), world.now()).isPermit()).as("%s", remedy)
                        .isTrue();
            }
        }
    }

    // Examples.

    @Test
    void a_signal_that_would_have_to_say_something_else_is_named_with_what() {
        var story = Story.begun(Rulebook.named("p").reading("risk").with("calm", WHILE_CALM));

        assertThat(remedies(story, NOON)).containsExactly(
                "would be permitted if signal `risk` about `Agent::\"ada\"` were 4");
        assertThat(remedies(story.heard("risk", 9, NOON), NOON)).containsExactly(
                "would be permitted if signal `risk` about `Agent::\"ada\"` were 4");
        assertThat(remedies(story.heard("risk", 1, NOON), NOON)).isEmpty();
    }

    @Test
    void what_a_forbid_needs_to_be_heard_is_named() {
        var story = Story.begun(Rulebook.named("p").reading("risk").permittingAll().with("risky",
                "forbid (principal, action, resource) unless { context.signals has risk && context.signals.risk <= 70 };"));

        assertThat(remedies(story, NOON)).containsExactly(
                "would be permitted if signal `risk` about `Agent::\"ada\"` were 70");
    }

    @Test
    void what_the_call_would_have_to_say_is_named() {
        var story = Story.begun(Rulebook.named("p").with("few",
                "permit (principal, action, resource) when { context has request.lines && context.request.lines <= 10 };"));

        assertThat(remedies(story, NOON)).containsExactly("would be permitted if `context.request.lines` were 10");
    }

    @Test
    void several_things_in_the_way_are_told_together() {
        var story = Story.begun(Rulebook.named("p").reading("risk").with("calm", WHILE_CALM))
                .then(new Event.TaskPaused(NOON, TASK, PauseCause.OPERATOR, "test"));

        assertThat(remedies(story, NOON)).containsExactly(
                "would be permitted after task `t1` is resumed, and if signal `risk` about `Agent::\"ada\"` were 4");
    }

    @Test
    void a_task_that_begins_later_and_a_pace_that_is_kept_again_are_a_matter_of_time() {
        var rules = Rulebook.named("p").permittingAll().within(Rulebook.pace(1, Duration.ofSeconds(10)));
        var later = Story.of(Rulebook.release(1, rules)).then(new Event.TaskRequested(NOON, Opening.of(TASK, ADA, "p",
                RecordValue.EMPTY).at(at("13:00:00")), "test"));
        assertThat(remedies(later, NOON)).containsExactly(
                "would be permitted once task `t1` has begun, at 2030-01-01T13:00:00Z");

        var counters = new Counters();
        var open = Story.begun(rules);
        new Pdp(counters).decide(open.state(), Story.reading(TASK), NOON);
        assertThat(new Remedies(counters).of(open.state(), Story.reading(TASK), NOON)).hasToString(
                "[would be permitted from 2030-01-01T12:00:10Z on]");
    }

    @Test
    void the_right_network_and_environment_are_named() {
        var elsewhere = new Limits(Optional.empty(), Optional.empty(), OptionalLong.empty(), Optional.empty(), List.of(
                Objects.requireNonNull(IpValue.parse("192.168.0.0/16"))), Set.of("prod"), 0);

        assertThat(remedies(Story.begun(Rulebook.named("p").permittingAll().within(elsewhere)), NOON)).containsExactly(
                "would be permitted from network 192.168.0.0/16, and in environment `prod`");
    }

    @Test
    void what_stands_in_the_way_of_a_task_above_is_taken_away_there() {
        var story = Story.begun(Rulebook.named("p").permittingAll().within(Rulebook.hops(3))).delegated("t2", TASK)
                .then(new Event.TaskPaused(NOON, TASK, PauseCause.OPERATOR, "test"));

        assertThat(remedies(story, Story.reading(new TaskId("t2")), NOON)).containsExactly(
                "would be permitted after task `t1` is resumed");
    }

    @Test
    void people_who_may_are_asked_to_approve() {
        var story = Story.begun(Rulebook.named("p").permittingAll().askingFor("leave", "action == Action::\"push\""));

        assertThat(remedies(story, Story.request(TASK, ADA, PUSH), NOON)).containsExactly(
                "would be permitted after 2 of `Group::\"team\"` approve it by rule `leave`");
    }

    @Test
    void what_nothing_takes_away_has_no_remedy() {
        var never = "forbid (principal, action, resource);";
        assertThat(remedies(Story.begun(Rulebook.named("p").permittingAll().with("never", never)), NOON)).isEmpty();
        assertThat(remedies(Story.begun(Rulebook.named("p").permittingAll()).ended(TASK, NOON), NOON)).isEmpty();
        assertThat(remedies(Story.begun(Rulebook.named("p")), NOON)).isEmpty();
    }

    private static List<String> remedies(Story story, Instant now) {
        return remedies(story, Story.reading(TASK), now);
    }

    private static List<String> remedies(Story story, Request request, Instant now) {
        return new Remedies(Uses.AS_COUNTED).of(story.state(), request, now).stream().map(Remedy::toString).toList();
    }
}
