package dev.ambit.solver;

import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.IpValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;

/// Values that no policy is likely to mention, one for each number.
final class Fresh {
    private Fresh() {}

    static Value value(String kind, int number) {
        return switch (kind) {
            case "string" -> StringValue.of("other " + number);
            case "ipaddr" -> new IpValue(true, 0, 0xC6_12_00_00L | number & 0xFFFF, 32);
            default -> EntityUid.of(kind, "other " + number);
        };
    }
}
