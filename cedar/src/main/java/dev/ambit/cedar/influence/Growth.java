package dev.ambit.cedar.influence;

import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.IpValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.SetValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import java.util.Objects;

/// The order of [Move#INCREASE].
final class Growth {
    private Growth() {}

    /// Whether `before` can increase to `after`; every value can to itself.
    static boolean leads(Value before, Value after) {
        return switch (before) {
            case BoolValue a when after instanceof BoolValue b -> b.value() || !a.value();
            case SetValue a when after instanceof SetValue b -> b.containsAll(a);
            case RecordValue a when after instanceof RecordValue b -> leads(a, b);
            case StringValue _ -> after instanceof StringValue;
            case EntityUid _ -> after instanceof EntityUid;
            case IpValue _ -> after instanceof IpValue;
            default -> Region.Line.of(before).isPresent()
                    && Region.Line.of(before).equals(Region.Line.of(after))
                    && Region.Line.point(before) <= Region.Line.point(after);
        };
    }

    private static boolean leads(RecordValue before, RecordValue after) {
        var later = after.attributes();
        return before.attributes().keySet().equals(later.keySet())
                && before.attributes().entrySet().stream().allMatch(
                        entry -> leads(entry.getValue(), Objects.requireNonNull(later.get(entry.getKey()))));
    }
}
