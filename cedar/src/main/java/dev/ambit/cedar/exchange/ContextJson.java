package dev.ambit.cedar.exchange;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.json.JsonReading;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import java.util.Optional;

/// The context of a request as JSON: an object, its fields the attributes.
public final class ContextJson {
    private ContextJson() {}

    public static RecordValue read(Source source) throws InvalidInput {
        return read(JsonReader.read(source), source);
    }

    /// @param source where `json` was read from, to name in diagnostics
    public static RecordValue read(Json json, Source source) throws InvalidInput {
        var reading = new JsonReading(source);
        return reading.result(new RequestReader(reading, Optional.empty()).context(json));
    }

    /// Reads a context that fits what `schema` says of `action`.
    public static RecordValue read(Source source, Schema schema, EntityUid action) throws InvalidInput {
        return read(JsonReader.read(source), source, schema, action);
    }

    /// @param source where `json` was read from, to name in diagnostics
    public static RecordValue read(Json json, Source source, Schema schema, EntityUid action) throws InvalidInput {
        var reading = new JsonReading(source);
        return reading.result(new RequestReader(reading, Optional.of(schema)).context(json, action));
    }

    /// @throws IllegalArgumentException where a value cannot be written, see [ValueJson#write]
    public static Json write(RecordValue context) {
        return ValueJson.write(context);
    }
}
