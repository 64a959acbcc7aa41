package dev.ambit.core.govern;

import static dev.ambit.core.Rulebook.ADA;
import static dev.ambit.core.Rulebook.ANN;
import static dev.ambit.core.Rulebook.BEN;
import static dev.ambit.core.Story.NOON;
import static dev.ambit.core.Story.TASK;
import static dev.ambit.core.Story.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.core.Rulebook;
import dev.ambit.core.Story;
import dev.ambit.core.decision.Pdp;
import dev.ambit.core.encoding.Corrupt;
import dev.ambit.core.govern.Command.Review.Verdict;
import dev.ambit.core.policy.BreakGlass;
import dev.ambit.core.policy.Profile;
import dev.ambit.core.policy.Reauthorization;
import dev.ambit.core.policy.Release;
import dev.ambit.core.record.Recorder;
import dev.ambit.core.record.Replay;
import dev.ambit.core.state.Event;
import dev.ambit.core.task.Limits;
import dev.ambit.core.task.Opening;
import dev.ambit.core.task.PauseCause;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Breaking the glass, its review, and who lets a paused task go on.
class BreakGlassTest {
    private static final Opening OPENING = Opening.of(TASK, ADA, "p", RecordValue.EMPTY);

    private static Release release(Optional<BreakGlass> glass, Reauthorization again) {
        var book = Rulebook.named("p").permittingAll().reading("risk").opensWhen("context.signals.risk < 5")
                .lastsWhile("context.signals.risk < 5").within(Rulebook.lasting(Duration.ofHours(2)));
        return with(book.profile(), glass, again);
    }

    private static Release with(Profile plain, Optional<BreakGlass> glass, Reauthorization again) {
        var profile = new Profile(plain.name(), plain.purpose(), plain.owner(), plain.pattern(), plain.openers(), plain
                .inputs(), plain.opensWhen(), plain.lastsWhile(), plain.pausesWhen(), plain.limits(), plain.signals(),
                plain.rules(), plain.approvals(), plain.schema(), false, glass, again);
        var other = Rulebook.release(1);
        return new Release(other.id(), other.catalogue(), other.entities(), Map.of("p", profile));
    }

    private static Release glass() {
        return release(Optional.of(new BreakGlass(ANN, Duration.ofMinutes(30), Duration.ofHours(24))),
                Reauthorization.BY_OPERATORS);
    }

    private static Story done(Story story, Command command, String by, Instant now) {
        return switch (Governor.answer(story.state(), command, by, now)) {
            case Answer.Accepted(var events) -> {
                var next = story;
                for (var event : events) {
                    next = next.then(event);
                }
                yield next;
            }
            case Answer.Refused(var refusals) -> throw new AssertionError(refusals.toString());
        };
    }

    private static String refused(Story story, Command command, String by) {
        return switch (Governor.answer(story.state(), command, by, NOON)) {
            case Answer.Accepted(var events) -> events.toString();
            case Answer.Refused(var refusals) -> refusals.getFirst().toString();
        };
    }

    private static Command breaking(EntityUid person) {
        return new Command.BreakGlass(OPENING, person, "production is down");
    }

    @Test
    void a_task_opens_against_its_conditions_for_a_shorter_time_and_stays_bound_by_all_else() {
        var story = Story.of(glass());
        assertThat(refused(story, new Command.Open(OPENING), "ann-key")).startsWith("does-not-open");

        var broken = done(story, breaking(ANN), "ann-key", NOON);

        assertThat(broken.state().task(TASK).isBreakGlass()).isTrue();
        assertThat(broken.asked(at("12:29:59")).isPermit()).isTrue();
        assertThat(broken.asked(at("12:30:00")).reasons().getFirst().code().word()).isEqualTo("limit-duration");
        assertThat(refused(broken, new Command.Extend(TASK, at("13:00:00")), "x")).startsWith("too-late");
    }

    @Test
    void only_those_the_profile_names_break_its_glass_and_only_for_a_reason() {
        var story = Story.of(glass());

        assertThat(refused(story, breaking(BEN), "ben-key")).startsWith("breaker-not-allowed");
        assertThat(refused(story, new Command.BreakGlass(OPENING, ANN, " "), "ann-key")).startsWith("no-reason");
        assertThat(refused(story, new Command.BreakGlass(OPENING.at(at("13:00:00")), ANN, "later"), "ann-key"))
                .startsWith("begins-at-once");
        assertThat(refused(Story.of(release(Optional.empty(), Reauthorization.BY_OPERATORS)), breaking(ANN), "x"))
                .startsWith("no-break-glass");
    }

    @Test
    void that_it_is_reviewed_is_owed_until_somebody_else_has_done_it() {
        var broken = done(Story.of(glass()), breaking(ANN), "ann-key", NOON);
        var owed = broken.state().obligation("review:t1");
        assertThat(owed.due()).isEqualTo(NOON.plus(Duration.ofHours(24)));

        assertThat(refused(broken, review(ANN), "another-key")).startsWith("own-review");
        assertThat(refused(broken, review(BEN), "ann-key")).startsWith("own-review");
        assertThat(refused(broken, review(ADA), "another-key")).startsWith("own-review");
        assertThat(refused(broken, new Command.Abandon("review:t1", "no time"), "ben-key")).startsWith("for-people");
        assertThat(done(broken, review(BEN), "ben-key", NOON).state().obligationCount()).isZero();
    }

    private static Command review(EntityUid person) {
        return new Command.Review(TASK, Optional.of(person), Verdict.JUSTIFIED, "the site was down");
    }

    @Test
    void a_review_that_nobody_did_is_late_and_that_is_noted_once() {
        var broken = done(Story.of(glass()), breaking(ANN), "ann-key", NOON).ended(TASK, NOON);
        var tomorrow = NOON.plus(Duration.ofHours(24));

        assertThat(Governor.due(broken.state(), tomorrow)).contains(new Event.ObligationLate(tomorrow, "review:t1"));
        var late = broken.then(new Event.ObligationLate(tomorrow, "review:t1"));
        assertThat(late.state().obligation("review:t1").isLate()).isTrue();
        assertThat(Governor.due(late.state(), tomorrow)).doesNotHaveAnyElementsOfTypes(Event.ObligationLate.class);
    }

    @Test
    void once_the_profile_allows_it_no_more_the_task_is_over() {
        var broken = done(Story.of(glass()), breaking(ANN), "ann-key", NOON);

        var taken = broken.loaded(release(Optional.empty(), Reauthorization.BY_OPERATORS), at("12:01:00"));

        assertThat(taken.asked(at("12:01:01")).isPermit()).isFalse();
    }

    @Test
    void a_record_of_it_says_so_and_is_decided_again() throws Corrupt {
        var broken = done(Story.of(glass()), breaking(ANN), "ann-key", NOON);
        var pdp = new Pdp();
        pdp.decide(broken.state(), Story.reading(TASK), NOON);
        var bytes = new Recorder().write("d1", pdp.inquiry(), Duration.ZERO).toBytes();

        var again = new Replay().again(bytes, broken.state().release());

        assertThat(again.isSame()).isTrue();
        assertThat(again.record().chain().getFirst().task().orElseThrow().isBreakGlass()).isTrue();
    }

    // Who lets a paused task go on

    private static Story paused(Reauthorization again) {
        var book = Rulebook.named("p").permittingAll().reading("risk").pausesWhen("context.signals.risk > 5").within(
                Limits.NONE);
        return Story.begun(with(book.profile(), Optional.empty(), again)).heard("risk", 7, at("12:00:01")).then(
                new Event.TaskPaused(at("12:00:01"), TASK, PauseCause.CONDITION, "governor"));
    }

    @Test
    void where_a_profile_says_who_resumes_nobody_else_does() {
        var calm = paused(new Reauthorization(Optional.of(ANN), Optional.empty())).heard("risk", 1, at("12:00:02"));

        assertThat(refused(calm, new Command.Resume(TASK), "operator")).startsWith("reauthorizer-not-allowed");
        assertThat(refused(calm, new Command.Resume(TASK, Optional.of(BEN)), "ben")).startsWith(
                "reauthorizer-not-allowed");
        assertThat(done(calm, new Command.Resume(TASK, Optional.of(ANN)), "ann", at("12:00:03")).asked(at("12:00:04"))
                .isPermit()).isTrue();
    }

    @Test
    void nobody_resumes_a_task_of_their_own() {
        var calm = paused(new Reauthorization(Optional.of(ADA), Optional.empty())).heard("risk", 1, at("12:00:02"));

        assertThat(refused(calm, new Command.Resume(TASK, Optional.of(ADA)), "ada")).startsWith(
                "reauthorizer-not-allowed");
    }

    @Test
    void a_signal_resumes_what_its_profile_paused_and_nothing_that_people_did() {
        var when = new Reauthorization(Optional.empty(), Rulebook.named("q").opensWhen("context.signals.risk < 2")
                .opensWhen());
        var lower = new Event.SignalRead(at("12:00:02"), paused(when).heard("risk", 4, at("12:00:02")).state().reading(
                "risk", ADA));
        var low = new Event.SignalRead(at("12:00:03"), paused(when).heard("risk", 1, at("12:00:03")).state().reading(
                "risk", ADA));
        var story = paused(when).then(lower);

        assertThat(Governor.affected(story.state(), lower)).isEmpty();
        assertThat(Governor.affected(story.then(low).state(), low)).containsExactly(new Event.TaskResumed(at(
                "12:00:03"), TASK, "governor"));
        var byPeople = Story.begun(paused(when).state().release()).then(new Event.TaskPaused(NOON, TASK,
                PauseCause.OPERATOR, "ann")).then(low);
        assertThat(Governor.affected(byPeople.state(), low)).isEmpty();
    }
}
