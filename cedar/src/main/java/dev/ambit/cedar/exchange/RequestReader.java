package dev.ambit.cedar.exchange;

import static dev.ambit.cedar.text.Excerpt.quoted;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReading;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads one request, or its context alone.
final class RequestReader {
    private static final String ACTION = "action";
    private static final List<String> REQUIRED = List.of("principal", ACTION, "resource");
    private static final List<String> OPTIONAL = List.of("context");

    private static final String SUBJECT = "the context";

    private final JsonReading reading;
    private final Optional<Schema> schema;
    private final ValueReader values;

    RequestReader(JsonReading reading, Optional<Schema> schema) {
        this.reading = reading;
        this.schema = schema;
        this.values = new ValueReader(reading, schema);
    }

    @Nullable
    Request read(Json json) {
        var object = reading.object(json, "the request").orElse(null);
        if (object == null) {
            return null;
        }
        reading.fields(object, "the request", REQUIRED, OPTIONAL);
        var principal = name(object, "principal");
        var action = name(object, ACTION);
        var resource = name(object, "resource");
        var declared = action == null ? Optional.<Schema.Action>empty() : schema.flatMap(known -> known.action(action));
        declared.ifPresent(known -> {
            check(principal, object, "principal", known, known.principals());
            check(resource, object, "resource", known, known.resources());
        });
        var context = context(object, declared);
        return principal == null || action == null || resource == null || context == null
                ? null
                : new Request(principal, action, resource, context);
    }

    private @Nullable EntityUid name(Json.Obj request, String field) {
        var json = request.get(field);
        var uid = json == null ? null : values.uids().read(json, "`" + field + "`");
        if (json == null || uid == null) {
            return null;
        }
        return field.equals(ACTION) ? values.uids().declaredAction(uid, json) : values.uids().declared(uid, json);
    }

    private void check(@Nullable EntityUid uid, Json.Obj request, String field, Schema.Action action,
            Set<String> types) {
        if (uid != null && !types.contains(uid.type())) {
            reading.misspelt("wrong-" + field, Objects.requireNonNull(request.get(field)),
                    "%s %s has type %s, to which action %s does not apply"
                            .formatted(field, quoted(uid.toString()), quoted(uid.type()), quoted(action.uid()
                                    .toString())), uid.type(), types);
        }
    }

    private @Nullable RecordValue context(Json.Obj request, Optional<Schema.Action> action) {
        var json = request.get("context");
        return context(json == null ? new Json.Obj(Map.of(), request.span()) : json, action);
    }

    /// The context of a request for `action`.
    @Nullable
    RecordValue context(Json json, EntityUid action) {
        values.uids().declaredAction(action, json);
        return context(json, schema.flatMap(known -> known.action(action)));
    }

    /// The context of any request.
    @Nullable
    RecordValue context(Json json) {
        return context(json, Optional.empty());
    }

    private @Nullable RecordValue context(Json json, Optional<Schema.Action> action) {
        var object = reading.object(json, SUBJECT).orElse(null);
        if (object == null) {
            return null;
        }
        return action.isPresent() ? values.record(object, action.get().context(), SUBJECT) : untyped(object);
    }

    private @Nullable RecordValue untyped(Json.Obj object) {
        var value = values.read(object, SUBJECT);
        if (value == null || value instanceof RecordValue) {
            return (RecordValue) value;
        }
        reading.wrong("expected-record", object, "the context is of type `%s`, expected a record"
                .formatted(value.kind()));
        return null;
    }
}
