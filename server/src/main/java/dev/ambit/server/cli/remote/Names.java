package dev.ambit.server.cli.remote;

import dev.ambit.cedar.json.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.Collectors;

/// Entities, values and instants that a server answered, as a person reads them: an entity as `Repo::"site"`, as in policies.
public final class Names {
    private Names() {}

    /// `Repo::"site"` for `{"type": "Repo", "id": "site"}`, also where that is within `__entity`.
    public static String entity(Json.Obj name) {
        var inner = name.get("__entity") instanceof Json.Obj wrapped ? wrapped : name;
        return inner.fields().isEmpty()
                ? ""
                : "%s::%s".formatted(Fields.text(inner, "type"), Json.of(Fields.text(inner, "id")));
    }

    /// A value of a policy, as a policy would write it.
    public static String value(Json value) {
        return switch (value) {
            case Json.Obj object when object.get("__entity") instanceof Json.Obj -> entity(object);
            case Json.Obj object when object.get("__extn") instanceof Json.Obj call -> "%s(%s)".formatted(Fields.text(
                    call, "fn"), Json.of(Fields.text(call, "arg")));
            case Json.Obj object -> object.fields().entrySet().stream().map(Names::member).collect(Collectors.joining(
                    ", ", "{", "}"));
            case Json.Arr array -> array.items().stream().map(Names::value).collect(Collectors.joining(", ", "[",
                    "]"));
            case Json.Str _,Json.Num _,Json.Bool _,Json.Null _ -> value.toString();
        };
    }

    private static String member(Map.Entry<String, Json> member) {
        return "%s: %s".formatted(member.getKey(), value(member.getValue()));
    }

    /// `10:05:00Z`, where the day is plain from what stands around it.
    public static String clock(String instant) {
        var whole = time(instant);
        return whole.substring(whole.indexOf('T') + 1);
    }

    /// An instant without its fraction of a second; as it is where it is none.
    public static String time(String instant) {
        try {
            return Instant.parse(instant).truncatedTo(ChronoUnit.SECONDS).toString();
        } catch (DateTimeException none) {
            return instant;
        }
    }
}
