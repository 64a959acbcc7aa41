package dev.ambit.cedar.syntax;

import static dev.ambit.cedar.json.JsonReading.shown;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReading;
import dev.ambit.cedar.value.EntityUid;
import java.util.List;

/// Reads the names of entities, `{"type": …, "id": …}`, perhaps within `{"__entity": …}`.
final class UidJsonReader {
    static final String ENTITY = "__entity";

    /// Stands for an entity that could not be read.
    static final EntityUid NONE = EntityUid.of("None", "");

    private final JsonReading reading;

    UidJsonReader(JsonReading reading) {
        this.reading = reading;
    }

    EntityUid uid(Json json) {
        var object = reading.object(json, "an entity");
        var wrapped = object.flatMap(found -> JsonReading.field(found, ENTITY));
        if (wrapped.isPresent()) {
            reading.fields(object.get(), "an entity", List.of(ENTITY), List.of());
            return reading.object(wrapped.get(), "`__entity`").map(this::uid).orElse(NONE);
        }
        return object.map(this::uid).orElse(NONE);
    }

    private EntityUid uid(Json.Obj object) {
        reading.fields(object, "an entity", List.of("type", "id"), List.of());
        var type = JsonReading.field(object, "type").map(this::type).orElse("");
        var id = JsonReading.field(object, "id").flatMap(found -> reading.string(found, "the id of an entity"));
        return EntityUid.of(type, id.orElse(""));
    }

    /// The name of an entity type.
    String type(Json json) {
        var type = reading.string(json, "the type of an entity");
        if (type.isPresent() && !EntityUid.isTypeName(type.get())) {
            reading.wrong("not-a-type", json, "%s cannot be the name of a type".formatted(shown(type.get())),
                    "A type is named with letters, digits and underscores, namespaces before it with `::` behind each");
        }
        return type.orElse("");
    }
}
