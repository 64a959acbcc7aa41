package dev.ambit.server.pdp.json;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/// One JSON object while it is written, member by member.
public final class JsonOut {
    private static final int USUAL_LENGTH = 512;

    private final JsonGenerator out;

    private JsonOut(JsonGenerator out) {
        this.out = out;
    }

    /// The object whose members `writing` writes, in UTF-8.
    public static byte[] object(Consumer<JsonOut> writing) {
        var bytes = new ByteArrayOutputStream(USUAL_LENGTH);
        try (var generator = StrictJson.FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            generator.writeStartObject();
            writing.accept(new JsonOut(generator));
            generator.writeEndObject();
        }
        return bytes.toByteArray();
    }

    public JsonOut put(String name, String value) {
        out.writeName(name);
        out.writeString(value);
        return this;
    }

    public JsonOut put(String name, boolean value) {
        out.writeName(name);
        out.writeBoolean(value);
        return this;
    }

    public JsonOut put(String name, long value) {
        out.writeName(name);
        out.writeNumber(value);
        return this;
    }

    /// RFC 3339, in UTC.
    public JsonOut put(String name, Instant value) {
        return put(name, value.toString());
    }

    public JsonOut putObject(String name, Consumer<JsonOut> members) {
        out.writeName(name);
        return element(members);
    }

    /// An array with one object for each of `items`.
    public <T> JsonOut putObjects(String name, Collection<T> items, BiConsumer<T, JsonOut> members) {
        out.writeName(name);
        out.writeStartArray();
        for (var item : items) {
            out.writeStartObject();
            members.accept(item, this);
            out.writeEndObject();
        }
        out.writeEndArray();
        return this;
    }

    public JsonOut putStrings(String name, Collection<String> items) {
        out.writeName(name);
        out.writeStartArray();
        items.forEach(out::writeString);
        out.writeEndArray();
        return this;
    }

    /// A member whose value is written already.
    ///
    /// @param json one value, trusted to be JSON
    public JsonOut putWritten(String name, String json) {
        out.writeName(name);
        out.writeRawValue(json);
        return this;
    }

    private JsonOut element(Consumer<JsonOut> members) {
        out.writeStartObject();
        members.accept(this);
        out.writeEndObject();
        return this;
    }
}
