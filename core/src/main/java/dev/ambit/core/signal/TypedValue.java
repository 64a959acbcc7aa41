package dev.ambit.core.signal;

import dev.ambit.cedar.schema.Type;
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
import org.jspecify.annotations.Nullable;

/// A value made to be of the type that the catalogue declares. Where a source cannot write that type, as JSON cannot write an
/// instant, its text stands for it; nothing else is turned into anything.
final class TypedValue {
    private TypedValue() {}

    /// `value` as one of `type`; `null` where it is none.
    static @Nullable Value of(Type type, Value value) {
        return switch (type) {
            case Type.Primitive primitive -> fits(primitive, value) ? value : null;
            case Type.Extension extension -> extension(extension, value);
            case Type.Entity(var name) -> value instanceof EntityUid uid && uid.type().equals(name) ? value : null;
            case Type.SetOf(var element) -> value instanceof SetValue set ? set(element, set) : null;
            case Type.RecordOf declared -> value instanceof RecordValue record ? record(declared, record) : null;
        };
    }

    private static boolean fits(Type.Primitive type, Value value) {
        return switch (type) {
            case BOOL -> value instanceof BoolValue;
            case LONG -> value instanceof LongValue;
            case STRING -> value instanceof StringValue;
        };
    }

    private static @Nullable Value extension(Type.Extension type, Value value) {
        var text = value instanceof StringValue(var written) ? written : null;
        return switch (type) {
            case DECIMAL -> value instanceof DecimalValue ? value : text == null ? null : DecimalValue.parse(text);
            case IPADDR -> value instanceof IpValue ? value : text == null ? null : IpValue.parse(text);
            case DATETIME -> value instanceof DatetimeValue ? value : text == null ? null : DatetimeValue.parse(text);
            case DURATION -> value instanceof DurationValue ? value : text == null ? null : DurationValue.parse(text);
        };
    }

    private static @Nullable Value set(Type element, SetValue set) {
        var members = new ArrayList<Value>();
        for (var member : set.members()) {
            var typed = of(element, member);
            if (typed == null) {
                return null;
            }
            members.add(typed);
        }
        return SetValue.of(members);
    }

    /// An attribute that is not declared makes it none: a policy that cannot see it must not be thought to have.
    private static @Nullable Value record(Type.RecordOf declared, RecordValue record) {
        var members = new HashMap<String, Value>();
        for (var attribute : record.attributes().entrySet()) {
            var type = declared.attributes().get(attribute.getKey());
            var typed = type == null ? null : of(type.type(), attribute.getValue());
            if (typed == null) {
                return null;
            }
            members.put(attribute.getKey(), typed);
        }
        var isWhole = declared.attributes().entrySet().stream()
                .allMatch(attribute -> !attribute.getValue().required() || members.containsKey(attribute.getKey()));
        return isWhole ? RecordValue.of(members) : null;
    }
}
