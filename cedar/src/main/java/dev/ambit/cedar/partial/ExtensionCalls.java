package dev.ambit.cedar.partial;

import static dev.ambit.cedar.partial.Failure.extension;

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
        if (isMiscounted(at)) {
            throw miscounted(at);
        }
        Signature.of(at.function()).check(at.span(), arguments.toArray(Value[]::new));
        return new ExtensionCalls(at, arguments).result();
    }

    static boolean isMiscounted(Expr.Call at) {
        return at.arguments().size() != at.function().arity();
    }

    static Failure miscounted(Expr.Call at) {
        return extension(at.span(), "`%s` takes %d arguments, its receiver included, found %d"
                .formatted(at.function().word(), at.function().arity(), at.arguments().size()));
    }

    private Value result() {
        return switch (at.function()) {
            case DECIMAL -> read(DecimalValue.parse(text()),
                    "a decimal is like `12.34`: one to four digits after the point, in 64 bits");
            case LESS_THAN -> BoolValue.of(decimal(0).isLessThan(decimal(1)));
            case LESS_THAN_OR_EQUAL -> BoolValue.of(decimal(0).isLessThanOrEqual(decimal(1)));
            case GREATER_THAN -> BoolValue.of(decimal(0).isGreaterThan(decimal(1)));
            case GREATER_THAN_OR_EQUAL -> BoolValue.of(decimal(0).isGreaterThanOrEqual(decimal(1)));

            case IP -> read(IpValue.parse(text()),
                    "an address is like `10.0.0.1`, a range like `10.0.0.0/8` or `fd00::/8`");
            case IS_IPV4 -> BoolValue.of(address(0).isIpv4());
            case IS_IPV6 -> BoolValue.of(address(0).isIpv6());
            case IS_LOOPBACK -> BoolValue.of(address(0).isLoopback());
            case IS_MULTICAST -> BoolValue.of(address(0).isMulticast());
            case IS_IN_RANGE -> BoolValue.of(address(0).isInRange(address(1)));

            case DATETIME -> read(DatetimeValue.parse(text()),
                    "a datetime is like `2030-01-31` or `2030-01-31T09:30:00Z`");
            case OFFSET -> fits(datetime(0).offset(duration(1)));
            case DURATION_SINCE -> fits(datetime(0).durationSince(datetime(1)));
            case TO_DATE -> fits(datetime(0).toDate());
            case TO_TIME -> datetime(0).toTime();

            case DURATION -> read(DurationValue.parse(text()),
                    "a duration is like `1d12h30m`: d, h, m, s and ms, in this order, in 64 bits");
            case TO_MILLISECONDS -> LongValue.of(duration(0).toMilliseconds());
            case TO_SECONDS -> LongValue.of(duration(0).toSeconds());
            case TO_MINUTES -> LongValue.of(duration(0).toMinutes());
            case TO_HOURS -> LongValue.of(duration(0).toHours());
            case TO_DAYS -> LongValue.of(duration(0).toDays());
        };
    }

    private String text() {
        return ((StringValue) arguments.getFirst()).value();
    }

    private DecimalValue decimal(int index) {
        return (DecimalValue) arguments.get(index);
    }

    private IpValue address(int index) {
        return (IpValue) arguments.get(index);
    }

    private DatetimeValue datetime(int index) {
        return (DatetimeValue) arguments.get(index);
    }

    private DurationValue duration(int index) {
        return (DurationValue) arguments.get(index);
    }

    private Value read(@Nullable Value value, String rule) {
        if (value == null) {
            throw extension(at.span(), "`%s` cannot read %s: %s".formatted(word(), Failure.quote(arguments.getFirst()),
                    rule));
        }
        return value;
    }

    private Value fits(@Nullable Value value) {
        if (value == null) {
            throw extension(at.span(), "the result of `%s` does not fit in 64 bits of milliseconds".formatted(word()));
        }
        return value;
    }

    private String word() {
        return at.function().word();
    }
}
