package dev.ambit.cedar.partial;

import static dev.ambit.cedar.partial.Failure.extension;
import static dev.ambit.cedar.partial.Failure.type;

import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.DatetimeValue;
import dev.ambit.cedar.value.DecimalValue;
import dev.ambit.cedar.value.DurationValue;
import dev.ambit.cedar.value.IpValue;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The functions and methods of the extension types.
final class ExtensionCalls {
    private final Expr.Call at;
    private final List<Value> arguments;

    private ExtensionCalls(Expr.Call at, List<Value> arguments) {
        this.at = at;
        this.arguments = arguments;
    }

    /// @param arguments the receiver of a method first; the parser lets there be more or fewer than the function takes
    static Value call(Expr.Call at, List<Value> arguments) {
        var function = at.function();
        if (arguments.size() != function.arity()) {
            throw extension(at.span(), "`%s` takes %d arguments, its receiver included, found %d"
                    .formatted(function.word(), function.arity(), arguments.size()));
        }
        return new ExtensionCalls(at, arguments).result();
    }

    private Value result() {
        return switch (at.function()) {
            case DECIMAL -> read(DecimalValue.parse(text()),
                    "a decimal is written like `12.34`: one to four digits after the point, in 64 bits");
            case IP -> read(IpValue.parse(text()),
                    "an address is written like `10.0.0.1`, a range like `10.0.0.0/8` or `fd00::/8`");
            case DATETIME -> read(DatetimeValue.parse(text()),
                    "a datetime is written like `2030-01-31` or `2030-01-31T09:30:00Z`");
            case DURATION -> read(DurationValue.parse(text()),
                    "a duration is written like `1d12h`, its units in the order d, h, m, s, ms");

            case LESS_THAN -> BoolValue.of(compare() < 0);
            case LESS_THAN_OR_EQUAL -> BoolValue.of(compare() <= 0);
            case GREATER_THAN -> BoolValue.of(compare() > 0);
            case GREATER_THAN_OR_EQUAL -> BoolValue.of(compare() >= 0);

            case IS_IPV4 -> BoolValue.of(address().isIpv4());
            case IS_IPV6 -> BoolValue.of(!address().isIpv4());
            case IS_LOOPBACK -> BoolValue.of(address().isLoopback());
            case IS_MULTICAST -> BoolValue.of(address().isMulticast());
            case IS_IN_RANGE -> inRange();

            case OFFSET -> offset();
            case DURATION_SINCE -> since();
            case TO_DATE -> fits(datetime().toDate());
            case TO_TIME -> datetime().toTime();

            case TO_MILLISECONDS -> LongValue.of(duration().toMilliseconds());
            case TO_SECONDS -> LongValue.of(duration().toSeconds());
            case TO_MINUTES -> LongValue.of(duration().toMinutes());
            case TO_HOURS -> LongValue.of(duration().toHours());
            case TO_DAYS -> LongValue.of(duration().toDays());
        };
    }

    private String text() {
        if (arguments.getFirst() instanceof StringValue(var text)) {
            return text;
        }
        throw refused("takes a string");
    }

    private Value read(@Nullable Value value, String rule) {
        if (value == null) {
            throw extension(at.span(), "`%s` cannot read %s: %s"
                    .formatted(word(), Failure.quote(arguments.getFirst()), rule));
        }
        return value;
    }

    private int compare() {
        if (arguments.get(0) instanceof DecimalValue(var left) && arguments.get(1) instanceof DecimalValue(var right)) {
            return Long.compare(left, right);
        }
        throw refused("takes two decimals");
    }

    private IpValue address() {
        if (arguments.getFirst() instanceof IpValue ip) {
            return ip;
        }
        throw refused("is asked of an ipaddr");
    }

    private Value inRange() {
        if (arguments.get(0) instanceof IpValue address && arguments.get(1) instanceof IpValue range) {
            return BoolValue.of(address.isInRange(range));
        }
        throw refused("takes two ipaddrs");
    }

    private Value offset() {
        if (arguments.get(0) instanceof DatetimeValue from && arguments.get(1) instanceof DurationValue by) {
            return fits(from.offset(by));
        }
        throw refused("takes a datetime and a duration");
    }

    private Value since() {
        if (arguments.get(0) instanceof DatetimeValue later && arguments.get(1) instanceof DatetimeValue earlier) {
            return fits(later.durationSince(earlier));
        }
        throw refused("takes two datetimes");
    }

    private DatetimeValue datetime() {
        if (arguments.getFirst() instanceof DatetimeValue datetime) {
            return datetime;
        }
        throw refused("is asked of a datetime");
    }

    private DurationValue duration() {
        if (arguments.getFirst() instanceof DurationValue duration) {
            return duration;
        }
        throw refused("is asked of a duration");
    }

    private Value fits(@Nullable Value value) {
        if (value == null) {
            throw extension(at.span(), "the result of `%s` does not fit in 64 bits of milliseconds".formatted(word()));
        }
        return value;
    }

    private Failure refused(String takes) {
        return type(at.span(), "`%s` %s".formatted(word(), takes), arguments.toArray(Value[]::new));
    }

    private String word() {
        return at.function().word();
    }
}
