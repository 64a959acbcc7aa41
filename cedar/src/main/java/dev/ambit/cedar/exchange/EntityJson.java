package dev.ambit.cedar.exchange;

import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.entity.Entity;
import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.json.JsonReading;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.value.EntityUid;
import java.util.LinkedHashMap;
import java.util.Optional;

/// Entities as JSON: an array of objects with the fields `uid`, `attrs`, `parents` and, if there are any, `tags`.
public final class EntityJson {
    private EntityJson() {}

    public static Entities read(Source source) throws InvalidInput {
        return read(JsonReader.read(source), source);
    }

    /// @param source where `json` was read from, to name in diagnostics
    public static Entities read(Json json, Source source) throws InvalidInput {
        return read(json, source, Optional.empty());
    }

    /// Reads entities that fit `schema`: their types are declared, they have the attributes, tags and parents their type
    /// may have. The actions of the schema are added; one that is written as well must be as the schema says.
    public static Entities read(Source source, Schema schema) throws InvalidInput {
        return read(JsonReader.read(source), source, schema);
    }

    /// @param source where `json` was read from, to name in diagnostics
    public static Entities read(Json json, Source source, Schema schema) throws InvalidInput {
        return read(json, source, Optional.of(schema));
    }

    private static Entities read(Json json, Source source, Optional<Schema> schema) throws InvalidInput {
        var reading = new JsonReading(source);
        return reading.result(new EntityReader(reading, schema).read(json));
    }

    /// Reads the name of an entity: `{"type": …, "id": …}`, perhaps wrapped in `{"__entity": …}`.
    public static EntityUid readName(Json json, Source source) throws InvalidInput {
        var reading = new JsonReading(source);
        return reading.result(new UidReader(reading, Optional.empty()).read(json, "the name of an entity"));
    }

    /// All entities, in the order of their names, as JSON that [#read] reads back.
    ///
    /// @throws IllegalArgumentException where a value cannot be written, see [ValueJson#write]
    public static Json write(Entities entities) {
        return Json.array(entities.all().stream().map(EntityJson::write).toList());
    }

    private static Json write(Entity entity) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("uid", writeName(entity.uid()));
        fields.put("attrs", ValueWriter.attributes(entity.attributes()));
        fields.put("parents", Json.array(entity.parents().stream().map(ValueWriter::name).toList()));
        if (entity.tags().size() > 0) {
            fields.put("tags", ValueWriter.attributes(entity.tags()));
        }
        return Json.object(fields);
    }

    public static Json writeName(EntityUid uid) {
        return ValueWriter.name(uid);
    }
}
