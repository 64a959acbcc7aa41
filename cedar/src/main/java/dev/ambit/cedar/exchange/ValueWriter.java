package dev.ambit.cedar.exchange;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.DatetimeValue;
import dev.ambit.cedar.value.DecimalValue;
import dev.ambit.cedar.value.DurationValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.ExtensionValue;
import dev.ambit.cedar.value.IpValue;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.SetValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/// Turns values into JSON that says by itself what it means.
/// Loops rather than streams: a value may be nested as deep as a stack allows, and a stream takes ten times the room.
final class ValueWriter {
    private ValueWriter() {}

    static Json write(Value value) {
        return switch (value) {
            case BoolValue truth -> Json.of(truth.value());
            case LongValue(var number) -> Json.of(number);
            case StringValue(var text) -> Json.of(text);
            case EntityUid uid -> Json.object(ValueReader.ENTITY, name(uid));
            case DatetimeValue instant -> instant.hasText() ? made(instant) : offset(instant);
            case DecimalValue decimal -> made(decimal);
            case IpValue ip -> made(ip);
            case DurationValue duration -> made(duration);
            case SetValue set -> array(set);
            case RecordValue record -> record(record);
        };
    }

    static Json.Obj name(EntityUid uid) {
        return fields("type", Json.of(uid.type()), "id", Json.of(uid.id()));
    }

    private static Json array(SetValue set) {
        var items = new ArrayList<Json>(set.size());
        for (var i = 0; i < set.size(); i++) {
            items.add(write(set.member(i)));
        }
        return Json.array(items);
    }

    private static Json record(RecordValue record) {
        for (var reserved : ValueReader.RESERVED) {
            if (record.has(reserved)) {
                throw new IllegalArgumentException(
                        "a record with the attribute `%s` cannot be written: it would mean something else".formatted(
                                reserved));
            }
        }
        return attributes(record);
    }

    /// Attributes or tags of an entity, whose names are all free.
    static Json.Obj attributes(RecordValue record) {
        var fields = new LinkedHashMap<String, Json>();
        for (var attribute : record.attributes().entrySet()) {
            fields.put(attribute.getKey(), write(attribute.getValue()));
        }
        return Json.object(fields);
    }

    private static Json made(ExtensionValue value) {
        return Json.object(ValueReader.EXTENSION,
                fields("fn", Json.of(value.constructor()), "arg", Json.of(value.text())));
    }

    private static Json offset(DatetimeValue instant) {
        var arguments = Json.array(made(DatetimeValue.EPOCH), made(new DurationValue(instant.epochMillis())));
        return Json.object(ValueReader.EXTENSION, fields("fn", Json.of("offset"), "args", arguments));
    }

    private static Json.Obj fields(String first, Json one, String second, Json other) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put(first, one);
        fields.put(second, other);
        return Json.object(fields);
    }
}
