package dev.ambit.cedar.exchange;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.json.JsonReading;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import dev.ambit.cedar.value.Value;
import java.util.Optional;

/// One value as JSON.
///
/// Booleans, strings and integers of 64 bits are themselves, arrays are sets, objects are records; `{"__entity": …}` and
/// `{"__extn": …}` are entities and values of extension types. There is no null, and no number with a fraction.
public final class ValueJson {
    private static final String SUBJECT = "the value";

    private ValueJson() {}

    public static Value read(Source source) throws InvalidInput {
        return read(JsonReader.read(source), source);
    }

    /// @param source where `json` was read from, to name in diagnostics
    public static Value read(Json json, Source source) throws InvalidInput {
        var reading = new JsonReading(source);
        return reading.result(new ValueReader(reading, Optional.empty()).read(json, SUBJECT));
    }

    /// Reads a value of `type`: entities may leave out `__entity`, extension values all but their string.
    /// Whether entities of an enumerated type are listed is not asked; that takes a whole schema.
    public static Value read(Json json, Source source, Type type) throws InvalidInput {
        var reading = new JsonReading(source);
        return reading.result(new ValueReader(reading, Optional.empty()).read(json, type, SUBJECT));
    }

    /// `value` as JSON that [#read] reads back, fields in order.
    ///
    /// @throws IllegalArgumentException where a record has an attribute named `__entity`, `__extn` or `__expr`
    public static Json write(Value value) {
        return ValueWriter.write(value);
    }
}
