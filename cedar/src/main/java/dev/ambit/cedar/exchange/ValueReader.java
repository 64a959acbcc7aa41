package dev.ambit.cedar.exchange;

import static dev.ambit.cedar.text.Excerpt.quoted;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReading;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.text.Excerpt;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.SetValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns JSON into values, with and without knowing their type.
final class ValueReader {
    static final String ENTITY = "__entity";
    static final String EXTENSION = "__extn";
    static final String EXPRESSION = "__expr";
    static final Set<String> RESERVED = Set.of(ENTITY, EXTENSION, EXPRESSION);

    /// What a field of an object is, as the beginning of a subject.
    static final String ATTRIBUTE = "attribute ";
    static final String TAG = "tag ";

    private static final String ELEMENT = "an element of ";

    private final JsonReading reading;
    private final UidReader uids;
    private final ExtensionReader extensions;
    private int depth;

    ValueReader(JsonReading reading, Optional<Schema> schema) {
        this.reading = reading;
        this.uids = new UidReader(reading, schema);
        this.extensions = new ExtensionReader(reading, this);
    }

    UidReader uids() {
        return uids;
    }

    /// Reads `json` for what it says by itself.
    ///
    /// @param subject what it is, as a message begins: `attribute `age``
    @Nullable
    Value read(Json json, String subject) {
        if (++depth > Limits.DEFAULT.nesting()) {
            depth--;
            return tooDeep(json, subject);
        }
        var value = switch (json) {
            case Json.Bool(var truth, _) -> BoolValue.of(truth);
            case Json.Num number -> integer(number, subject);
            case Json.Str(var text, _) -> StringValue.of(text);
            case Json.Arr array -> set(array, Optional.empty(), subject);
            case Json.Obj object -> object(object, subject);
            case Json.Null _ -> nothing(json, subject);
        };
        depth--;
        return value;
    }

    /// Reads `json` as a value of `type`.
    @Nullable
    Value read(Json json, Type type, String subject) {
        if (++depth > Limits.DEFAULT.nesting()) {
            depth--;
            return tooDeep(json, subject);
        }
        var value = switch (type) {
            case Type.Primitive primitive -> primitive(json, primitive, subject);
            case Type.Entity(var name) -> entity(json, name, subject);
            case Type.Extension extension -> extensions.read(json, extension, subject);
            case Type.SetOf(var element) -> json instanceof Json.Arr array
                    ? set(array, Optional.of(element), subject)
                    : mismatch(json, type, subject);
            case Type.RecordOf shape -> json instanceof Json.Obj object
                    ? record(object, shape, subject)
                    : mismatch(json, type, subject);
        };
        depth--;
        return value;
    }

    private @Nullable Value tooDeep(Json json, String subject) {
        reading.wrong("too-deep", json, "%s is nested deeper than %d".formatted(subject, Limits.DEFAULT
                .nesting()));
        return null;
    }

    private @Nullable Value nothing(Json json, String subject) {
        reading.wrong("null-value", json, "%s is null, which is no value of Cedar".formatted(subject),
                "Leave it out");
        return null;
    }

    /// Notes that `json` is no value of `type`.
    @Nullable
    Value mismatch(Json json, Type type, String subject) {
        if (json instanceof Json.Null) {
            return nothing(json, subject);
        }
        reading.wrong("wrong-type", json, "%s is %s, expected a value of type `%s`"
                .formatted(subject, json.kind(), Excerpt.of(type.toString())));
        return null;
    }

    private @Nullable Value integer(Json.Num number, String subject) {
        try {
            return LongValue.of(Long.parseLong(number.literal()));
        } catch (NumberFormatException _) {
            reading.wrong("not-an-integer", number, "%s is %s, which is no integer of 64 bits"
                    .formatted(subject, quoted(number.literal())),
                    "Write a fraction as {\"__extn\": {\"fn\": \"decimal\", \"arg\": \"0.5\"}}");
            return null;
        }
    }

    private @Nullable Value set(Json.Arr array, Optional<Type> element, String subject) {
        var inside = subject.startsWith(ELEMENT) ? subject : ELEMENT + subject;
        var members = new ArrayList<Value>(array.items().size());
        for (var item : array.items()) {
            var member = element.isPresent() ? read(item, element.get(), inside) : read(item, inside);
            if (member != null) {
                members.add(member);
            }
        }
        return SetValue.of(members);
    }

    /// An object that has a reserved field stands for something else than a record.
    private @Nullable Value object(Json.Obj object, String subject) {
        if (object.get(ENTITY) != null) {
            return uids.read(object, subject);
        }
        if (object.get(EXTENSION) != null) {
            return extensions.explicit(object, subject);
        }
        if (object.get(EXPRESSION) != null) {
            reading.wrong("reserved-field", object,
                    "%s has the reserved field `__expr`, which means nothing any more"
                            .formatted(subject), "Write the value as JSON");
            return null;
        }
        return record(object, ATTRIBUTE);
    }

    /// All fields of `object`, whatever their names.
    ///
    /// @param noun what they are: [#ATTRIBUTE] or [#TAG]
    RecordValue record(Json.Obj object, String noun) {
        var attributes = new HashMap<String, Value>();
        object.fields().forEach((name, json) -> put(attributes, name, read(json, noun + quoted(name))));
        return RecordValue.of(attributes);
    }

    /// All fields of `object` as tags of one type.
    RecordValue tags(Json.Obj object, Type each) {
        var tags = new HashMap<String, Value>();
        object.fields().forEach((name, json) -> put(tags, name, read(json, each, TAG + quoted(name))));
        return RecordValue.of(tags);
    }

    /// The fields of `object` as the attributes `shape` knows.
    RecordValue record(Json.Obj object, Type.RecordOf shape, String subject) {
        var attributes = new HashMap<String, Value>();
        object.fields().forEach((name, json) -> {
            var known = shape.attributes().get(name);
            if (known != null) {
                put(attributes, name, read(json, known.type(), ATTRIBUTE + quoted(name)));
            } else {
                reading.misspelt("unknown-attribute", json,
                        "%s has the attribute %s, which the schema does not know"
                                .formatted(subject, quoted(name)), name, shape.attributes().keySet());
            }
        });
        shape.attributes().forEach((name, known) -> {
            if (known.required() && object.get(name) == null) {
                reading.wrong("missing-attribute", object,
                        "%s lacks the attribute %s of type `%s`, which the schema requires"
                                .formatted(subject, quoted(name), Excerpt.of(known.type().toString())));
            }
        });
        return RecordValue.of(attributes);
    }

    private static void put(Map<String, Value> attributes, String name, @Nullable Value value) {
        if (value != null) {
            attributes.put(name, value);
        }
    }

    private @Nullable Value primitive(Json json, Type.Primitive type, String subject) {
        return switch (json) {
            case Json.Bool(var truth, _) when type == Type.Primitive.BOOL -> BoolValue.of(truth);
            case Json.Num number when type == Type.Primitive.LONG -> integer(number, subject);
            case Json.Str(var text, _) when type == Type.Primitive.STRING -> StringValue.of(text);
            case Json.Bool _,Json.Num _,Json.Str _,Json.Arr _,Json.Obj _,Json.Null _ -> mismatch(json, type, subject);
        };
    }

    private @Nullable EntityUid entity(Json json, String type, String subject) {
        if (!(json instanceof Json.Obj)) {
            mismatch(json, new Type.Entity(type), subject);
            return null;
        }
        var uid = uids.read(json, subject);
        if (uid == null) {
            return null;
        }
        if (!uid.type().equals(type)) {
            reading.wrong("wrong-type", json, "%s is an entity of type %s, expected one of type %s"
                    .formatted(subject, quoted(uid.type()), quoted(type)));
            return null;
        }
        return uids.declared(uid, json);
    }
}
