package dev.ambit.server.yaml;

import dev.ambit.cedar.json.Json;
import java.util.LinkedHashMap;
import java.util.regex.Pattern;

/// YAML as the JSON it stands for: what is plain and looks like a number, a boolean or nothing is one.
public final class YamlJson {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,18})");

    private YamlJson() {}

    /// `yaml` as JSON, every value at its place.
    public static Json of(Yaml yaml) {
        return switch (yaml) {
            case Yaml.Mapping(var entries, var span) -> {
                var fields = new LinkedHashMap<String, Json>();
                entries.forEach(entry -> fields.put(entry.key().text(), of(entry.value())));
                yield new Json.Obj(fields, span);
            }
            case Yaml.Sequence(var items, var span) -> new Json.Arr(items.stream().map(YamlJson::of).toList(), span);
            case Yaml.Scalar scalar -> scalar(scalar);
        };
    }

    private static Json scalar(Yaml.Scalar scalar) {
        if (scalar.isNothing()) {
            return new Json.Null(scalar.span());
        }
        if (scalar.style() != Yaml.Style.PLAIN) {
            return new Json.Str(scalar.text(), scalar.span());
        }
        return switch (scalar.text()) {
            case "true", "false" -> new Json.Bool(scalar.text().equals("true"), scalar.span());
            case String text when NUMBER.matcher(text).matches() -> new Json.Num(text, scalar.span());
            case String text -> new Json.Str(text, scalar.span());
        };
    }
}
