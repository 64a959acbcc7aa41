package dev.ambit.cedar.influence;

import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.DatetimeValue;
import dev.ambit.cedar.value.DecimalValue;
import dev.ambit.cedar.value.DurationValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.IpValue;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.SetValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;

/// What the documentation of [Move] says, in code of its own.
final class Moves {
    private Moves() {}

    /// Whether going from `before` to `after`, `null` where nothing is there, is such a move.
    static boolean fits(Move move, Value before, Value after) {
        return switch (move) {
            case APPEAR -> before == null && after != null;
            case DISAPPEAR -> before != null && after == null;
            case CHANGE -> before != null && after != null;
            case ANY -> true;
            case INCREASE -> before != null && after != null && grows(before, after);
        };
    }

    private static boolean grows(Value before, Value after) {
        return switch (before) {
            case BoolValue a -> after instanceof BoolValue b && (b.value() || !a.value());
            case LongValue a -> after instanceof LongValue b && a.value() <= b.value();
            case DecimalValue a -> after instanceof DecimalValue b && a.tenThousandths() <= b.tenThousandths();
            case DatetimeValue a -> after instanceof DatetimeValue b && a.epochMillis() <= b.epochMillis();
            case DurationValue a -> after instanceof DurationValue b && a.millis() <= b.millis();
            case SetValue a -> after instanceof SetValue b && b.containsAll(a);
            case RecordValue a -> after instanceof RecordValue b && grows(a, b);
            case StringValue _ -> after instanceof StringValue;
            case IpValue _ -> after instanceof IpValue;
            case EntityUid _ -> after instanceof EntityUid;
        };
    }

    private static boolean grows(RecordValue before, RecordValue after) {
        return before.attributes().keySet().equals(after.attributes().keySet())
                && before.attributes().entrySet().stream().allMatch(entry -> grows(entry.getValue(), after.get(entry
                        .getKey())));
    }
}
