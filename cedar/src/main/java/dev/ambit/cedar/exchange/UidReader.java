package dev.ambit.cedar.exchange;

import static dev.ambit.cedar.text.Excerpt.quoted;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReading;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.value.EntityUid;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the names of entities, `{"type": …, "id": …}`, perhaps wrapped in `{"__entity": …}`.
final class UidReader {
    private static final List<String> WRAPPED = List.of(ValueReader.ENTITY);
    private static final List<String> NAME = List.of("type", "id");

    private final JsonReading reading;
    private final Optional<Schema> schema;

    UidReader(JsonReading reading, Optional<Schema> schema) {
        this.reading = reading;
        this.schema = schema;
    }

    @Nullable
    EntityUid read(Json json, String subject) {
        var object = reading.object(json, subject).orElse(null);
        if (object == null) {
            return null;
        }
        var wrapped = object.get(ValueReader.ENTITY);
        if (wrapped == null) {
            return name(object, subject);
        }
        reading.fields(object, subject, WRAPPED, List.of());
        var inner = reading.object(wrapped, "`__entity`").orElse(null);
        return inner == null ? null : name(inner, "`__entity`");
    }

    private @Nullable EntityUid name(Json.Obj object, String subject) {
        reading.fields(object, subject, NAME, List.of());
        var type = type(object.get("type"));
        var id = id(object.get("id"));
        return type == null || id == null ? null : EntityUid.of(type, id);
    }

    private @Nullable String type(@Nullable Json json) {
        var type = json == null ? null : reading.string(json, "`type`").orElse(null);
        if (type == null || EntityUid.isTypeName(type)) {
            return type;
        }
        reading.wrong("not-a-type", Objects.requireNonNull(json), "%s cannot be the name of an entity type"
                .formatted(quoted(type)),
                "Names are letters, digits and underscores, joined by `::`, and no reserved words");
        return null;
    }

    private @Nullable String id(@Nullable Json json) {
        return json == null ? null : reading.string(json, "`id`").orElse(null);
    }

    /// `uid`, if the schema lets there be such an entity: an action must be declared, one of an enumerated type listed.
    /// Whether the type is declared is not asked here.
    @Nullable
    EntityUid declared(EntityUid uid, Json at) {
        return schema.map(known -> declared(uid, at, known)).orElse(uid);
    }

    private @Nullable EntityUid declared(EntityUid uid, Json at, Schema known) {
        if (uid.isAction()) {
            return declaredAction(uid, at, known);
        }
        var listed = known.entityType(uid.type()).flatMap(Schema.EntityType::enumerated);
        if (listed.isPresent() && !listed.get().contains(uid.id())) {
            reading.misspelt("unlisted-entity", at, "%s is none of the entities the schema lists for `%s`"
                    .formatted(quoted(uid.toString()), uid.type()), uid.id(), listed.get());
            return null;
        }
        return uid;
    }

    /// `uid`, if the schema declares it as an action.
    @Nullable
    EntityUid declaredAction(EntityUid uid, Json at) {
        return schema.map(known -> declaredAction(uid, at, known)).orElse(uid);
    }

    private @Nullable EntityUid declaredAction(EntityUid uid, Json at, Schema known) {
        if (known.action(uid).isPresent()) {
            return uid;
        }
        reading.misspelt("unknown-action", at, "action %s is not in the schema"
                .formatted(quoted(uid.toString())), uid.id(), reading.isFull() ? Set.of() : idsOf(uid.type(), known));
        return null;
    }

    private static Set<String> idsOf(String type, Schema known) {
        return known.actions().keySet().stream()
                .filter(action -> action.type().equals(type))
                .map(EntityUid::id)
                .collect(Collectors.toSet());
    }
}
