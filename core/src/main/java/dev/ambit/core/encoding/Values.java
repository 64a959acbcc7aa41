package dev.ambit.core.encoding;

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
import java.util.HashMap;

/// Cedar values as bytes: the kind, then what it takes to tell it from others of its kind.
public final class Values {
    /// Deepest nesting of sets and records that is read.
    public static final int DEEPEST = 100;

    private static final int FALSE = 0;
    private static final int TRUE = 1;
    private static final int LONG = 2;
    private static final int STRING = 3;
    private static final int ENTITY = 4;
    private static final int DECIMAL = 5;
    private static final int IPV4 = 6;
    private static final int IPV6 = 7;
    private static final int DATETIME = 8;
    private static final int DURATION = 9;
    private static final int SET = 10;
    private static final int RECORD = 11;

    private Values() {}

    public static void write(Encoder out, Value value) {
        switch (value) {
            case BoolValue bool -> out.octet(bool.value() ? TRUE : FALSE);
            case LongValue(var number) -> out.octet(LONG).number(number);
            case StringValue(var text) -> out.octet(STRING).word(text);
            case EntityUid uid -> out.octet(ENTITY).uid(uid);
            case DecimalValue(var number) -> out.octet(DECIMAL).number(number);
            case IpValue ip -> write(out, ip);
            case DatetimeValue(var millis) -> out.octet(DATETIME).number(millis);
            case DurationValue(var millis) -> out.octet(DURATION).number(millis);
            case SetValue set -> out.octet(SET).each(set.members(), set.size(), Values::write);
            case RecordValue fields -> write(out.octet(RECORD), fields);
        }
    }

    private static void write(Encoder out, IpValue ip) {
        if (ip.isIpv4()) {
            out.octet(IPV4).octet(ip.prefix()).count(ip.low());
        } else {
            out.octet(IPV6).octet(ip.prefix()).number(ip.high()).number(ip.low());
        }
    }

    /// How many bytes `value` takes where it is kept alone.
    public static int size(Value value) {
        var out = new Encoder();
        write(out, value);
        return out.size();
    }

    /// A record without saying that it is one.
    public static void write(Encoder out, RecordValue fields) {
        out.count(fields.size());
        fields.forEach((name, value) -> write(out.word(name), value));
    }

    public static Value read(Decoder in) throws Corrupt {
        return read(in, DEEPEST);
    }

    public static RecordValue readRecord(Decoder in) throws Corrupt {
        return readRecord(in, DEEPEST);
    }

    private static Value read(Decoder in, int levels) throws Corrupt {
        return switch (in.octet()) {
            case FALSE -> BoolValue.FALSE;
            case TRUE -> BoolValue.TRUE;
            case LONG -> LongValue.of(in.number());
            case STRING -> StringValue.of(in.word());
            case ENTITY -> in.uid();
            case DECIMAL -> new DecimalValue(in.number());
            case IPV4 -> ip(true, in.octet(), 0, in.count());
            case IPV6 -> ip(false, in.octet(), in.number(), in.number());
            case DATETIME -> new DatetimeValue(in.number());
            case DURATION -> new DurationValue(in.number());
            case SET -> readSet(in, below(levels));
            case RECORD -> readRecord(in, below(levels));
            default -> throw new Corrupt("a value of no known kind");
        };
    }

    private static int below(int levels) throws Corrupt {
        if (levels == 0) {
            throw new Corrupt("a value is nested deeper than %d levels".formatted(DEEPEST));
        }
        return levels - 1;
    }

    private static IpValue ip(boolean isIpv4, int prefix, long high, long low) throws Corrupt {
        try {
            return new IpValue(isIpv4, high, low, prefix);
        } catch (IllegalArgumentException wrong) {
            throw new Corrupt("no address: " + wrong.getMessage());
        }
    }

    private static SetValue readSet(Decoder in, int levels) throws Corrupt {
        var members = in.each(each -> read(each, levels));
        var set = SetValue.of(members);
        if (!set.members().equals(members)) {
            throw new Corrupt("the members of a set are not in order");
        }
        return set;
    }

    private static RecordValue readRecord(Decoder in, int levels) throws Corrupt {
        var fields = new HashMap<String, Value>();
        var last = "";
        for (var left = in.size(); left > 0; left--) {
            var name = in.word();
            if (!fields.isEmpty() && last.compareTo(name) >= 0) {
                throw new Corrupt("the attributes of a record are not in order");
            }
            fields.put(name, read(in, levels));
            last = name;
        }
        return RecordValue.of(fields);
    }
}
