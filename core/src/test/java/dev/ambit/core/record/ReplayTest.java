package dev.ambit.core.record;

import static dev.ambit.core.Story.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.core.RandomStory;
import dev.ambit.core.Rulebook;
import dev.ambit.core.Story;
import dev.ambit.core.decision.Counters;
import dev.ambit.core.decision.Pdp;
import dev.ambit.core.decision.Request;
import dev.ambit.core.encoding.Corrupt;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final Sealer KEY = new SealingForTests();

    @RepeatedTest(300) // the repetition is the seed
    void every_decision_is_decided_again_from_its_record_to_the_last_bit(RepetitionInfo run) throws Corrupt {
        var random = new RandomStory(run.getCurrentRepetition());
        var state = random.state(60);
        var pdp = new Pdp(new Counters());
        var recorder = new Recorder(KEY);
        var replay = new Replay(KEY);

        for (var i = 0; i < 20; i++) {
            var request = random.request();
            var decision = pdp.decide(state, request, random.soon(state.at()));
            var bytes = recorder.write("d" + i, pdp.inquiry(), Duration.ofNanos(1_234)).toBytes();

            var again = replay.again(bytes, state.release());

            assertThat(again.decision()).isEqualTo(decision);
            assertThat(again.isSame()).as("of %s: %s", request, decision).isTrue();
            assertThat(again.record().decision()).isEqualTo(decision);
        }
    }

    @RepeatedTest(100) // the repetition is the seed
    void damaged_bytes_are_refused_or_read_as_another_record_and_never_anything_else(RepetitionInfo run) {
        var random = new RandomStory(run.getCurrentRepetition());
        var pdp = new Pdp();
        var state = random.state(60);
        pdp.decide(state, random.request(), state.at());
        var bytes = new Recorder(KEY).write("d1", pdp.inquiry(), Duration.ZERO).toBytes();
        var flips = new SplittableRandom(run.getCurrentRepetition());
        for (var i = 0; i < 200; i++) {
            var damaged = bytes.clone();
            damaged[flips.nextInt(damaged.length)] ^= (byte) (1 << flips.nextInt(8));
            try {
                assertThat(Records.read(damaged)).isNotNull();
            } catch (Corrupt refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void a_record_that_is_cut_or_has_something_behind_it_is_refused() {
        var bytes = recorded(RecordValue.EMPTY);

        for (var length = 0; length < bytes.length; length++) {
            var cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> Records.read(cut)).isInstanceOf(Corrupt.class);
        }
        var longer = Arrays.copyOf(bytes, bytes.length + 1);
        assertThatThrownBy(() -> Records.read(longer)).isInstanceOf(Corrupt.class).hasMessage(
                "something stands at the end of a record that is not known");
    }

    @Test
    void what_nothing_looked_at_is_not_in_the_record_and_its_digest_is() throws Corrupt {
        var record = Records.read(recorded(RecordValue.of(Map.of("secret", LongValue.of(42)))));

        assertThat(record.request()).isPresent();
        assertThat(record.chain().getFirst().reads()).isEmpty();
    }

    @Test
    void another_release_shows_what_it_would_have_decided() throws Corrupt {
        var bytes = recorded(RecordValue.EMPTY);

        var again = new Replay().again(bytes, Rulebook.release(2, Rulebook.named("p")));

        assertThat(again.record().decision().isPermit()).isTrue();
        assertThat(again.decision().isPermit()).isFalse();
        assertThat(again.isSame()).isFalse();
    }

    private static byte[] recorded(RecordValue context) {
        var story = Story.begun(Rulebook.named("p").permittingAll());
        var pdp = new Pdp();
        pdp.decide(story.state(), new Request(Story.TASK, Story.proven(Rulebook.ADA), Rulebook.READ, Rulebook.SITE,
                context,
                "gateway"), NOON);
        return new Recorder().write("d1", pdp.inquiry(), Duration.ZERO).toBytes();
    }
}
