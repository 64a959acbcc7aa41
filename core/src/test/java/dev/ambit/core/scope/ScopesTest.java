package dev.ambit.core.scope;

import static dev.ambit.core.Rulebook.ADA;
import static dev.ambit.core.Rulebook.BOB;
import static dev.ambit.core.Rulebook.PUSH;
import static dev.ambit.core.Rulebook.READ;
import static dev.ambit.core.Rulebook.SHOP;
import static dev.ambit.core.Rulebook.SITE;
import static dev.ambit.core.Story.NOON;
import static dev.ambit.core.Story.TASK;
import static dev.ambit.core.Story.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.permission.Target;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.core.RandomStory;
import dev.ambit.core.Rulebook;
import dev.ambit.core.Story;
import dev.ambit.core.decision.Code;
import dev.ambit.core.decision.Counters;
import dev.ambit.core.decision.Decision;
import dev.ambit.core.decision.Pdp;
import dev.ambit.core.decision.Reason;
import dev.ambit.core.decision.Request;
import dev.ambit.core.decision.Uses;
import dev.ambit.core.state.State;
import dev.ambit.core.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ScopesTest {
    private static final Target READING = new Target(READ, "Repo");
    private static final List<EntityUid> REPOS = List.of(SHOP, SITE);

    // Theorems. The repetition is the seed.

    @RepeatedTest(300)
    void what_is_effective_is_exactly_what_is_permitted_when_asked(RepetitionInfo run) {
        var random = new RandomStory(run.getCurrentRepetition());
        var state = random.state(60);
        var now = random.soon(state.at());
        for (var scope : scopes(state, now)) {
            for (var task : scope.tasks()) {
                everyTarget(task, (target, reach) -> REPOS.forEach(repo -> {
                    var decision = decide(state, scope, task, target.action(), repo, RecordValue.EMPTY, now);

                    assertThat(reach.filter(found -> found.permitted().contains(repo)).isPresent()).as("%s", decision)
                            .isEqualTo(decision.isPermit());
                    assertThat(reach.filter(found -> found.held().contains(repo)).isPresent()).as("%s", decision)
                            .isEqualTo(decision instanceof Decision.Hold);
                }));
            }
        }
    }

    @RepeatedTest(300)
    void whatever_the_call_says_nothing_is_permitted_that_is_neither_effective_nor_left_open(RepetitionInfo run) {
        var random = new RandomStory(run.getCurrentRepetition());
        var state = random.state(60);
        var now = random.soon(state.at());
        for (var scope : scopes(state, now)) {
            for (var task : scope.tasks()) {
                everyTarget(task, (target, reach) -> REPOS.forEach(repo -> {
                    var call = RecordValue.of(Map.of("lines", LongValue.of(random.upTo(10))));
                    if (decide(state, scope, task, target.action(), repo, call, now).isPermit()) {
                        assertThat(task.between()).isEmpty();
                        assertThat(reach).hasValueSatisfying(found -> {
                            assertThat(found.granted()).isPresent();
                            assertThat(found.effective()).hasSize(task.above().size() + 1);
                            assertThat(found.permitted().contains(repo) || found.held().contains(repo)
                                    || found.conditional().contains(repo)).isTrue();
                        });
                    }
                }));
            }
        }
    }

    @RepeatedTest(300)
    void until_then_time_alone_takes_nothing_away(RepetitionInfo run) {
        var random = new RandomStory(run.getCurrentRepetition());
        var state = random.state(60);
        var now = random.soon(state.at());
        for (var scope : scopes(state, now)) {
            for (var task : scope.tasks()) {
                everyTarget(task, (target, reach) -> reach.ifPresent(found -> found.permitted().forEach(repo -> {
                    var until = found.until().orElseThrow();
                    var length = Math.min(Duration.between(now, until.isAfter(now.plusSeconds(600))
                            ? now.plusSeconds(600)
                            : until).toMillis(), 600_000);
                    var then = now.plusMillis(random.upTo((int) Math.max(1, length)));

                    assertThat(decide(state, scope, task, target.action(), repo, RecordValue.EMPTY, then).isPermit())
                            .as("%s to %s", now, then).isTrue();
                })));
            }
        }
    }

    @RepeatedTest(300)
    void there_is_an_obstacle_exactly_where_there_is_no_permit_and_the_first_is_the_answer(RepetitionInfo run) {
        var random = new RandomStory(run.getCurrentRepetition());
        var state = random.state(60);
        for (var i = 0; i < 20; i++) {
            var request = random.request();
            var now = random.soon(state.at());

            var decision = new Pdp().decide(state, request, now);
            var obstacles = new Pdp().obstacles(state, request, now);

            assertThat(obstacles.isEmpty()).as("%s", decision).isEqualTo(decision.isPermit());
            if (!decision.isPermit()) {
                var first = decision.reasons().getFirst();
                assertThat(obstacles).anySatisfy(obstacle -> assertThat(obstacle.answer().reasons()).contains(first));
                assertThat(first.code() == Code.ABOVE_NOT_PERMITTED || obstacles.getFirst().answer().equals(decision))
                        .as("%s %s", decision, obstacles).isTrue();
            }
        }
    }

    private interface Claim {
        void check(Target target, Optional<Reach> reach);
    }

    private static void everyTarget(TaskScope task, Claim claim) {
        for (var action : List.of(READ, PUSH)) {
            var target = new Target(action, "Repo");
            claim.check(target, task.reaches().stream().filter(reach -> reach.target().equals(target)).findFirst());
        }
    }

    private static List<Scope> scopes(State state, Instant now) {
        return List.of(ADA, BOB).stream()
                .map(agent -> Scopes.of(state, Uses.AS_COUNTED, ScopeQuestion.of(Story.proven(agent), "test"), now))
                .toList();
    }

    private static Decision decide(State state, Scope scope, TaskScope task, EntityUid action, EntityUid repo,
            RecordValue call, Instant now) {
        return new Pdp().decide(state, new Request(task.task().id(), Story.proven(scope.principal()), action, repo,
                call,
                "test"), now);
    }

    // Examples.

    private static final String WHILE_CALM = "permit (principal, action == Action::\"read\", resource == Repo::\"site\")"
            + " when { context.signals has risk && context.signals.risk < 5 };";

    @Test
    void granted_is_what_the_profile_says_and_effective_what_holds_now() {
        var story = Story.begun(Rulebook.named("p").reading("risk").with("calm", WHILE_CALM));

        var unknown = reach(story, NOON);
        var calm = reach(story.heard("risk", 1, NOON), NOON);

        assertThat(unknown.granted().orElseThrow().words()).containsExactly(
                "may Action::\"read\" on any Repo that is Repo::\"site\" while context.signals.risk < 5, because calm");
        assertThat(unknown.effective()).isEmpty();
        assertThat(unknown.permitted()).isEmpty();
        assertThat(unknown.between()).map(Reason::code).containsExactly(Code.NOT_PERMITTED);
        assertThat(calm.effective()).map(effective -> effective.permission().words().getFirst()).containsExactly(
                "may Action::\"read\" on any Repo that is Repo::\"site\", because calm");
        assertThat(calm.permitted()).containsExactly(SITE);
        assertThat(calm.between()).isEmpty();
        assertThat(calm.until()).hasValue(NOON.plusSeconds(60));
    }

    @Test
    void what_stands_between_is_told_whole_and_not_only_the_first() {
        var story = Story.begun(Rulebook.named("p").permittingAll().with("never",
                "forbid (principal, action, resource);")
                .within(Rulebook.lasting(Duration.ofMinutes(1))));

        var scope = scope(story, at("12:05:00"));

        assertThat(scope.between()).flatMap(obstacle -> obstacle.answer().reasons()).map(Reason::code).containsExactly(
                Code.LIMIT_DURATION);
        assertThat(scope.reaches()).isEmpty();
    }

    @Test
    void a_task_above_takes_away_what_it_does_not_have_itself() {
        var narrow = Rulebook.named("p").with("reads", "permit (principal, action == Action::\"read\", resource);");
        var wide = Rulebook.named("q").permittingAll();
        var story = Story.begun(narrow, wide).opened(dev.ambit.core.task.Opening.of(new TaskId("t2"), ADA, "q",
                RecordValue.EMPTY).below(TASK), NOON);

        var scope = Scopes.of(story.state(), Uses.AS_COUNTED, ScopeQuestion.of(Story.proven(ADA), "test").in(new TaskId(
                "t2")), NOON).tasks().getFirst();

        assertThat(scope.above()).containsExactly(TASK);
        assertThat(scope.reaches()).map(Reach::target).containsExactly(new Target(PUSH, "Repo"), READING);
        assertThat(scope.reaches().getFirst().permitted()).isEmpty();
        assertThat(scope.reaches().getFirst().between()).map(Reason::code).contains(Code.ABOVE_NOT_PERMITTED);
        assertThat(scope.reaches().getLast().permitted()).containsExactly(SHOP, SITE);
        assertThat(scope.reaches().getLast().effective()).map(Reach.Effective::task).containsExactly(new TaskId("t2"),
                TASK);
    }

    @Test
    void nothing_is_counted() {
        var story = Story.begun(Rulebook.named("p").permittingAll().within(Rulebook.uses(1)));
        var counters = new Counters();

        Scopes.of(story.state(), counters, ScopeQuestion.of(Story.proven(ADA), "test"), NOON);

        assertThat(counters.uncounted(NOON, 0)).isEmpty();
        new Pdp(counters).decide(story.state(), Story.reading(TASK), NOON);
        var used = Scopes.of(story.state(), counters, ScopeQuestion.of(Story.proven(ADA), "test"), NOON).tasks()
                .getFirst();
        assertThat(used.between()).flatMap(obstacle -> obstacle.answer().reasons()).map(Reason::code).containsExactly(
                Code.LIMIT_USES);
    }

    @Test
    void who_may_open_tasks_is_provisioned_with_what_such_a_task_could_permit() {
        var story = Story.of(Rulebook.release(1, Rulebook.named("p").reading("risk").with("calm", WHILE_CALM), Rulebook
                .named("q")));

        var provisioned = Scopes.of(story.state(), Uses.AS_COUNTED, ScopeQuestion.of(Story.proven(ADA), "test"), NOON)
                .provisioned();

        assertThat(provisioned.offers()).map(Provision.Offer::profile).containsExactly("p", "q");
        assertThat(provisioned.offers().getFirst().targets()).containsExactly(READING);
        assertThat(provisioned.offers().getLast().targets()).isEmpty();
    }

    private static TaskScope scope(Story story, Instant now) {
        return Scopes.of(story.state(), Uses.AS_COUNTED, ScopeQuestion.of(Story.proven(ADA), "test"), now).tasks()
                .getFirst();
    }

    private static Reach reach(Story story, Instant now) {
        return scope(story, now).reaches().getFirst();
    }
}
