package dev.ambit.server.pip.mapping;

import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.DatetimeValue;
import dev.ambit.cedar.value.DecimalValue;
import dev.ambit.cedar.value.DurationValue;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.SetValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import dev.cel.common.values.NullValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Values of expressions as values of policies.
final class CelValues {
    private static final int DECIMAL_DIGITS = 4;
    private static final double LARGEST_DECIMAL = 900_000_000_000_000.0;

    private CelValues() {}

    static boolean isNull(Object value) {
        return value instanceof NullValue;
    }

    /// `value` as policies know it; empty where they know nothing of the kind.
    static Optional<Value> of(Object value) {
        return Optional.ofNullable(value(value));
    }

    private static @Nullable Value value(Object value) {
        return switch (value) {
            case Boolean truth -> BoolValue.of(truth);
            case Long number -> LongValue.of(number);
            case String text -> StringValue.of(text);
            case Double number -> decimal(number);
            case Instant instant -> new DatetimeValue(instant.toEpochMilli());
            case Duration duration -> new DurationValue(duration.toMillis());
            case List<?> list -> set(list);
            case Map<?, ?> map -> record(map);
            default -> null;
        };
    }

    /// A number with a fraction, where four digits hold it.
    private static @Nullable Value decimal(double number) {
        if (Double.isNaN(number) || Math.abs(number) > LARGEST_DECIMAL) {
            return null;
        }
        var exact = BigDecimal.valueOf(number).stripTrailingZeros();
        return exact.scale() > DECIMAL_DIGITS
                ? null
                : DecimalValue.parse(exact.setScale(DECIMAL_DIGITS, RoundingMode.UNNECESSARY).toPlainString());
    }

    private static @Nullable Value set(List<?> list) {
        var members = new ArrayList<Value>();
        for (var item : list) {
            var member = value(item);
            if (member == null) {
                return null;
            }
            members.add(member);
        }
        return SetValue.of(members);
    }

    /// A member that is null is as if it were not there: policies know absence and no null.
    private static @Nullable Value record(Map<?, ?> map) {
        var members = new HashMap<String, Value>();
        for (var entry : map.entrySet()) {
            if (isNull(entry.getValue())) {
                continue;
            }
            var member = value(entry.getValue());
            if (member == null || !(entry.getKey() instanceof String name)) {
                return null;
            }
            members.put(name, member);
        }
        return RecordValue.of(members);
    }
}
