package dev.ambit.core.record;

import static dev.ambit.core.Rulebook.ADA;
import static dev.ambit.core.Story.NOON;
import static dev.ambit.core.Story.TASK;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import dev.ambit.core.Rulebook;
import dev.ambit.core.Story;
import dev.ambit.core.decision.Code;
import dev.ambit.core.decision.Decision;
import dev.ambit.core.decision.Pdp;
import dev.ambit.core.decision.Uses;
import dev.ambit.core.encoding.Corrupt;
import dev.ambit.core.scope.ScopeQuestion;
import dev.ambit.core.scope.Scopes;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;

/// What the catalogue calls sensitive, in records and whatever else tells of decisions.
class SensitiveInputsTest {
    private static final Sealer KEY = new SealingForTests();
    private static final String SECRET = "patient-4711";
    private static final Value VALUE = StringValue.of(SECRET);

    @ParameterizedTest
    @ValueSource(strings = {
        "permit (principal, action, resource) when { context.signals.case == \"patient-4711\" };",
        "permit (principal, action, resource) when { context.signals has case && context.signals.case != \"none\" };",
        "permit (principal, action, resource) when { context.signals == {case: \"patient-4711\"} };",
        "permit (principal, action, resource) when { decimal(context.signals.case).lessThan(decimal(\"1.0\")) };",
        "permit (principal, action, resource) when { context.signals.case < 5 };"})
    void its_value_is_in_no_record_and_yet_the_decision_is_taken_again_to_the_last_bit(String policy) throws Corrupt {
        var story = story(policy);

        var bytes = recorded(story, KEY);

        assertThat(new String(bytes, ISO_8859_1)).doesNotContain(SECRET.substring(0, 7));
        assertThat(Records.read(bytes).isSealed()).isTrue();
        assertThat(new Replay(KEY).again(bytes, story.state().release()).isSame()).isTrue();
    }

    @Test
    void a_digest_stands_in_its_place_and_is_another_for_another_value() throws Corrupt {
        var policy = "permit (principal, action, resource) when { context.signals.case == \"patient-4711\" };";

        var one = Records.read(recorded(story(policy), KEY));
        var other = Records.read(recorded(story(policy).heard("case", Optional.of(StringValue.of("none")), NOON), KEY));

        assertThat(digest(one)).isNotEmpty().isEqualTo(digest(Records.read(recorded(story(policy), KEY)))).isNotEqualTo(
                digest(
                        other));
        assertThat(one.chain().getFirst().signals().getFirst().reading().orElseThrow().value().flatMap(
                DecisionRecord::digest)).isPresent();
    }

    private static String digest(DecisionRecord record) {
        return record.chain().getFirst().reads().stream()
                .flatMap(read -> read.seen().stream())
                .flatMap(value -> DecisionRecord.digest(value).stream())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void without_the_key_it_can_be_read_but_not_decided_again() throws Corrupt {
        var story = story("permit (principal, action, resource) when { context.signals.case == \"patient-4711\" };");
        var bytes = recorded(story, KEY);

        assertThat(Records.read(bytes).decision()).isInstanceOf(Decision.Permit.class);
        assertThatThrownBy(() -> new Replay().again(bytes, story.state().release())).isInstanceOf(Corrupt.class)
                .hasMessageContaining("sealed with a key that is not here");
        assertThat(new String(recorded(story, Sealer.NONE), ISO_8859_1)).doesNotContain(SECRET);
    }

    @Test
    void a_record_of_a_decision_for_which_nothing_sensitive_was_known_is_as_it_was() throws Corrupt {
        var story = Story.begun(Rulebook.named("p").readingSensitive("case").permittingAll());

        assertThat(recorded(story, KEY)).isEqualTo(recorded(story, Sealer.NONE));
        assertThat(Records.read(recorded(story, KEY)).isSealed()).isFalse();
    }

    @Test
    void neither_reasons_nor_scopes_repeat_it() {
        var story = Story.begun(Rulebook.named("p").readingSensitive("mood").with("policy",
                "permit (principal, action, resource) when { context.request.lines == context.signals.mood };")).heard(
                        "mood",
                        4711007, NOON);
        var failing = story("forbid (principal, action, resource) when { context.signals.case < 5 };");

        var scope = Scopes.of(story.state(), Uses.AS_COUNTED, ScopeQuestion.of(Story.proven(ADA), "test"), NOON);
        var decision = failing.asked(NOON);

        assertThat(scope.tasks().getFirst().reaches()).isNotEmpty();
        assertThat(scope.toString()).contains("name=mood").doesNotContain("4711007");
        assertThat(decision.reasons().getFirst().code()).isEqualTo(Code.FORBID_FAILED);
        assertThat(decision.toString()).doesNotContain(SECRET);
    }

    private static Story story(String policy) {
        return Story.begun(Rulebook.named("p").readingSensitive("case").with("policy", policy)).heard("case", Optional
                .of(
                        VALUE), NOON);
    }

    private static byte[] recorded(Story story, Sealer sealer) {
        var pdp = new Pdp();
        pdp.decide(story.state(), Story.reading(TASK), NOON);
        return new Recorder(sealer).write("d1", pdp.inquiry(), Duration.ZERO).toBytes();
    }
}
