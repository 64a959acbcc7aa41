package dev.ambit.cedar.validate;

import static dev.ambit.cedar.schema.Type.Extension.DATETIME;
import static dev.ambit.cedar.schema.Type.Extension.DECIMAL;
import static dev.ambit.cedar.schema.Type.Extension.DURATION;
import static dev.ambit.cedar.schema.Type.Extension.IPADDR;

import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.schema.Type.Primitive;
import dev.ambit.cedar.syntax.Expr.Function;
import dev.ambit.cedar.value.DatetimeValue;
import dev.ambit.cedar.value.DecimalValue;
import dev.ambit.cedar.value.DurationValue;
import dev.ambit.cedar.value.IpValue;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What the functions and methods of the extension types take and give.
final class Signatures {
    private static final Map<Function, Signature> ALL = new EnumMap<>(Function.class);

    static {
        Arrays.stream(Function.values()).forEach(function -> ALL.put(function, signature(function)));
    }

    private Signatures() {}

    /// @param takes of a method, its receiver first
    record Signature(List<Need> takes, Type gives) {}

    static Signature of(Function function) {
        return Objects.requireNonNull(ALL.get(function));
    }

    private static Signature signature(Function function) {
        return switch (function) {
            case DECIMAL -> signature(DECIMAL, Primitive.STRING);
            case IP -> signature(IPADDR, Primitive.STRING);
            case DATETIME -> signature(DATETIME, Primitive.STRING);
            case DURATION -> signature(DURATION, Primitive.STRING);
            case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
                signature(Primitive.BOOL, DECIMAL, DECIMAL);
            case IS_IPV4, IS_IPV6, IS_LOOPBACK, IS_MULTICAST -> signature(Primitive.BOOL, IPADDR);
            case IS_IN_RANGE -> signature(Primitive.BOOL, IPADDR, IPADDR);
            case OFFSET -> signature(DATETIME, DATETIME, DURATION);
            case DURATION_SINCE -> signature(DURATION, DATETIME, DATETIME);
            case TO_DATE -> signature(DATETIME, DATETIME);
            case TO_TIME -> signature(DURATION, DATETIME);
            case TO_MILLISECONDS, TO_SECONDS, TO_MINUTES, TO_HOURS, TO_DAYS -> signature(Primitive.LONG, DURATION);
        };
    }

    private static Signature signature(Type gives, Type... takes) {
        return new Signature(Arrays.stream(takes).map(Need::argument).toList(), gives);
    }

    /// Whether `function` makes a value from a string, which a policy must spell out.
    static boolean isConstructor(Function function) {
        return function.style() == Function.Style.FUNCTION;
    }

    /// Whether the constructor `function` makes a value of `text`.
    static boolean accepts(Function function, String text) {
        return switch (function) {
            case DECIMAL -> DecimalValue.parse(text) != null;
            case IP -> IpValue.parse(text) != null;
            case DATETIME -> DatetimeValue.parse(text) != null;
            case DURATION -> DurationValue.parse(text) != null;
            default -> throw new IllegalArgumentException("`%s` is no constructor".formatted(function.word()));
        };
    }

    /// How a string that the constructor `function` accepts is written.
    static String form(Function function) {
        return switch (function) {
            case DECIMAL -> "Write digits, a point and one to four digits, as in `decimal(\"12.5\")`";
            case IP -> "Write an IPv4 or IPv6 address, or a range of them, as in `ip(\"10.0.0.0/8\")`";
            case DATETIME ->
                "Write a date or a time, as in `datetime(\"2030-01-31\")` or `datetime(\"2030-01-31T12:00:00Z\")`";
            case DURATION ->
                "Write days, hours, minutes, seconds and milliseconds in this order, as in `duration(\"1d12h\")`";
            default -> throw new IllegalArgumentException("`%s` is no constructor".formatted(function.word()));
        };
    }
}
