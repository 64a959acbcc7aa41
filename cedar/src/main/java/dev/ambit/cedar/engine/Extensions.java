package dev.ambit.cedar.engine;

import dev.ambit.cedar.authorize.EvaluationError.Kind;
import dev.ambit.cedar.syntax.Expr.Function;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.DatetimeValue;
import dev.ambit.cedar.value.DecimalValue;
import dev.ambit.cedar.value.DurationValue;
import dev.ambit.cedar.value.IpValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// The functions and methods of `decimal`, `ipaddr`, `datetime` and `duration`.
final class Extensions {
    private Extensions() {}

    /// @param arguments the parser lets there be more or fewer than the function takes
    static Node call(Function function, List<Node> arguments, Span span) {
        if (arguments.size() != function.arity()) {
            return new Miscounted(function, arguments, span);
        }
        var first = arguments.getFirst();
        return switch (function) {
            case DECIMAL, IP, DATETIME, DURATION -> new Make(function, first, span);
            case LESS_THAN -> decimals(arguments, (a, b) -> a.tenThousandths() < b.tenThousandths(), span);
            case LESS_THAN_OR_EQUAL -> decimals(arguments, (a, b) -> a.tenThousandths() <= b.tenThousandths(), span);
            case GREATER_THAN -> decimals(arguments, (a, b) -> a.tenThousandths() > b.tenThousandths(), span);
            case GREATER_THAN_OR_EQUAL -> decimals(arguments, (a, b) -> a.tenThousandths() >= b.tenThousandths(), span);
            case IS_IPV4 -> new TestOne<>(IpValue.class, "ipaddr", IpValue::isIpv4, first, span);
            case IS_IPV6 -> new TestOne<>(IpValue.class, "ipaddr", ip -> !ip.isIpv4(), first, span);
            case IS_LOOPBACK -> new TestOne<>(IpValue.class, "ipaddr", IpValue::isLoopback, first, span);
            case IS_MULTICAST -> new TestOne<>(IpValue.class, "ipaddr", IpValue::isMulticast, first, span);
            case IS_IN_RANGE -> new TestTwo<>(IpValue.class, "ipaddr", IpValue::isInRange, arguments, span);
            case OFFSET -> new Offset(first, arguments.getLast(), span);
            case DURATION_SINCE -> new DurationSince(first, arguments.getLast(), span);
            case TO_DATE -> new ToDate(first, span);
            case TO_TIME -> new ToTime(first, span);
            case TO_MILLISECONDS -> durations(first, DurationValue::toMilliseconds, span);
            case TO_SECONDS -> durations(first, DurationValue::toSeconds, span);
            case TO_MINUTES -> durations(first, DurationValue::toMinutes, span);
            case TO_HOURS -> durations(first, DurationValue::toHours, span);
            case TO_DAYS -> durations(first, DurationValue::toDays, span);
        };
    }

    private static Node decimals(List<Node> arguments, BiPredicate<DecimalValue, DecimalValue> holds, Span span) {
        return new TestTwo<>(DecimalValue.class, "decimal", holds, arguments, span);
    }

    private static Node durations(Node of, ToLongFunction<DurationValue> unit, Span span) {
        return new Measure(of, unit, span);
    }

    /// A call with more or fewer arguments than the function takes, which fails once they are evaluated.
    private static final class Miscounted extends Node {
        private final List<Node> arguments;
        private final String why;

        Miscounted(Function function, List<Node> arguments, Span span) {
            super(span);
            this.arguments = List.copyOf(arguments);
            this.why = "`%s` takes %d arguments, its receiver included, found %d"
                    .formatted(function.word(), function.arity(), arguments.size());
        }

        @Override
        @Nullable
        Value value(Evaluation now) {
            for (var argument : arguments) {
                if (argument.value(now) == null) {
                    return null;
                }
            }
            now.fail(this, Kind.EXTENSION, why, null);
            return null;
        }
    }

    /// `decimal("…")` and the like, from a string.
    private static final class Make extends Node {
        private final Function function;
        private final Node text;

        Make(Function function, Node text, Span span) {
            super(span);
            this.function = function;
            this.text = text;
        }

        @Override
        @Nullable
        Value value(Evaluation now) {
            var argument = text.value(now);
            if (!(argument instanceof StringValue(var word))) {
                if (argument != null) {
                    now.fail(text, Kind.TYPE, "string", argument);
                }
                return null;
            }
            var made = make(word);
            if (made == null) {
                now.fail(this, Kind.EXTENSION, "`%s` cannot be made of this string".formatted(function.word()),
                        argument);
            }
            return made;
        }

        private @Nullable Value make(String word) {
            return switch (function) {
                case DECIMAL -> DecimalValue.parse(word);
                case IP -> IpValue.parse(word);
                case DATETIME -> DatetimeValue.parse(word);
                case DURATION -> DurationValue.parse(word);
                default -> throw new IllegalStateException("`%s` makes no value of a string".formatted(function
                        .word()));
            };
        }
    }

    /// A node all of whose operands are of one extension type.
    private static <T> @Nullable T as(Class<T> type, String name, Node node, Evaluation now) {
        var value = node.value(now);
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        if (value != null) {
            now.fail(node, Kind.TYPE, name, value);
        }
        return null;
    }

    private static final class TestOne<T> extends Node.Test {
        private final Class<T> type;
        private final String name;
        private final Predicate<T> holds;
        private final Node of;

        TestOne(Class<T> type, String name, Predicate<T> holds, Node of, Span span) {
            super(span);
            this.type = type;
            this.name = name;
            this.holds = holds;
            this.of = of;
        }

        @Override
        int test(Evaluation now) {
            var value = as(type, name, of, now);
            if (value == null) {
                return ERROR;
            }
            return holds.test(value) ? TRUE : FALSE;
        }
    }

    private static final class TestTwo<T> extends Node.Test {
        private final Class<T> type;
        private final String name;
        private final BiPredicate<T, T> holds;
        private final Node left;
        private final Node right;

        TestTwo(Class<T> type, String name, BiPredicate<T, T> holds, List<Node> arguments, Span span) {
            super(span);
            this.type = type;
            this.name = name;
            this.holds = holds;
            this.left = arguments.getFirst();
            this.right = arguments.getLast();
        }

        @Override
        int test(Evaluation now) {
            var a = as(type, name, left, now);
            if (a == null) {
                return ERROR;
            }
            var b = as(type, name, right, now);
            if (b == null) {
                return ERROR;
            }
            return holds.test(a, b) ? TRUE : FALSE;
        }
    }

    /// A duration in whole units.
    private static final class Measure extends Node.Numeric {
        private final Node of;
        private final ToLongFunction<DurationValue> unit;

        Measure(Node of, ToLongFunction<DurationValue> unit, Span span) {
            super(span);
            this.of = of;
            this.unit = unit;
        }

        @Override
        long number(Evaluation now) {
            var value = as(DurationValue.class, "duration", of, now);
            return value == null ? 0 : unit.applyAsLong(value);
        }
    }

    private static final class Offset extends Node {
        private final Node from;
        private final Node by;

        Offset(Node from, Node by, Span span) {
            super(span);
            this.from = from;
            this.by = by;
        }

        @Override
        @Nullable
        Value value(Evaluation now) {
            var start = as(DatetimeValue.class, "datetime", from, now);
            if (start == null) {
                return null;
            }
            var distance = as(DurationValue.class, "duration", by, now);
            return distance == null ? null : orOutOfRange(start.offset(distance), this, now);
        }
    }

    private static final class DurationSince extends Node {
        private final Node later;
        private final Node earlier;

        DurationSince(Node later, Node earlier, Span span) {
            super(span);
            this.later = later;
            this.earlier = earlier;
        }

        @Override
        @Nullable
        Value value(Evaluation now) {
            var end = as(DatetimeValue.class, "datetime", later, now);
            if (end == null) {
                return null;
            }
            var start = as(DatetimeValue.class, "datetime", earlier, now);
            return start == null ? null : orOutOfRange(end.durationSince(start), this, now);
        }
    }

    private static final class ToDate extends Node {
        private final Node of;

        ToDate(Node of, Span span) {
            super(span);
            this.of = of;
        }

        @Override
        @Nullable
        Value value(Evaluation now) {
            var instant = as(DatetimeValue.class, "datetime", of, now);
            return instant == null ? null : orOutOfRange(instant.toDate(), this, now);
        }
    }

    private static final class ToTime extends Node {
        private final Node of;

        ToTime(Node of, Span span) {
            super(span);
            this.of = of;
        }

        @Override
        @Nullable
        Value value(Evaluation now) {
            var instant = as(DatetimeValue.class, "datetime", of, now);
            return instant == null ? null : instant.toTime();
        }
    }

    private static @Nullable Value orOutOfRange(@Nullable Value value, Node at, Evaluation now) {
        if (value == null) {
            now.fail(at, Kind.EXTENSION, "the result is out of range", null);
        }
        return value;
    }
}
