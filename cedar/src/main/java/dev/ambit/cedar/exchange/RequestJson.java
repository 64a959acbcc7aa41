package dev.ambit.cedar.exchange;

import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.json.JsonReading;
import dev.ambit.cedar.schema.Schema;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import java.util.LinkedHashMap;
import java.util.Optional;

/// A request as JSON: an object with the fields `principal`, `action`, `resource` and, if it is not empty, `context`.
public final class RequestJson {
    private RequestJson() {}

    public static Request read(Source source) throws InvalidInput {
        return read(JsonReader.read(source), source);
    }

    /// @param source where `json` was read from, to name in diagnostics
    public static Request read(Json json, Source source) throws InvalidInput {
        var reading = new JsonReading(source);
        return reading.result(new RequestReader(reading, Optional.empty()).read(json));
    }

    /// Reads a request that fits `schema`: the action is declared and applies to principal and resource, and the context
    /// is as the action has it.
    public static Request read(Source source, Schema schema) throws InvalidInput {
        return read(JsonReader.read(source), source, schema);
    }

    /// @param source where `json` was read from, to name in diagnostics
    public static Request read(Json json, Source source, Schema schema) throws InvalidInput {
        var reading = new JsonReading(source);
        return reading.result(new RequestReader(reading, Optional.of(schema)).read(json));
    }

    /// @throws IllegalArgumentException where a value cannot be written, see [ValueJson#write]
    public static Json write(Request request) {
        var fields = new LinkedHashMap<String, Json>();
        fields.put("principal", ValueWriter.name(request.principal()));
        fields.put("action", ValueWriter.name(request.action()));
        fields.put("resource", ValueWriter.name(request.resource()));
        if (request.context().size() > 0) {
            fields.put("context", ContextJson.write(request.context()));
        }
        return Json.object(fields);
    }
}
