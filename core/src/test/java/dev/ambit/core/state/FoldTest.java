package dev.ambit.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambit.core.RandomStory;
import dev.ambit.core.Rulebook;
import dev.ambit.core.Story;
import dev.ambit.core.encoding.Corrupt;
import dev.ambit.core.policy.Release;
import dev.ambit.core.policy.ReleaseId;
import dev.ambit.core.task.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class FoldTest {
    /// Random events, each a moment after the last.
    private static List<Event> events(RandomStory random, int count) {
        var events = new ArrayList<Event>();
        events.add(new Event.ReleaseLoaded(Story.NOON, random.release(), "somebody"));
        for (var i = 1; i < count; i++) {
            events.add(random.event(random.soon(events.getLast().at())));
        }
        return events;
    }

    private static State after(List<Event> events) {
        var state = State.EMPTY;
        for (var event : events) {
            state = state.after(event);
        }
        return state;
    }

    /// Finds the releases that events loaded.
    private static Events.Releases releases(List<Event> events) {
        var known = new HashMap<ReleaseId, Release>();
        for (var event : events) {
            if (event instanceof Event.ReleaseLoaded(_, var release, _)) {
                known.put(release.id(), release);
            }
        }
        return id -> {
            var release = known.get(id);
            if (release == null) {
                throw new Corrupt("release `%s` is not known".formatted(id));
            }
            return release;
        };
    }

    @RepeatedTest(100) // the repetition is the seed
    void the_state_after_replay_equals_the_state_before(RepetitionInfo run) throws Corrupt {
        var events = events(new RandomStory(run.getCurrentRepetition()), 150);
        var releases = releases(events);

        var again = new ArrayList<Event>();
        for (var event : events) {
            again.add(Events.decode(Events.encode(event), releases));
        }

        assertThat(again).isEqualTo(events);
        assertThat(Snapshot.hash(after(again))).isEqualTo(Snapshot.hash(after(events)));
    }

    @RepeatedTest(100) // the repetition is the seed
    void a_snapshot_and_the_events_since_lead_to_the_same_state(RepetitionInfo run) throws Corrupt {
        var events = events(new RandomStory(run.getCurrentRepetition()), 150);
        var releases = releases(events);
        var half = after(events.subList(0, 75));

        var restoring = new Snapshot.Restoring(releases);
        for (var block : blocks(half)) {
            restoring.add(block);
        }
        var restored = restoring.state();

        assertThat(Snapshot.hash(restored)).isEqualTo(Snapshot.hash(half));
        for (var event : events.subList(75, 150)) {
            half = half.after(event);
            restored = restored.after(event);
            assertIndexed(restored);
        }
        assertThat(Snapshot.hash(restored)).isEqualTo(Snapshot.hash(half));
    }

    private static List<byte[]> blocks(State state) {
        var blocks = new ArrayList<byte[]>();
        Snapshot.write(state, blocks::add);
        return blocks;
    }

    @RepeatedTest(100) // the repetition is the seed
    void every_index_finds_exactly_the_tasks_it_should(RepetitionInfo run) {
        var state = State.EMPTY;
        for (var event : events(new RandomStory(run.getCurrentRepetition()), 150)) {
            state = state.after(event);
            assertIndexed(state);
        }
    }

    private static void assertIndexed(State state) {
        var rebuilt = Tasks.of(state.tasks().toList(), state.release());
        var table = state.table();
        assertThat(table.due().all()).containsExactlyElementsOf(rebuilt.due().all());
        assertThat(table.children().all()).containsExactlyElementsOf(rebuilt.children().all());
        assertThat(table.profiles().all()).containsExactlyElementsOf(rebuilt.profiles().all());
        assertThat(table.principals().all()).containsExactlyElementsOf(rebuilt.principals().all());
        assertThat(table.watchers().all()).containsExactlyElementsOf(rebuilt.watchers().all());
        assertOwed(state);
        var ends = Freshness.of(state.release().catalogue(), state.readings()).endedBetween(Instant.MIN, Instant.MAX);
        assertThat(state.readingsEnded(Instant.MIN, Instant.MAX)).containsExactlyElementsOf(StreamSupport.stream(ends
                .spliterator(), false).map(key -> state.reading(key.signal(), key.subject())).toList());
    }

    private static void assertOwed(State state) {
        var all = state.obligations().toList();
        var late = all.stream().filter(owed -> !owed.isLate()).toList();
        var toTry = all.stream().filter(owed -> !owed.next().equals(Instant.MAX)).toList();
        var hanging = all.stream().filter(owed -> owed.task().filter(task -> task.text().equals("t1")).isPresent())
                .toList();
        assertThat(state.obligationsDue(Instant.MAX)).containsExactlyInAnyOrderElementsOf(late);
        assertThat(state.obligationsToTry(Instant.MAX)).containsExactlyInAnyOrderElementsOf(toTry);
        assertThat(state.obligations(Story.TASK)).containsExactlyInAnyOrderElementsOf(hanging);
    }

    @RepeatedTest(50) // the repetition is the seed
    void time_never_runs_backwards_and_what_ended_stays_so(RepetitionInfo run) {
        var random = new RandomStory(run.getCurrentRepetition());
        var state = random.state(30);
        for (var i = 0; i < 100; i++) {
            var over = state.tasks().filter(task -> task.life().isEnded()).toList();
            var before = state;

            state = state.after(random.event(state.at().plusSeconds(random.upTo(200) - 100)));

            assertThat(state.at()).isAfterOrEqualTo(before.at());
            for (var task : over) {
                var now = state.task(task.id());
                assertThat(now == null || now.equals(task)).as("%s is now %s", task, now).isTrue();
            }
        }
    }

    @RepeatedTest(50) // the repetition is the seed
    void usage_never_falls(RepetitionInfo run) {
        var random = new RandomStory(run.getCurrentRepetition());
        var state = random.state(30);
        for (var i = 0; i < 100; i++) {
            var before = state;
            state = state.after(random.event(random.soon(state.at())));
            for (var task : before.tasks().toList()) {
                var now = state.task(task.id());
                assertThat(now == null || now.usage().uses() >= task.usage().uses()).isTrue();
            }
        }
    }

    @Test
    void a_snapshot_whose_blocks_are_missing_or_out_of_place_is_refused() throws Corrupt {
        var state = new RandomStory(7).state(100);
        var blocks = blocks(state);
        Events.Releases releases = _ -> state.release();
        var cut = new Snapshot.Restoring(releases);
        for (var block : blocks.subList(0, blocks.size() - 1)) {
            cut.add(block);
        }

        assertThatThrownBy(cut::state).isInstanceOf(Corrupt.class).hasMessage("a snapshot ends too early");
        assertThatThrownBy(() -> new Snapshot.Restoring(releases).add(blocks.get(1))).isInstanceOf(Corrupt.class);
        assertThatThrownBy(() -> cut.add(blocks.getFirst())).isInstanceOf(Corrupt.class);
    }

    @RepeatedTest(50) // the repetition is the seed
    void damaged_events_are_refused_or_read_as_others_and_never_anything_else(RepetitionInfo run) {
        var events = events(new RandomStory(run.getCurrentRepetition()), 40);
        var releases = releases(events);
        var flips = new SplittableRandom(run.getCurrentRepetition());
        for (var event : events) {
            var bytes = Events.encode(event);
            bytes[flips.nextInt(bytes.length)] ^= (byte) (1 << flips.nextInt(8));
            try {
                assertThat(Events.decode(bytes, releases)).isNotNull();
            } catch (Corrupt refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        }
    }

    @RepeatedTest(20) // the repetition is the seed
    void a_trie_holds_what_a_set_holds(RepetitionInfo run) {
        var random = new SplittableRandom(run.getCurrentRepetition());
        var trie = Trie.<String, String>by(text -> text);
        var set = new TreeSet<String>();
        for (var i = 0; i < 2_000; i++) {
            // of these, many have one hash
            var text = "%s%s%d".formatted(random.nextBoolean() ? "Aa" : "BB", random.nextBoolean() ? "Aa" : "BB", random
                    .nextInt(100));
            if (random.nextInt(3) > 0) {
                trie = trie.with(text);
                set.add(text);
            } else {
                trie = trie.without(text);
                set.remove(text);
            }
            assertThat(trie.size()).isEqualTo(set.size());
            assertThat(trie.get(text) != null).isEqualTo(set.contains(text));
        }
        assertThat(StreamSupport.stream(trie.spliterator(), false)).containsExactlyInAnyOrderElementsOf(set);
    }

    @Test
    void nothing_is_due_where_time_alone_changes_nothing() {
        assertThat(Story.begun(Rulebook.named("p")).state().nextDue()).isEmpty();
        assertThat(State.EMPTY.nextDue()).isEmpty();
        assertThat(State.EMPTY.tasksDue(Instant.MAX)).isEmpty();
        assertThat(State.EMPTY.tasks().map(Task::id)).isEmpty();
    }
}
