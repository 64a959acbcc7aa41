package dev.ambit.cedar.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambit.cedar.AnyValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ValueTest {
    private static final Value ONE = LongValue.of(1);
    private static final Value TWO = LongValue.of(2);
    private static final Value A = StringValue.of("a");

    @Test
    void values_of_different_kinds_are_different() {
        var values = List.of(BoolValue.TRUE, ONE, StringValue.of("1"), EntityUid.of("T", "1"), new DecimalValue(1),
                new IpValue(true, 0, 1, 32), new IpValue(false, 0, 1, 32), new DatetimeValue(1), new DurationValue(1),
                SetValue.of(ONE), SetValue.EMPTY, RecordValue.of(Map.of("1", ONE)), RecordValue.EMPTY);

        assertThat(new HashSet<>(values)).hasSameSizeAs(values);
        for (var i = 0; i < values.size(); i++) {
            for (var j = 0; j < values.size(); j++) {
                assertThat(Value.ORDER.compare(values.get(i), values.get(j)) == 0).isEqualTo(i == j);
            }
        }
    }

    @Test
    void a_set_knows_neither_order_nor_repetition() {
        assertThat(SetValue.of(ONE, A, ONE)).isEqualTo(SetValue.of(A, ONE)).hasSameHashCodeAs(SetValue.of(A, ONE));
        assertThat(SetValue.of(ONE, A, ONE).size()).isEqualTo(2);
        assertThat(SetValue.of(SetValue.of(ONE, TWO))).isEqualTo(SetValue.of(SetValue.of(TWO, ONE), SetValue.of(ONE,
                TWO)));
        assertThat(SetValue.of(List.of())).isSameAs(SetValue.EMPTY);
        assertThat(SetValue.EMPTY.isEmpty()).isTrue();
        assertThat(SetValue.of(ONE)).isNotEqualTo(SetValue.of(TWO)).isNotEqualTo(SetValue.EMPTY);
    }

    @Test
    void sets_contain_what_is_equal_to_a_member() {
        var set = SetValue.of(ONE, SetValue.of(A), RecordValue.of(Map.of("a", TWO)));

        assertThat(set.contains(SetValue.of(A, A))).isTrue();
        assertThat(set.contains(RecordValue.of(Map.of("a", LongValue.of(2))))).isTrue();
        assertThat(set.contains(TWO)).isFalse();
        assertThat(set.containsAll(SetValue.EMPTY)).isTrue();
        assertThat(set.containsAll(SetValue.of(ONE, SetValue.of(A)))).isTrue();
        assertThat(set.containsAll(SetValue.of(ONE, TWO))).isFalse();
        assertThat(set.containsAny(SetValue.of(TWO, ONE))).isTrue();
        assertThat(set.containsAny(SetValue.of(TWO, A))).isFalse();
        assertThat(set.containsAny(SetValue.EMPTY)).isFalse();
    }

    @Test
    void a_record_is_its_attributes() {
        var record = RecordValue.of(Map.of("b", ONE, "a", A));

        assertThat(record.get("a")).isEqualTo(A);
        assertThat(record.get("c")).isNull();
        assertThat(record.has("b")).isTrue();
        assertThat(record.has("c")).isFalse();
        assertThat(record.size()).isEqualTo(2);
        assertThat(record.attributes().keySet()).containsExactly("a", "b");
        assertThat(record.without("b")).isEqualTo(RecordValue.of(Map.of("a", A)));
        assertThat(record.with("a", TWO).with("c", ONE)).isEqualTo(RecordValue.of(Map.of("a", TWO, "b", ONE, "c",
                ONE)));
        assertThat(record).isEqualTo(RecordValue.of(Map.of("a", A, "b", ONE))).hasToString("{\"a\": \"a\", \"b\": 1}");
    }

    @Test
    void a_value_does_not_change_with_what_it_was_made_of() {
        var members = new ArrayList<Value>(List.of(ONE));
        var attributes = new HashMap<String, Value>(Map.of("a", ONE));
        var set = SetValue.of(members);
        var record = RecordValue.of(attributes);

        members.set(0, TWO);
        attributes.put("a", TWO);
        record.attributes().put("a", TWO);

        assertThat(set).isEqualTo(SetValue.of(ONE));
        assertThat(record).isEqualTo(RecordValue.of(Map.of("a", ONE)));
    }

    @Test
    void a_value_names_its_kind() {
        assertThat(Stream.of(BoolValue.TRUE, ONE, A, EntityUid.of("N::T", "a"), SetValue.EMPTY, RecordValue.EMPTY,
                new DecimalValue(0), new IpValue(true, 0, 0, 0), new DatetimeValue(0), new DurationValue(0)).map(
                        Value::kind))
                .containsExactly("bool", "long", "string", "N::T", "set", "record", "decimal", "ipaddr", "datetime",
                        "duration");
    }

    @RepeatedTest(100)
    void the_order_of_values_is_total_and_agrees_with_equality(RepetitionInfo run) {
        var random = new SplittableRandom(run.getCurrentRepetition());
        var values = IntStream.range(0, 8).mapToObj(_ -> AnyValue.of(random, 2)).toList();
        for (var a : values) {
            for (var b : values) {
                var ab = Integer.signum(Value.ORDER.compare(a, b));
                assertThat(ab == 0).as("%s and %s", a, b).isEqualTo(a.equals(b));
                assertThat(ab).as("%s and %s", a, b).isEqualTo(-Integer.signum(Value.ORDER.compare(b, a)));
                if (ab == 0) {
                    assertThat(a).hasSameHashCodeAs(b);
                }
                for (var c : values) {
                    if (ab <= 0 && Value.ORDER.compare(b, c) <= 0) {
                        assertThat(Value.ORDER.compare(a, c)).as("%s, %s, %s", a, b, c).isNotPositive();
                    }
                }
            }
        }
    }
}
