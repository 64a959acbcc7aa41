package dev.ambit.server.cli.signal.stream;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Whom events are about, as a person types it: the format and its one value, or JSON for those that have several.
final class SubjectArgument implements ITypeConverter<Json.Obj> {
    /// The one member of each format that has one.
    private static final Map<String, String> MEMBERS = Map.of("account", "uri", "email", "email", "opaque", "id",
            "phone_number", "phone_number", "did", "url", "uri", "uri");

    @Override
    public Json.Obj convert(String text) {
        if (text.startsWith("{")) {
            return json(text);
        }
        var colon = text.indexOf(':');
        var format = colon < 0 ? "" : text.substring(0, colon);
        if (!MEMBERS.containsKey(format) || colon + 1 == text.length()) {
            throw new TypeConversionException("`%s` is no subject. Write FORMAT:VALUE with one of %s, or JSON"
                    .formatted(
                            text, MEMBERS.keySet().stream().sorted().toList()));
        }
        return Json.object(Map.of("format", Json.of(format), MEMBERS.get(format), Json.of(text.substring(colon + 1))));
    }

    private static Json.Obj json(String text) {
        try {
            if (JsonReader.read(new Source("subject", text)) instanceof Json.Obj object && object.get(
                    "format") instanceof Json.Str) {
                return object;
            }
        } catch (InvalidInput malformed) {
            throw new TypeConversionException("the subject is no JSON: " + malformed.diagnostics().getFirst()
                    .message());
        }
        throw new TypeConversionException("the subject has no `format`");
    }
}
