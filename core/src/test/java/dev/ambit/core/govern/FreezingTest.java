package dev.ambit.core.govern;

import static dev.ambit.core.Rulebook.ADA;
import static dev.ambit.core.Rulebook.BOB;
import static dev.ambit.core.Story.NOON;
import static dev.ambit.core.Story.TASK;
import static dev.ambit.core.Story.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.entity.Entity;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.core.Rulebook;
import dev.ambit.core.Story;
import dev.ambit.core.control.Control;
import dev.ambit.core.control.Controls;
import dev.ambit.core.control.Target;
import dev.ambit.core.decision.Pdp;
import dev.ambit.core.encoding.Corrupt;
import dev.ambit.core.policy.Release;
import dev.ambit.core.record.Recorder;
import dev.ambit.core.record.Replay;
import dev.ambit.core.task.Opening;
import dev.ambit.core.task.TaskId;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreezingTest {
    private static final EntityUid TENANT = EntityUid.of("Group", "tenant-a");

    private static Release release(Control... byTwo) {
        var plain = Rulebook.release(1, Rulebook.named("p").permittingAll());
        var entities = Entities.of(Entity.of(ADA, RecordValue.EMPTY, Set.of(TENANT)));
        return new Release(plain.id(), plain.catalogue(), entities, plain.profiles(), new Controls(Set.of(byTwo)));
    }

    private static Target target(String word) {
        return switch (word) {
            case "everything" -> Target.Everything.EVERYTHING;
            case "profile" -> new Target.OfProfile("p");
            case "principal" -> new Target.OfPrincipal(ADA);
            default -> new Target.OfTenant(TENANT);
        };
    }

    private static Story done(Story story, Command command, String by) {
        return switch (Governor.answer(story.state(), command, by, NOON)) {
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

    private static Command freeze(Target target, boolean byTwo) {
        return new Command.Freeze("f1", target, "key leaked", byTwo);
    }

    private static String answer(Story story) {
        return story.asked(at("12:00:01")).reasons().getFirst().toString();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            everything | frozen-everything: task `t1` cannot go on: everything was frozen at 2030-01-01T12:00:00Z by `ann`: key leaked
            profile    | frozen-profile: task `t1` cannot go on: its profile `p` was frozen at 2030-01-01T12:00:00Z by `ann`: key leaked
            principal  | frozen-principal: task `t1` cannot go on: its principal `Agent::"ada"` was frozen at 2030-01-01T12:00:00Z by `ann`: key leaked
            tenant     | frozen-tenant: task `t1` cannot go on: its tenant `Group::"tenant-a"` was frozen at 2030-01-01T12:00:00Z by `ann`: key leaked
            """)
    void what_is_frozen_denies_from_then_on_and_goes_on_once_that_is_lifted(String what, String why) {
        var story = Story.begun(release());
        assertThat(answer(story)).startsWith("permitted");

        var frozen = done(story, freeze(target(what), false), "ann");
        var lifted = done(frozen, new Command.Lift("f1", "key replaced", false), "ann");

        assertThat(answer(frozen)).isEqualTo(why);
        assertThat(frozen.asked(NOON).reasons().getFirst().forAgent()).doesNotContain("ann", "key leaked", "ada");
        assertThat(answer(lifted)).startsWith("permitted");
    }

    @Test
    void what_is_not_covered_goes_on() {
        var story = Story.begun(release());

        assertThat(answer(done(story, freeze(new Target.OfPrincipal(BOB), false), "ann"))).startsWith("permitted");
        assertThat(answer(done(story, freeze(new Target.OfProfile("q"), false), "ann"))).startsWith("permitted");
        assertThat(answer(done(story, freeze(new Target.OfTenant(BOB), false), "ann"))).startsWith("permitted");
    }

    @Test
    void what_is_below_a_frozen_task_is_denied_with_it() {
        var story = Story.begun(release()).opened(Opening.of(new TaskId("t2"), BOB, "p", RecordValue.EMPTY).below(
                TASK), NOON);

        var frozen = done(story, freeze(new Target.OfPrincipal(ADA), false), "ann");

        var decision = frozen.asked(Story.request(new TaskId("t2"), BOB, Rulebook.READ), NOON);
        assertThat(decision.reasons()).map(reason -> reason.code().word()).containsExactly("above-not-permitted",
                "frozen-principal");
    }

    @Test
    void a_freeze_that_takes_two_stops_nothing_until_somebody_else_confirms_it() {
        var asked = done(Story.begun(release(Control.FREEZE_EVERYTHING)), freeze(Target.Everything.EVERYTHING, false),
                "ann");

        assertThat(answer(asked)).startsWith("permitted");
        assertThat(refused(asked, new Command.Confirm("f1"), "ann")).isEqualTo(
                "same-operator: `ann` asked for it, so somebody else has to confirm freeze `f1`");
        var confirmed = done(asked, new Command.Confirm("f1"), "ben");
        assertThat(answer(confirmed)).startsWith("frozen-everything");
        assertThat(refused(confirmed, new Command.Confirm("f1"), "ben")).startsWith("nothing-to-confirm");
    }

    @Test
    void a_lift_that_takes_two_lifts_nothing_until_somebody_else_confirms_it() {
        var frozen = done(Story.begun(release(Control.LIFT)), freeze(target("profile"), false), "ann");
        var asked = done(frozen, new Command.Lift("f1", "all good", false), "ann");

        assertThat(answer(asked)).startsWith("frozen-profile");
        assertThat(refused(asked, new Command.Lift("f1", "really", false), "ben")).startsWith("lift-waits");
        assertThat(refused(asked, new Command.Confirm("f1"), "ann")).startsWith("same-operator");
        assertThat(answer(done(asked, new Command.Confirm("f1"), "ben"))).startsWith("permitted");
    }

    @Test
    void whoever_asks_may_want_a_second_where_the_controls_do_not() {
        var asked = done(Story.begun(release()), freeze(target("profile"), true), "ann");

        assertThat(answer(asked)).startsWith("permitted");
        assertThat(asked.state().freezes().get("f1").waitsAfter()).hasValue("ann");
    }

    @Test
    void a_freeze_nobody_confirmed_is_withdrawn_by_one() {
        var asked = done(Story.begun(release(Control.LIFT)), freeze(target("profile"), true), "ann");

        assertThat(done(asked, new Command.Lift("f1", "a mistake", false), "ann").state().freezes().all()).isEmpty();
    }

    @Test
    void nothing_opens_that_is_frozen() {
        var frozen = done(Story.of(release()), freeze(target("tenant"), false), "ann");

        assertThat(refused(frozen, new Command.Open(Opening.of(new TaskId("t9"), ADA, "p", RecordValue.EMPTY)), "x"))
                .isEqualTo(
                        "frozen: tenant `Group::\"tenant-a\"` was frozen at 2030-01-01T12:00:00Z by `ann`: key leaked");
    }

    @Test
    void a_freeze_needs_a_reason_and_an_id_of_its_own() {
        var story = Story.begun(release());

        assertThat(refused(story, new Command.Freeze("f1", target("profile"), " ", false), "ann")).startsWith(
                "no-reason");
        var frozen = done(story, freeze(target("profile"), false), "ann");
        assertThat(refused(frozen, freeze(target("tenant"), false), "ann")).startsWith("freeze-exists");
        assertThat(refused(frozen, new Command.Lift("f2", "why not", false), "ann")).startsWith("freeze-unknown");
    }

    @Test
    void a_record_tells_what_was_frozen_and_is_decided_again_from_it() throws Corrupt {
        var frozen = done(Story.begun(release()), freeze(target("tenant"), false), "ann");
        var pdp = new Pdp();
        pdp.decide(frozen.state(), Story.reading(TASK), NOON);
        var bytes = new Recorder().write("d1", pdp.inquiry(), Duration.ZERO).toBytes();

        var again = new Replay().again(bytes, frozen.state().release());

        assertThat(again.isSame()).isTrue();
        assertThat(again.record().freezes()).containsExactly(frozen.state().freezes().get("f1"));
    }
}
