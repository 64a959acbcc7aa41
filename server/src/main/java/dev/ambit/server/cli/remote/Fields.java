package dev.ambit.server.cli.remote;

import dev.ambit.cedar.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reading what a server answered, member by member. What is missing or of another kind is as if it were empty: an older
/// or newer server may say less or more, and a person is shown what it did say.
public final class Fields {
    private Fields() {}

    /// The string `name` of `object`; empty where there is none.
    public static String text(Json.Obj object, String name) {
        return maybe(object, name).orElse("");
    }

    public static Optional<String> maybe(Json.Obj object, String name) {
        return object.get(name) instanceof Json.Str text ? Optional.of(text.value()) : Optional.empty();
    }

    public static boolean isTrue(Json.Obj object, String name) {
        return object.get(name) instanceof Json.Bool flag && flag.value();
    }

    /// The object `name` of `object`; without members where there is none.
    public static Json.Obj object(Json.Obj object, String name) {
        return object.get(name) instanceof Json.Obj inner ? inner : Json.object(Map.of());
    }

    /// The objects in the array `name` of `object`.
    public static List<Json.Obj> objects(Json.Obj object, String name) {
        return object.get(name) instanceof Json.Arr array
                ? array.items().stream().filter(Json.Obj.class::isInstance).map(Json.Obj.class::cast).toList()
                : List.of();
    }

    /// The strings in the array `name` of `object`.
    public static List<String> texts(Json.Obj object, String name) {
        return object.get(name) instanceof Json.Arr array
                ? array.items().stream().filter(Json.Str.class::isInstance).map(each -> ((Json.Str) each).value())
                        .toList()
                : List.of();
    }
}
