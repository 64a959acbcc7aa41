package dev.ambit.server.cli.remote;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// `NAME=VALUE`, as a person types it. The server reads a plain value by the type that is declared for the name: `repo=site` is an
/// entity, an address or a number where one is wanted. `Repo::"site"` is always that entity, and what begins with `{` or `[` is JSON.
///
/// @param value as the API takes it
public record Pair(String name, Json value) {

    /// The pairs as one object; of two with one name the last counts.
    public static Json.Obj object(List<Pair> pairs) {
        var fields = new LinkedHashMap<String, Json>();
        pairs.forEach(pair -> fields.put(pair.name(), pair.value()));
        return Json.object(fields);
    }

    /// `whole`, with the pairs beside or instead of its members.
    public static Json.Obj object(Json.Obj whole, List<Pair> pairs) {
        Map<String, Json> fields = new LinkedHashMap<>(whole.fields());
        pairs.forEach(pair -> fields.put(pair.name(), pair.value()));
        return Json.object(fields);
    }

    /// Reads one of the command line.
    public static final class Converter implements ITypeConverter<Pair> {
        @Override
        public Pair convert(String text) {
            var equals = text.indexOf('=');
            if (equals < 1) {
                throw new TypeConversionException("`%s` is no NAME=VALUE".formatted(text));
            }
            return new Pair(text.substring(0, equals), value(text.substring(equals + 1)));
        }

        private static Json value(String text) {
            if (text.startsWith("{") || text.startsWith("[")) {
                return json(text);
            }
            return text.contains("::\"")
                    ? EntityOption.read(text).map(EntityOption.Named::value).orElse(Json.of(text))
                    : Json.of(text);
        }

        private static Json json(String text) {
            try {
                return JsonReader.read(new Source("value", text));
            } catch (InvalidInput malformed) {
                throw new TypeConversionException("`%s` is no JSON: %s".formatted(text, malformed.diagnostics()
                        .getFirst().message()));
            }
        }
    }
}
