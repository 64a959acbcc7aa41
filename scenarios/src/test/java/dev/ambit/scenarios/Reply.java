package dev.ambit.scenarios;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Source;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// What was answered.
record Reply(int status, Json body) {
    static Reply of(int status, String body) {
        try {
            return new Reply(status, JsonReader.read(Source.of(body.isEmpty() ? "null" : body)));
        } catch (InvalidInput notJson) {
            return new Reply(status, Json.of(body));
        }
    }

    /// What stands at `path`, such as `context.reasons.0.code`, as text; empty where nothing does.
    String at(String path) {
        return text(find(body, path));
    }

    /// What stands at `path` in each item of the list at `list`.
    List<String> each(String list, String path) {
        return items(list).map(item -> text(find(item, path))).toList();
    }

    /// What stands at `path` in the item of `list` whose `name` is `value`.
    String of(String list, String name, String value, String path) {
        return items(list).filter(item -> text(find(item, name)).equals(value)).findFirst()
                .map(item -> text(find(item, path)))
                .orElse("");
    }

    private Stream<Json> items(String list) {
        return find(body, list).stream().flatMap(found -> found instanceof Json.Arr(var items, _)
                ? items.stream()
                : Stream.empty());
    }

    private static Optional<Json> find(Json from, String path) {
        var found = Optional.of(from);
        for (var step : path.split("\\.", -1)) {
            found = found.flatMap(at -> switch (at) {
                case Json.Obj object -> Optional.ofNullable(object.get(step));
                case Json.Arr(var items, _) when Integer.parseInt(step) < items.size() ->
                    Optional.of(items.get(Integer.parseInt(step)));
                default -> Optional.empty();
            });
        }
        return found;
    }

    private static String text(Optional<Json> found) {
        return found.map(value -> value instanceof Json.Str(var text, _) ? text : Objects.toString(value)).orElse("");
    }
}
