package dev.ambit.core.govern;

import static dev.ambit.core.Rulebook.ADA;
import static dev.ambit.core.Story.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.DatetimeValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import dev.ambit.core.Rulebook;
import dev.ambit.core.govern.Unheard.Code;
import dev.ambit.core.policy.Release;
import dev.ambit.core.policy.ReleaseId;
import dev.ambit.core.signal.Catalogue;
import dev.ambit.core.signal.Integrity;
import dev.ambit.core.signal.Message;
import dev.ambit.core.signal.Message.Said;
import dev.ambit.core.signal.Reading;
import dev.ambit.core.signal.SignOfLife;
import dev.ambit.core.signal.Signal;
import dev.ambit.core.signal.Standing;
import dev.ambit.core.state.Event;
import dev.ambit.core.state.Event.SignalRead;
import dev.ambit.core.state.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HearingTest {
    private static final Signal RISK = Rulebook.signal("risk");
    private static final Signal WINDOW = new Signal("window", "Environment", new Type.RecordOf(Map.of(
            "open", new Type.Attribute(Type.Primitive.BOOL, true),
            "ends", new Type.Attribute(Type.Extension.DATETIME, false))), "calendar", Integrity.SIGNED,
            Signal.Influence.WIDEN, Optional.of(Duration.ofMinutes(1)), Optional.empty(), Optional.empty(), false, Set
                    .of(), "team",
            "for tests");
    private static final Release RELEASE = new Release(new ReleaseId("1".repeat(64)), new Catalogue(Map.of("risk", RISK,
            "window", WINDOW)), Entities.EMPTY, Map.of());
    private static final State BEGUN = State.EMPTY.after(new Event.ReleaseLoaded(NOON, RELEASE, "test"));

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            mood | sensor  | AUTHENTICATED | Agent | 0   | signal-not-catalogued
            risk | nobody  | AUTHENTICATED | Agent | 0   | wrong-source
            risk | sensor  | ASSERTED      | Agent | 0   | integrity-too-low
            risk | sensor  | AUTHENTICATED | Human | 0   | wrong-subject
            risk | sensor  | AUTHENTICATED | Agent | 61  | observed-ahead
            risk | sensor  | AUTHENTICATED | Agent | -60 | observed-too-long-ago
            risk | sensor  | AUTHENTICATED | Agent | -59 |
            risk | sensor  | SIGNED        | Agent | 60  |
            """)
    void what_does_not_count_changes_nothing_and_says_why(String signal, String source, Integrity integrity,
            String about,
            long seconds, String code) {
        var said = new Said(signal, EntityUid.of(about, "ada"), Optional.of(LongValue.of(3)), Optional.of(NOON
                .plusSeconds(
                        seconds)));

        var hearing = hear(BEGUN, new Message(source, integrity, Optional.empty(), List.of(said)), NOON);

        assertThat(hearing.unheard()).extracting(unheard -> unheard.code().word()).containsExactlyElementsOf(Optional
                .ofNullable(code).stream().toList());
        assertThat(hearing.events()).hasSize(code == null ? 1 : 0);
    }

    @Test
    void a_reading_that_was_observed_earlier_never_takes_the_place_of_a_later_one() {
        var open = after(BEGUN, hear(BEGUN, risk(1, NOON), NOON));
        var later = after(open, hear(open, risk(2, NOON.plusSeconds(10)), NOON.plusSeconds(11)));

        var late = hear(later, risk(3, NOON.plusSeconds(9)), NOON.plusSeconds(12));

        assertThat(late.events()).isEmpty();
        assertThat(codes(late)).containsExactly(Code.OUTRUN);
    }

    @Test
    void readings_of_a_source_whose_clock_is_ahead_keep_their_order_and_age_from_when_they_were_received() {
        var second = hear(BEGUN, risk(2, NOON.plusSeconds(50)), NOON);
        var state = after(BEGUN, second);

        var first = hear(state, risk(1, NOON.plusSeconds(40)), NOON.plusSeconds(1));

        assertThat(codes(first)).containsExactly(Code.OUTRUN);
        assertThat(Standing.of(RISK, state.reading("risk", ADA), null, NOON.plusSeconds(59))).isInstanceOf(
                Standing.Known.class);
        assertThat(Standing.of(RISK, state.reading("risk", ADA), null, NOON.plusSeconds(60))).isEqualTo(
                new Standing.Unknown());
    }

    @Test
    void the_same_again_is_no_news() {
        var state = after(BEGUN, hear(BEGUN, risk(1, NOON), NOON));

        assertThat(hear(state, risk(1, NOON), NOON.plusSeconds(5))).isEqualTo(new Hearing(List.of(), List.of()));
    }

    @Test
    void a_message_that_was_heard_before_changes_nothing_however_long_ago_its_subject_moved_on() {
        var open = message("m1", 1, NOON);
        var state = after(BEGUN, hear(BEGUN, open, NOON));
        var closed = after(state, hear(state, message("m2", 2, NOON), NOON.plusSeconds(1)));

        var again = hear(closed, open, NOON.plusSeconds(2));

        assertThat(again.events()).isEmpty();
        assertThat(codes(again)).containsExactly(Code.REPLAYED);
    }

    @Test
    void ten_thousand_messages_later_it_is_still_known_again_and_twice_as_many_later_no_more() {
        var state = BEGUN.after(new Event.MessageHeard(NOON, "sensor", "first"));
        for (var i = 0; i < 10_000; i++) {
            state = state.after(new Event.MessageHeard(NOON, "sensor", "m" + i));
        }
        assertThat(state.hasHeard("sensor", "first")).isTrue();
        for (var i = 10_000; i < 20_000; i++) {
            state = state.after(new Event.MessageHeard(NOON, "sensor", "m" + i));
        }
        assertThat(state.hasHeard("sensor", "first")).isFalse();
        assertThat(state.hasHeard("sensor", "m10000")).isTrue();
    }

    @ParameterizedTest(name = "last heard {0} s ago: {1}")
    @CsvSource({"0, true", "19, true", "20, false"})
    void the_signal_of_a_source_that_has_become_silent_is_unknown(long seconds, boolean isKnown) {
        var alive = Rulebook.alive("risk");
        var reading = new Reading("risk", ADA, Optional.of(LongValue.of(1)), NOON, NOON, "sensor",
                Integrity.AUTHENTICATED);
        var sign = SignOfLife.of("sensor", Integrity.AUTHENTICATED, NOON.plusSeconds(30));
        var forged = SignOfLife.of("sensor", Integrity.ASSERTED, NOON.plusSeconds(30));

        assertThat(isKnown(alive, reading, null, NOON.plusSeconds(seconds))).isEqualTo(isKnown);
        assertThat(isKnown(alive, reading, sign, NOON.plusSeconds(30 + seconds))).isEqualTo(isKnown);
        assertThat(isKnown(alive, reading, forged, NOON.plusSeconds(30 + seconds))).isFalse();
    }

    private static boolean isKnown(Signal signal, Reading reading, @Nullable Reading alive, Instant now) {
        return Standing.of(signal, reading, alive, now) instanceof Standing.Known;
    }

    @Test
    void whatever_a_source_says_shows_that_it_is_alive_and_a_reading_that_is_refused_too() {
        var release = new Release(new ReleaseId("2".repeat(64)), new Catalogue(Map.of("risk", Rulebook.alive("risk"))),
                Entities.EMPTY, Map.of());
        var begun = State.EMPTY.after(new Event.ReleaseLoaded(NOON, release, "test"));

        var first = hear(begun, risk(1, NOON.minusSeconds(70)), NOON);
        assertThat(codes(first)).containsExactly(Code.OBSERVED_TOO_LONG_AGO);
        assertThat(first.events()).containsExactly(new SignalRead(NOON, SignOfLife.of("sensor", Integrity.AUTHENTICATED,
                NOON)));
        var state = after(begun, first);
        assertThat(hear(state, silent(), NOON.plusMillis(999)).events()).as("told often enough").isEmpty();
        assertThat(hear(state, silent(), NOON.plusMillis(1_000)).events()).hasSize(1);
    }

    private static Message silent() {
        return new Message("sensor", Integrity.AUTHENTICATED, Optional.empty(), List.of());
    }

    private static Message message(String id, long value, Instant observed) {
        return new Message("sensor", Integrity.AUTHENTICATED, Optional.of(id), risk(value, observed).said());
    }

    @Test
    void there_is_none_is_something_to_say() {
        var none = new Said("risk", ADA, Optional.empty(), Optional.of(NOON));
        var hearing = hear(BEGUN, new Message("sensor", Integrity.AUTHENTICATED, Optional.empty(), List.of(none)),
                NOON);

        assertThat(hearing.unheard()).isEmpty();
        assertThat(Standing.of(RISK, after(BEGUN, hearing).reading("risk", ADA), null, NOON)).isInstanceOf(
                Standing.KnownAbsent.class);
    }

    @Test
    void the_text_of_an_instant_is_one_where_the_catalogue_asks_for_it() {
        var heard = hear(BEGUN, window(Map.of("open", BoolValue.of(true), "ends", StringValue.of(
                "2030-01-01T13:00:00Z"))),
                NOON);

        assertThat(heard.events()).singleElement().isInstanceOfSatisfying(SignalRead.class, read -> assertThat(read
                .reading().value()).hasValue(RecordValue.of(Map.of("open", BoolValue.of(true), "ends", Objects
                        .requireNonNull(DatetimeValue.parse("2030-01-01T13:00:00Z"))))));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            no attribute that is required  | ends  | 2030-01-01T13:00:00Z
            an attribute that is not declared | until | 2030-01-01T13:00:00Z
            """)
    void a_value_of_another_shape_is_refused(String what, String name, String text) {
        assertThat(codes(hear(BEGUN, window(Map.of(name, StringValue.of(text))), NOON))).as(what).containsExactly(
                Code.WRONG_VALUE);
    }

    @Test
    void what_is_too_large_to_stand_in_every_record_is_refused() {
        var large = new Said("risk", EntityUid.of("Agent", "x".repeat(Hearing.MOST_BYTES)), Optional.of(LongValue.of(
                1)),
                Optional.of(NOON));
        var hearing = hear(BEGUN, new Message("sensor", Integrity.AUTHENTICATED, Optional.empty(), List.of(large)),
                NOON);

        assertThat(codes(hearing)).contains(Code.TOO_LARGE);
        assertThat(hearing.events()).noneMatch(event -> event instanceof SignalRead read && read.reading().signal()
                .equals("risk"));
    }

    @Test
    void one_reading_that_is_refused_keeps_none_beside_it_from_being_heard() {
        var message = new Message("sensor", Integrity.AUTHENTICATED, Optional.empty(), List.of(
                new Said("window", EntityUid.of("Environment", "prod"), Optional.empty(), Optional.empty()),
                new Said("risk", ADA, Optional.of(LongValue.of(1)), Optional.empty())));

        var hearing = hear(BEGUN, message, NOON);

        assertThat(codes(hearing)).containsExactly(Code.WRONG_SOURCE);
        assertThat(hearing.events()).containsExactly(new SignalRead(NOON, new Reading("risk", ADA, Optional.of(LongValue
                .of(1)), NOON, NOON, "sensor", Integrity.AUTHENTICATED)));
    }

    private static Message risk(long value, Instant observed) {
        return new Message("sensor", Integrity.AUTHENTICATED, Optional.empty(), List.of(new Said("risk", ADA, Optional
                .of(
                        LongValue.of(value)), Optional.of(observed))));
    }

    private static Message window(Map<String, Value> value) {
        return new Message("calendar", Integrity.SIGNED, Optional.empty(), List.of(new Said("window", EntityUid.of(
                "Environment", "prod"), Optional.of(RecordValue.of(value)), Optional.empty())));
    }

    private static Hearing hear(State state, Message message, Instant now) {
        return Hearing.of(state, message, now);
    }

    private static State after(State state, Hearing hearing) {
        var next = state;
        for (var event : hearing.events()) {
            next = next.after(event);
        }
        return next;
    }

    private static List<Code> codes(Hearing hearing) {
        return hearing.unheard().stream().map(Unheard::code).toList();
    }
}
