package dev.ambit.cedar;

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.SplittableRandom;

/// Random values of every kind, with a liking for edges and for one another.
public final class AnyValue {
    private static final long[] EDGES = {0, 1, -1, 59_999, 86_400_000, -86_400_001, 253_402_300_799_999L,
        253_402_300_800_000L, -62_167_219_200_000L, -62_167_219_200_001L, Long.MAX_VALUE, Long.MIN_VALUE};
    private static final String[] TEXTS = {"", "a", "b", "type", "id", "fn", "arg", "__entity ", "\"", "\\", "\n\t\0",
        "é漢😀", "a b", "if", "\u2028"};
    private static final String[] TYPES = {"User", "Team", "a::b::C", "_1", "principal"};

    private AnyValue() {}

    /// @param depth how deep sets and records may be nested
    public static Value of(SplittableRandom random, int depth) {
        return switch (random.nextInt(depth == 0 ? 8 : 10)) {
            case 0 -> BoolValue.of(random.nextBoolean());
            case 1 -> LongValue.of(number(random));
            case 2 -> StringValue.of(text(random));
            case 3 -> uid(random);
            case 4 -> new DecimalValue(number(random));
            case 5 -> ip(random);
            case 6 -> new DatetimeValue(number(random));
            case 7 -> new DurationValue(number(random));
            case 8 -> set(random, depth - 1);
            default -> record(random, depth - 1);
        };
    }

    public static RecordValue record(SplittableRandom random, int depth) {
        var attributes = new HashMap<String, Value>();
        for (var i = random.nextInt(4); i > 0; i--) {
            attributes.put(text(random), of(random, depth));
        }
        return RecordValue.of(attributes);
    }

    private static SetValue set(SplittableRandom random, int depth) {
        var members = new ArrayList<Value>();
        for (var i = random.nextInt(4); i > 0; i--) {
            members.add(of(random, depth));
        }
        return SetValue.of(members);
    }

    public static EntityUid uid(SplittableRandom random) {
        return EntityUid.of(TYPES[random.nextInt(TYPES.length)], text(random));
    }

    private static IpValue ip(SplittableRandom random) {
        return random.nextBoolean()
                ? new IpValue(true, 0, number(random) & 0xffff_ffffL, random.nextInt(33))
                : new IpValue(false, number(random), number(random), random.nextInt(129));
    }

    private static long number(SplittableRandom random) {
        return switch (random.nextInt(3)) {
            case 0 -> random.nextInt(-9, 10);
            case 1 -> EDGES[random.nextInt(EDGES.length)];
            default -> random.nextLong();
        };
    }

    private static String text(SplittableRandom random) {
        return TEXTS[random.nextInt(TEXTS.length)];
    }
}
