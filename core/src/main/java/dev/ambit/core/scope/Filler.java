package dev.ambit.core.scope;

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
import java.util.HashMap;
import java.util.List;
import java.util.Objects;

/// Values for what does not matter, so that something can be there.
final class Filler {
    private static final Value ADDRESS = Objects.requireNonNull(IpValue.parse("192.0.2.1"));
    private static final Value DECIMAL = Objects.requireNonNull(DecimalValue.parse("0.0"));
    private static final Value DURATION = Objects.requireNonNull(DurationValue.parse("0ms"));

    private Filler() {}

    /// Some value of `type`.
    static Value of(Type type) {
        return switch (type) {
            case Type.Primitive primitive -> switch (primitive) {
                case BOOL -> BoolValue.FALSE;
                case LONG -> LongValue.of(0);
                case STRING -> StringValue.of("");
            };
            case Type.Extension extension -> switch (extension) {
                case DECIMAL -> DECIMAL;
                case IPADDR -> ADDRESS;
                case DATETIME -> DatetimeValue.EPOCH;
                case DURATION -> DURATION;
            };
            case Type.Entity(var name) -> EntityUid.of(name, "");
            case Type.SetOf _ -> SetValue.EMPTY;
            case Type.RecordOf record -> record(record);
        };
    }

    private static RecordValue record(Type.RecordOf type) {
        var filled = new HashMap<String, Value>();
        type.attributes().forEach((name, attribute) -> {
            if (attribute.required()) {
                filled.put(name, of(attribute.type()));
            }
        });
        return RecordValue.of(filled);
    }

    /// Some value of what stands at `path` in a value of `type`; a truth value where the type knows nothing of it.
    static Value at(List<String> path, Type type) {
        var next = type;
        for (var name : path) {
            var attribute = next instanceof Type.RecordOf record ? record.attributes().get(name) : null;
            if (attribute == null) {
                return BoolValue.FALSE;
            }
            next = attribute.type();
        }
        return of(next);
    }

    /// `whole` with `value` at `path`; `value` itself where that is empty.
    static Value with(Value whole, List<String> path, Value value) {
        if (path.isEmpty()) {
            return value;
        }
        var record = whole instanceof RecordValue known ? known : RecordValue.EMPTY;
        var name = path.getFirst();
        var inner = record.get(name);
        return record.with(name, with(inner == null ? RecordValue.EMPTY : inner, path.subList(1, path.size()), value));
    }
}
