package dev.ambit.cedar.exchange;

import static dev.ambit.cedar.text.Excerpt.quoted;

import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.entity.Entity;
import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReading;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads the entities of one document, first each by itself, then all of them as one hierarchy.
final class EntityReader {
    private static final List<String> REQUIRED = List.of("uid", "attrs", "parents");
    private static final List<String> OPTIONAL = List.of("tags");

    private final JsonReading reading;
    private final Optional<Schema> schema;
    private final ValueReader values;
    private final Map<EntityUid, Entity> entities = new LinkedHashMap<>();
    private final Map<EntityUid, Json.Obj> places = new HashMap<>();

    EntityReader(JsonReading reading, Optional<Schema> schema) {
        this.reading = reading;
        this.schema = schema;
        this.values = new ValueReader(reading, schema);
    }

    /// Reads them all, and with a schema adds its actions.
    @Nullable
    Entities read(Json document) {
        reading.items(document, "the list of entities").forEach(this::add);
        for (var circle : Entities.circles(entities.values())) {
            reading.wrong("circular-membership", place(circle), "entity %s is in itself through %s"
                    .formatted(quoted(circle.group().toString()), quoted(circle.member().toString())));
        }
        return reading.isFine() ? complete(document) : null;
    }

    private void add(Json json) {
        var object = reading.object(json, "an entity").orElse(null);
        var entity = object == null ? null : entity(object);
        if (object == null || entity == null) {
            return;
        }
        var before = entities.putIfAbsent(entity.uid(), entity);
        if (before == null) {
            places.put(entity.uid(), object);
        } else if (!before.equals(entity)) {
            reading.wrong("duplicate-entity", object, "entity %s is given twice, and not alike"
                    .formatted(quoted(entity.uid().toString())));
        }
    }

    private @Nullable Entity entity(Json.Obj object) {
        var name = object.get("uid");
        var uid = name == null ? null : values.uids().read(name, "the name of an entity");
        var subject = uid == null ? "an entity" : "entity " + quoted(uid.toString());
        reading.fields(object, subject, REQUIRED, OPTIONAL);
        if (name == null || uid == null) {
            return null;
        }
        var type = schema.isEmpty() || uid.isAction() ? Optional.<Schema.EntityType>empty() : declared(uid, name);
        values.uids().declared(uid, name);
        var attributes = attributes(object, type, subject);
        var tags = tags(object, type, subject);
        var parents = parents(object, uid, type, subject);
        return new Entity(uid, attributes, tags, parents);
    }

    private Optional<Schema.EntityType> declared(EntityUid uid, Json at) {
        var type = schema.orElseThrow().entityType(uid.type());
        if (type.isEmpty()) {
            reading.misspelt("unknown-entity-type", at, "the type of entity %s is not in the schema"
                    .formatted(quoted(uid.toString())), uid.type(), schema.orElseThrow().entityTypes().keySet());
        }
        return type;
    }

    private RecordValue attributes(Json.Obj entity, Optional<Schema.EntityType> type, String subject) {
        var json = entity.get("attrs");
        var object = json == null ? null : reading.object(json, "`attrs` of " + subject).orElse(null);
        if (object == null) {
            return RecordValue.EMPTY;
        }
        return type.isPresent()
                ? values.record(object, type.get().attributes(), subject)
                : values.record(object, ValueReader.ATTRIBUTE);
    }

    private RecordValue tags(Json.Obj entity, Optional<Schema.EntityType> type, String subject) {
        var json = entity.get("tags");
        var object = json == null ? null : reading.object(json, "`tags` of " + subject).orElse(null);
        if (object == null) {
            return RecordValue.EMPTY;
        }
        if (type.isEmpty()) {
            return values.record(object, ValueReader.TAG);
        }
        var each = type.get().tags();
        if (each.isPresent()) {
            return values.tags(object, each.get());
        }
        if (!object.fields().isEmpty()) {
            reading.wrong("unexpected-tags", object, "%s has tags, but by the schema its type has none".formatted(
                    subject));
        }
        return RecordValue.EMPTY;
    }

    private Set<EntityUid> parents(
            Json.Obj entity, EntityUid uid, Optional<Schema.EntityType> type, String subject) {
        var json = entity.get("parents");
        var items = json == null ? List.<Json>of() : reading.items(json, "`parents` of " + subject);
        var parents = new TreeSet<EntityUid>();
        for (var item : items) {
            var parent = values.uids().read(item, "a parent of " + subject);
            if (parent != null && mayBeIn(uid, parent, type, item)) {
                parents.add(parent);
            }
        }
        return parents;
    }

    private boolean mayBeIn(EntityUid uid, EntityUid parent, Optional<Schema.EntityType> type, Json at) {
        if (uid.isAction() && !parent.isAction()) {
            reading.wrong("wrong-parent", at, "action %s is in %s, which is no action"
                    .formatted(quoted(uid.toString()), quoted(parent.toString())));
            return false;
        }
        if (type.isPresent() && !schema.orElseThrow().ancestorTypes(uid.type()).contains(parent.type())) {
            reading.misspelt("wrong-parent", at, "entity %s is in %s, but by the schema it cannot be in a %s"
                    .formatted(quoted(uid.toString()), quoted(parent.toString()), quoted(parent.type())), parent.type(),
                    schema.orElseThrow().ancestorTypes(uid.type()));
            return false;
        }
        return values.uids().declared(parent, at) != null;
    }

    /// Where the membership that closes a circle is written.
    private Json place(Entities.Circle circle) {
        var entity = Objects.requireNonNull(places.get(circle.member()));
        if (!reading.isFull() && entity.get("parents") instanceof Json.Arr parents) {
            for (var parent : parents.items()) {
                if (circle.group().equals(values.uids().read(parent, "a parent"))) {
                    return parent;
                }
            }
        }
        return entity;
    }

    private @Nullable Entities complete(Json document) {
        try {
            return schema.isPresent() ? withActions(schema.get()) : Entities.of(entities.values());
        } catch (IllegalArgumentException tooMany) {
            reading.wrong("too-many-memberships", document, Objects.requireNonNull(tooMany.getMessage()));
            return null;
        }
    }

    /// The schema knows everything about actions; what the document says of one must be the same.
    private Entities withActions(Schema known) {
        var actions = Entities.of(entities.values().stream().filter(entity -> entity.uid().isAction()).toList());
        actions.all().forEach(action -> compare(action, actions, known));
        var all = new LinkedHashMap<>(entities);
        known.actionEntities().forEach(action -> all.put(action.uid(), action));
        return Entities.of(all.values());
    }

    private void compare(Entity action, Entities actions, Schema known) {
        var uid = action.uid();
        var groups = Objects.requireNonNull(actions.find(uid)).ancestors();
        var isBare = action.attributes().equals(RecordValue.EMPTY) && action.tags().equals(RecordValue.EMPTY);
        if (!isBare || !groups.equals(known.ancestors(uid))) {
            reading.wrong("action-mismatch", Objects.requireNonNull(places.get(uid)),
                    "action %s is not as the schema declares it".formatted(quoted(uid.toString())),
                    "Leave it out: the schema's actions are added");
        }
    }
}
