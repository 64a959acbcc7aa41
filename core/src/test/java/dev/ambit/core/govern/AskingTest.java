package dev.ambit.core.govern;

import static dev.ambit.core.Rulebook.ADA;
import static dev.ambit.core.Rulebook.ANN;
import static dev.ambit.core.Rulebook.BEN;
import static dev.ambit.core.Rulebook.BOB;
import static dev.ambit.core.Rulebook.EVE;
import static dev.ambit.core.Rulebook.PUSH;
import static dev.ambit.core.Rulebook.SITE;
import static dev.ambit.core.Story.NOON;
import static dev.ambit.core.Story.TASK;
import static dev.ambit.core.Story.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.entity.Entity;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.core.Rulebook;
import dev.ambit.core.Story;
import dev.ambit.core.decision.Counters;
import dev.ambit.core.decision.Decision;
import dev.ambit.core.decision.Pdp;
import dev.ambit.core.decision.Request;
import dev.ambit.core.grant.ApprovalCase.Status;
import dev.ambit.core.grant.ApprovalRequest;
import dev.ambit.core.policy.Release;
import dev.ambit.core.state.Event;
import dev.ambit.core.state.State;
import dev.ambit.core.task.EndCause;
import dev.ambit.core.task.Opening;
import dev.ambit.core.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/// People are asked, and answer: two of the team, for one use within ten minutes.
class AskingTest {
    private static final String LEAVE = "leave";

    private State state = Story.begun(Rulebook.named("p").permittingAll().askingFor(LEAVE, "true")).state();

    private static Request push(TaskId task, int lines) {
        return new Request(task, Story.proven(ADA), PUSH, SITE, RecordValue.of(Map.of("lines", LongValue.of(lines))),
                "gateway");
    }

    private static Request push() {
        return push(TASK, 3);
    }

    private static ApprovalRequest request(String id, Request asked) {
        return new ApprovalRequest(id, asked.task(), ADA, "p", PUSH, SITE, asked.context(), Set.of(), asked.digest(),
                Set.of(LEAVE), "d-1", "to get on", false, Optional.empty(), at("12:30:00"), "gateway", "");
    }

    private List<String> carriedOut(Command command, String by, Instant now) {
        return switch (Governor.answer(state, command, by, now)) {
            case Answer.Accepted(var events) -> {
                events.forEach(event -> state = state.after(event));
                yield List.of();
            }
            case Answer.Refused(var refusals) -> refusals.stream().map(refusal -> refusal.code().word()).toList();
        };
    }

    private List<String> asked(ApprovalRequest request) {
        return carriedOut(new Command.Ask(List.of(request)), "gateway", state.at());
    }

    private List<String> approved(EntityUid person, String... ids) {
        return carriedOut(new Command.Respond(List.of(ids), person, true, ""), person.id(), state.at());
    }

    private List<String> denied(EntityUid person, String id) {
        return carriedOut(new Command.Respond(List.of(id), person, false, "not today"), person.id(), state.at());
    }

    private Status status(String id) {
        return Objects.requireNonNull(state.approvalCase(id)).status();
    }

    private boolean isPermitted(Request asked, Instant now) {
        return new Pdp().decide(state, asked, now).isPermit();
    }

    private void passed(Instant now) {
        Governor.due(state, now).forEach(event -> state = state.after(event));
    }

    @Test
    void as_many_as_the_rule_says_approve_and_then_exactly_that_is_permitted() {
        assertThat(asked(request("r", push()))).isEmpty();
        assertThat(isPermitted(push(), NOON)).isFalse();

        assertThat(approved(ANN, "r")).isEmpty();
        assertThat(status("r")).isEqualTo(Status.PENDING);
        assertThat(isPermitted(push(), NOON)).isFalse();

        assertThat(approved(BEN, "r")).isEmpty();
        assertThat(status("r")).isEqualTo(Status.APPROVED);
        assertThat(Objects.requireNonNull(state.approvalCase("r")).good()).contains(at("12:10:00"));
        assertThat(isPermitted(push(), NOON)).isTrue();
        assertThat(isPermitted(push(TASK, 4), NOON)).as("other arguments").isFalse();
        assertThat(isPermitted(push(), at("12:10:00"))).as("too late").isFalse();
    }

    @Test
    void one_person_who_approves_twice_is_still_one() {
        asked(request("r", push()));

        approved(ANN, "r");
        approved(ANN, "r");

        assertThat(status("r")).isEqualTo(Status.PENDING);
    }

    @Test
    void one_no_is_enough_and_is_final() {
        asked(request("r", push()));
        approved(ANN, "r");

        assertThat(denied(EVE, "r")).isEmpty();

        assertThat(status("r")).isEqualTo(Status.DENIED);
        assertThat(approved(BEN, "r")).containsExactly("request-settled");
        assertThat(denied(EVE, "r")).as("said again").isEmpty();
        assertThat(isPermitted(push(), NOON)).isFalse();
    }

    @Test
    void who_asks_cannot_approve_nor_anybody_above_nor_the_caller_that_asked() {
        var release = withTeam(Set.of(ANN, BEN, ADA, BOB), 2);
        state = Story.of(release)
                .opened(Opening.of(TASK, BOB, "p", RecordValue.EMPTY), NOON)
                .delegated("below", TASK)
                .state();
        asked(request("r", push(new TaskId("below"), 3)));

        assertThat(approved(ADA, "r")).containsExactly("approver-asks");
        assertThat(approved(BOB, "r")).containsExactly("approver-asks");
        assertThat(carriedOut(new Command.Respond(List.of("r"), ANN, true, ""), "gateway", NOON)).containsExactly(
                "approver-asks");
        assertThat(approved(EVE, "r")).as("not in the team").containsExactly("approver-not-allowed");
        assertThat(status("r")).isEqualTo(Status.PENDING);
    }

    private static Release withTeam(Set<EntityUid> members, int number) {
        var release = Rulebook.release(number, Rulebook.named("p").permittingAll().askingFor(LEAVE, "true"));
        return new Release(release.id(), release.catalogue(), Entities.of(members.stream()
                .map(person -> Entity.of(person, RecordValue.EMPTY, Set.of(Rulebook.TEAM)))
                .toList()), release.profiles());
    }

    @Test
    void approving_after_the_end_changes_nothing() {
        asked(request("r", push()));
        approved(ANN, "r");

        state = state.after(new Event.TaskEnded(NOON, TASK, EndCause.REVOKED, "operator"));

        assertThat(status("r")).isEqualTo(Status.CANCELLED);
        assertThat(approved(BEN, "r")).containsExactly("request-settled");
        assertThat(state.approvals(TASK)).isEmpty();
    }

    @Test
    void who_has_left_the_team_no_longer_counts_neither_when_the_next_answers_nor_when_it_is_used() {
        asked(request("r", push()));
        approved(ANN, "r");
        state = state.after(new Event.ReleaseLoaded(NOON, withTeam(Set.of(BEN, EVE), 2), "test"));

        approved(BEN, "r");
        assertThat(status("r")).isEqualTo(Status.PENDING);

        approved(EVE, "r");
        assertThat(status("r")).isEqualTo(Status.APPROVED);
        assertThat(isPermitted(push(), NOON)).isTrue();

        state = state.after(new Event.ReleaseLoaded(NOON, withTeam(Set.of(ANN, EVE), 3), "test"));
        assertThat(isPermitted(push(), NOON)).isFalse();
    }

    @Test
    void where_the_rule_is_gone_nobody_can_approve() {
        asked(request("r", push()));
        state = state.after(new Event.ReleaseLoaded(NOON, Rulebook.release(2, Rulebook.named("p").permittingAll()
                .askingFor("other", "true")), "test"));

        assertThat(approved(ANN, "r")).contains("rule-unknown");
    }

    @Test
    void expired_in_flight_is_not_approved_whether_or_not_that_was_noted() {
        asked(request("r", push()));
        approved(ANN, "r");

        assertThat(carriedOut(new Command.Respond(List.of("r"), BEN, true, ""), "ben", at("12:30:00"))).containsExactly(
                "already-over");
        passed(at("12:30:00"));
        assertThat(status("r")).isEqualTo(Status.EXPIRED);
        assertThat(approved(BEN, "r")).containsExactly("request-settled");

        passed(at("12:30:00").plusSeconds(24 * 3600));
        assertThat(state.approvalCase("r")).isNull();
    }

    @Test
    void to_ask_for_the_same_again_is_to_have_asked() {
        var once = withKey(request("r", push()), "k");

        assertThat(asked(once)).isEmpty();
        assertThat(asked(withKey(request("s", push()), "k"))).as("the same key").isEmpty();
        assertThat(asked(withKey(request("s", push(TASK, 4)), "k"))).containsExactly("key-reused");
        assertThat(asked(request("s", push()))).as("another key").containsExactly("request-pending");
        assertThat(state.approvalCases(TASK)).hasSize(1);
    }

    private static ApprovalRequest withKey(ApprovalRequest r, String key) {
        return new ApprovalRequest(r.id(), r.task(), r.principal(), r.profile(), r.action(), r.resource(), r.shown(), r
                .hidden(), r.request(), r.rules(), r.decision(), r.reason(), r.isUrgent(), r.wanted(), r.expires(), r
                        .asker(), key);
    }

    @Test
    void nobody_is_asked_more_than_they_can_bear() {
        for (var i = 0; i < Asking.MOST_PENDING; i++) {
            assertThat(asked(request("r" + i, push(TASK, i)))).isEmpty();
        }

        assertThat(asked(request("more", push(TASK, 1_000)))).containsExactly("too-many-asked");
    }

    @Test
    void like_requests_are_answered_at_once_and_unlike_ones_never() {
        asked(request("r1", push(TASK, 1)));
        asked(request("r2", push(TASK, 2)));
        state = new Story(state).opened(Opening.of(new TaskId("t2"), ADA, "p",
                RecordValue.EMPTY), NOON).state();
        asked(request("r3", push(new TaskId("t2"), 3)));

        assertThat(approved(ANN, "r1", "r2", "r3")).containsExactly("requests-unlike");
        approved(ANN, "r1", "r2");
        approved(BEN, "r1", "r2");

        assertThat(List.of(status("r1"), status("r2"), status("r3"))).containsExactly(Status.APPROVED,
                Status.APPROVED, Status.PENDING);
        assertThat(isPermitted(push(TASK, 2), NOON)).isTrue();
    }

    @Test
    void an_approval_is_for_as_many_uses_as_its_rule_says_however_many_ask_at_once() {
        asked(request("r", push()));
        approved(ANN, "r");
        approved(BEN, "r");
        var counters = new Counters();

        var first = new Pdp(counters).decide(state, push(), NOON);
        var second = new Pdp(counters).decide(state, push(), NOON);

        assertThat(first.isPermit()).isTrue();
        assertThat(second).isInstanceOf(Decision.Hold.class);
    }

    @Test
    void what_is_remembered_is_good_as_often_as_it_comes_until_the_task_ends() {
        state = Story.begun(Rulebook.named("p").permittingAll().rememberingLeave(LEAVE).within(Rulebook.lasting(
                Duration.ofHours(2)))).state();
        asked(request("r", push()));
        approved(ANN, "r");
        approved(BEN, "r");
        var counters = new Counters();

        for (var i = 0; i < 5; i++) {
            assertThat(new Pdp(counters).decide(state, push(), at("13:59:59")).isPermit()).isTrue();
        }
        assertThat(Objects.requireNonNull(state.approvalCase("r")).good()).contains(at("14:00:00"));
        assertThat(isPermitted(push(TASK, 4), NOON)).isFalse();
    }

    @Test
    void an_approval_lasts_no_longer_than_was_wanted() {
        var r = request("r", push());
        asked(new ApprovalRequest(r.id(), r.task(), r.principal(), r.profile(), r.action(), r.resource(), r.shown(), r
                .hidden(), r.request(), r.rules(), r.decision(), r.reason(), true, Optional.of(at("12:02:00")), r
                        .expires(), r.asker(), ""));
        approved(ANN, "r");
        approved(BEN, "r");

        assertThat(isPermitted(push(), at("12:01:59"))).isTrue();
        assertThat(isPermitted(push(), at("12:02:00"))).isFalse();
    }

    @RepeatedTest(200) // the repetition is the seed
    void whatever_happens_in_whatever_order_nothing_is_permitted_that_two_of_the_team_do_not_approve_now(
            RepetitionInfo run) {
        var random = new SplittableRandom(run.getCurrentRepetition());
        var team = new HashSet<>(Set.of(ANN, BEN, EVE));
        var said = new HashSet<EntityUid>();
        asked(request("r", push()));
        for (var i = 0; i < 12; i++) {
            var person = List.of(ANN, BEN, EVE, ADA, BOB).get(random.nextInt(5));
            switch (random.nextInt(5)) {
                case 0 -> {
                    if (!team.remove(person)) {
                        team.add(person);
                    }
                    state = state.after(new Event.ReleaseLoaded(state.at(), withTeam(team, i + 2), "test"));
                }
                case 1 -> carriedOut(new Command.Withdraw("none"), "gateway", state.at());
                default -> {
                    if (approved(person, "r").isEmpty()) {
                        said.add(person);
                    }
                }
            }
            var approvers = said.stream().filter(team::contains).filter(each -> !each.equals(ADA)).count();
            if (isPermitted(push(), state.at())) {
                assertThat(approvers).isGreaterThanOrEqualTo(2);
            }
        }
    }
}
