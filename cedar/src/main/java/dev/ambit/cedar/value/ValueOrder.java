package dev.ambit.cedar.value;

import java.util.Comparator;

/// The total order behind [Value#ORDER].
final class ValueOrder {
    private static final Comparator<IpValue> IP = Comparator.comparing(IpValue::isIpv4)
            .thenComparing(IpValue::high, Long::compareUnsigned)
            .thenComparing(IpValue::low, Long::compareUnsigned)
            .thenComparingInt(IpValue::prefix);

    private ValueOrder() {}

    @SuppressWarnings("ReferenceEquality") // the same object needs no look inside
    static int compare(Value left, Value right) {
        if (left == right) {
            return 0;
        }
        var kinds = Integer.compare(rank(left), rank(right));
        return kinds != 0 ? kinds : compareSameKind(left, right);
    }

    private static int rank(Value value) {
        return switch (value) {
            case BoolValue _ -> 0;
            case LongValue _ -> 1;
            case StringValue _ -> 2;
            case EntityUid _ -> 3;
            case DecimalValue _ -> 4;
            case IpValue _ -> 5;
            case DatetimeValue _ -> 6;
            case DurationValue _ -> 7;
            case SetValue _ -> 8;
            case RecordValue _ -> 9;
        };
    }

    private static int compareSameKind(Value left, Value right) {
        return switch (left) {
            case BoolValue a -> a.compareTo((BoolValue) right);
            case LongValue a -> Long.compare(a.value(), ((LongValue) right).value());
            case StringValue a -> a.value().compareTo(((StringValue) right).value());
            case EntityUid a -> a.compareTo((EntityUid) right);
            case DecimalValue a -> Long.compare(a.tenThousandths(), ((DecimalValue) right).tenThousandths());
            case IpValue a -> IP.compare(a, (IpValue) right);
            case DatetimeValue a -> Long.compare(a.epochMillis(), ((DatetimeValue) right).epochMillis());
            case DurationValue a -> Long.compare(a.millis(), ((DurationValue) right).millis());
            case SetValue a -> a.compareTo((SetValue) right);
            case RecordValue a -> a.compareTo((RecordValue) right);
        };
    }
}
