package dev.ambit.core.decision;

import static dev.ambit.core.Rulebook.release;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.core.RandomStory;
import dev.ambit.core.Rulebook;
import dev.ambit.core.Story;
import dev.ambit.core.policy.Release;
import dev.ambit.core.state.ApprovalKey;
import dev.ambit.core.state.Event;
import dev.ambit.core.state.State;
import dev.ambit.core.task.EndCause;
import dev.ambit.core.task.Limits;
import dev.ambit.core.task.Rate;
import dev.ambit.core.task.Task;
import dev.ambit.core.task.TaskId;
import dev.ambit.core.task.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/// What must never widen, as theorems tried on random worlds. Where a test is repeated, the repetition is the seed.
class NarrowingTest {

    /// What `counters` know, without counting what is asked.
    private static Uses looking(Counters counters) {
        return new Uses() {
            @Override
            public Usage of(Task task) {
                return counters.of(task);
            }

            @Override
            public long of(ApprovalKey approval, State state) {
                return counters.of(approval, state);
            }

            @Override
            public void asked(List<Link> chain, Instant now) {}

            @Override
            public boolean take(Inquiry inquiry) {
                return true;
            }
        };
    }

    @RepeatedTest(300)
    void no_sequence_of_events_makes_a_childs_permit_exceed_its_parents(RepetitionInfo run) {
        var random = new RandomStory(run.getCurrentRepetition());
        var state = random.state(60);
        var counters = new Counters();
        var pdp = new Pdp(counters);
        var looking = new Pdp(looking(counters));
        for (var i = 0; i < 60; i++) {
            state = random.chance(20) ? state.after(random.event(random.soon(state.at()))) : state;
            var now = random.soon(state.at());
            var request = random.request();
            var task = state.task(request.task());
            if (task == null || task.above() == null) {
                continue;
            }
            var above = state.task(task.above());
            var ofParent = above != null && looking.decide(state, asked(request, above), now).isPermit();

            if (pdp.decide(state, request, now).isPermit()) {
                assertThat(ofParent).as("%s is permitted, and not in %s", request, above).isTrue();
            }
        }
    }

    /// The same request, made in `task` by whoever it is bound to.
    private static Request asked(Request request, Task task) {
        return new Request(task.id(), Story.proven(task.principal()), request.action(), request.resource(), request
                .context(), request.asker());
    }

    @RepeatedTest(200)
    void adding_a_forbid_never_turns_a_denial_into_a_permit(RepetitionInfo run) {
        var random = new RandomStory(run.getCurrentRepetition());
        var books = List.of(random.profile("p"), random.profile("q"));
        var state = random.state(60);
        var loose = loaded(state, release(1_000, books.get(0), books.get(1)));
        var tight = loaded(state, release(1_001, books.get(0).with("added", random.forbid()), books.get(1)));

        assertNarrower(random, tight, loose);
    }

    @RepeatedTest(200)
    void ending_a_task_never_turns_a_denial_into_a_permit(RepetitionInfo run) {
        var random = new RandomStory(run.getCurrentRepetition());
        var loose = random.state(60);
        var tight = loose.after(new Event.TaskEnded(loose.at(), random.task(), EndCause.REVOKED, "somebody"));

        assertNarrower(random, tight, loose);
    }

    @RepeatedTest(200)
    void freezing_something_never_turns_a_denial_into_a_permit(RepetitionInfo run) {
        var random = new RandomStory(run.getCurrentRepetition());
        var loose = random.state(60);
        var tight = loose.after(new Event.FreezeAsked(loose.at(), random.freeze("another", loose.at())));

        assertNarrower(random, tight, loose);
    }

    @RepeatedTest(200)
    void lowering_a_limit_never_turns_a_denial_into_a_permit(RepetitionInfo run) {
        var random = new RandomStory(run.getCurrentRepetition());
        var limits = random.limits();
        var books = List.of(random.profile("p").within(limits), random.profile("q"));
        var state = random.state(60);
        var loose = loaded(state, release(1_000, books.get(0), books.get(1)));
        var tight = loaded(state, release(1_001, books.get(0).within(lower(limits, random)), books.get(1)));

        assertNarrower(random, tight, loose);
    }

    private static State loaded(State state, Release release) {
        return state.after(new Event.ReleaseLoaded(state.at(), release, "somebody"));
    }

    /// Each limit there is made tighter, or one that there was not.
    private static Limits lower(Limits from, RandomStory random) {
        var less = random.limits();
        return new Limits(
                least(from.duration(), less.duration()),
                least(from.idle(), less.idle()),
                from.uses().isPresent() ? OptionalLong.of(Math.max(1, from.uses().getAsLong() / 2)) : less.uses(),
                from.rate().map(rate -> new Rate(Math.max(1, rate.permits() / 2), rate.per())).or(less::rate),
                from.networks(),
                from.environments(),
                Math.min(from.delegation(), less.delegation()));
    }

    private static Optional<Duration> least(Optional<Duration> one, Optional<Duration> other) {
        return one.isPresent() && other.isPresent()
                ? Optional.of(one.get().compareTo(other.get()) < 0 ? one.get() : other.get())
                : one.or(() -> other);
    }

    private static void assertNarrower(RandomStory random, State tight, State loose) {
        for (var i = 0; i < 40; i++) {
            var request = random.request();
            var now = random.soon(loose.at());
            if (new Pdp().decide(tight, request, now).isPermit()) {
                var before = new Pdp().decide(loose, request, now);
                assertThat(before.isPermit()).as("%s was denied before: %s", request, before).isTrue();
            }
        }
    }

    @RepeatedTest(200)
    void a_clock_that_is_set_back_permits_nothing_it_did_not_when_the_latest_event_came(RepetitionInfo run) {
        var random = new RandomStory(run.getCurrentRepetition());
        var state = random.state(60);
        for (var i = 0; i < 40; i++) {
            var request = random.request();
            var back = new Pdp().decide(state, request, state.at().minusSeconds(random.upTo(1_000)));

            assertThat(back).isEqualTo(new Pdp().decide(state, request, state.at()));
        }
    }

    @RepeatedTest(100)
    void losing_a_signal_that_must_be_known_never_permits(RepetitionInfo run) {
        var random = new RandomStory(run.getCurrentRepetition());
        var rules = random.profile("p").mustKnow("risk");
        var story = Story.begun(rules);

        assertThat(story.asked(random.soon(Story.NOON)).isPermit()).isFalse();
    }

    @Test
    void the_random_worlds_reach_nearly_every_reason_there_is() {
        var reached = EnumSet.noneOf(Code.class);
        for (var seed = 1; seed <= 600; seed++) {
            var random = new RandomStory(seed);
            var state = random.state(100);
            var pdp = new Pdp(new Counters());
            for (var i = 0; i < 40; i++) {
                var decision = pdp.decide(state, random.request(), random.soon(state.at()));
                decision.reasons().forEach(reason -> reached.add(reason.code()));
            }
        }

        assertThat(EnumSet.complementOf(reached)).isSubsetOf(Set.of(Code.NODE_STALE, Code.UNRECORDED,
                Code.IDENTITY_EXPIRED,
                Code.LIMIT_NETWORK, Code.LIMIT_ENVIRONMENT, Code.PROFILE_UNKNOWN));
    }

    @RepeatedTest(100)
    void a_limit_on_uses_is_never_exceeded_however_delegated(RepetitionInfo run) {
        var random = new RandomStory(run.getCurrentRepetition());
        var most = 1 + random.upTo(6);
        var story = Story.begun(Rulebook.named("p").permittingAll().within(Rulebook.uses(most)));
        for (var i = 2; i < 8; i++) {
            story = story.delegated("t" + i, new TaskId("t" + (1 + random.upTo(i - 1))));
        }
        var counters = new Counters();
        var pdp = new Pdp(counters);
        var permits = 0;
        for (var i = 0; i < 50; i++) {
            var task = new TaskId("t" + (1 + random.upTo(7)));
            permits += pdp.decide(story.state(), Story.reading(task), Story.NOON).isPermit() ? 1 : 0;
            if (random.chance(20)) {
                var counted = counters.uncounted(Story.NOON, 0);
                if (counted.isPresent()) {
                    story = story.then(counted.get());
                    counters.counted(counted.get());
                }
            }
        }

        assertThat(permits).isEqualTo(most);
    }
}
