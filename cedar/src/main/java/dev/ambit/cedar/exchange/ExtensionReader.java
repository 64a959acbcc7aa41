package dev.ambit.cedar.exchange;

import static dev.ambit.cedar.text.Excerpt.quoted;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReading;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.value.DatetimeValue;
import dev.ambit.cedar.value.DecimalValue;
import dev.ambit.cedar.value.DurationValue;
import dev.ambit.cedar.value.ExtensionValue;
import dev.ambit.cedar.value.IpValue;
import dev.ambit.cedar.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads values of extension types: `{"__extn": {"fn": "ip", "arg": "10.0.0.1"}}`, and where the schema says what is
/// meant, without `__extn`, or the bare argument.
/// The functions are those that make a value from a string, and `offset`, without which some instants could not be
/// written.
final class ExtensionReader {
    private static final List<String> FUNCTIONS = List.of("decimal", "ip", "datetime", "duration", "offset");

    private final JsonReading reading;
    private final ValueReader values;

    ExtensionReader(JsonReading reading, ValueReader values) {
        this.reading = reading;
        this.values = values;
    }

    /// Reads an object that has the field `__extn`.
    @Nullable
    Value explicit(Json.Obj object, String subject) {
        var call = wrapped(object, subject);
        return call == null ? null : new Call(call, false, subject).value();
    }

    private Json.@Nullable Obj wrapped(Json.Obj object, String subject) {
        reading.fields(object, subject, List.of(ValueReader.EXTENSION), List.of());
        var inner = object.get(ValueReader.EXTENSION);
        return inner == null ? null : reading.object(inner, "`__extn`").orElse(null);
    }

    @Nullable
    Value read(Json json, Type.Extension type, String subject) {
        return switch (json) {
            case Json.Str(var text, _) -> make(constructor(type), text, json, subject);
            case Json.Obj object when object.get(ValueReader.EXTENSION) != null -> {
                var call = wrapped(object, subject);
                yield call == null ? null : typed(call, type, subject);
            }
            case Json.Obj object when object.get("fn") != null -> typed(object, type, subject);
            case Json.Obj _,Json.Arr _,Json.Num _,Json.Bool _,Json.Null _ -> values.mismatch(json, type, subject);
        };
    }

    private @Nullable Value typed(Json.Obj call, Type.Extension type, String subject) {
        var value = new Call(call, true, subject).value();
        if (value == null || value.kind().equals(type.word())) {
            return value;
        }
        reading.wrong("wrong-type", call, "%s is a value of type `%s`, expected one of type `%s`"
                .formatted(subject, value.kind(), type));
        return null;
    }

    private static String constructor(Type.Extension type) {
        return type == Type.Extension.IPADDR ? "ip" : type.word();
    }

    private @Nullable Value make(String function, String text, Json at, String subject) {
        ExtensionValue value = switch (function) {
            case "decimal" -> DecimalValue.parse(text);
            case "ip" -> IpValue.parse(text);
            case "datetime" -> DatetimeValue.parse(text);
            default -> DurationValue.parse(text);
        };
        if (value == null) {
            reading.wrong("malformed-value", at, "%s is %s, from which `%s` can make no value"
                    .formatted(subject, quoted(text), function), example(function));
        }
        return value;
    }

    private static String example(String function) {
        return switch (function) {
            case "decimal" -> "Write a decimal like 12.34, with one to four digits after the point";
            case "ip" -> "Write an address like 10.0.0.1 or 2001:db8::1, or a range like 10.0.0.0/8";
            case "datetime" -> "Write an instant like 2030-01-31, 2030-01-31T10:00:00Z or 2030-01-31T10:00:00.000+0100";
            default -> "Write a duration like 1d2h3m4s5ms, largest unit first";
        };
    }

    /// One function and what it is given: `{"fn": …, "arg": …}` or `{"fn": …, "args": […]}`.
    /// Where the schema says which type is meant, the arguments, too, may be written as their types allow.
    private final class Call {
        private final Json.Obj call;
        private final boolean isTyped;
        private final String subject;

        Call(Json.Obj call, boolean isTyped, String subject) {
            this.call = call;
            this.isTyped = isTyped;
            this.subject = subject;
        }

        @Nullable
        Value value() {
            reading.fields(call, subject, List.of("fn"), List.of("arg", "args"));
            var named = call.get("fn");
            var function = named == null ? null : reading.string(named, "`fn`").orElse(null);
            var arguments = arguments();
            if (named == null || function == null || arguments == null) {
                return null;
            }
            if (!FUNCTIONS.contains(function)) {
                reading.misspelt("unknown-function", named, "function %s makes no value".formatted(quoted(
                        function)),
                        function, FUNCTIONS);
                return null;
            }
            var wanted = function.equals("offset") ? 2 : 1;
            if (arguments.size() != wanted) {
                reading.wrong("argument-count", call, "`%s` takes %d %s, found %d"
                        .formatted(function, wanted, wanted == 1 ? "argument" : "arguments", arguments.size()));
                return null;
            }
            return wanted == 2 ? offset(arguments) : made(function, arguments.getFirst());
        }

        private @Nullable List<Json> arguments() {
            var one = call.get("arg");
            var several = call.get("args");
            if ((one == null) == (several == null)) {
                reading.wrong("argument-count", call, "%s must have either the field `arg` or the field `args`"
                        .formatted(subject));
                return null;
            }
            if (several == null) {
                return one == null ? null : List.of(one);
            }
            var items = reading.items(several, "`args`");
            return several instanceof Json.Arr ? items : null;
        }

        private @Nullable Value made(String function, Json argument) {
            var text = reading.string(argument, "the argument of `%s`".formatted(function)).orElse(null);
            return text == null ? null : make(function, text, argument, subject);
        }

        private @Nullable Value offset(List<Json> arguments) {
            var start = argument(arguments.getFirst(), Type.Extension.DATETIME);
            var distance = argument(arguments.getLast(), Type.Extension.DURATION);
            if (!(start instanceof DatetimeValue from && distance instanceof DurationValue by)) {
                return null;
            }
            var moved = from.offset(by);
            if (moved == null) {
                reading.wrong("malformed-value", call, "%s is an instant that does not fit in 64 bits"
                        .formatted(subject));
            }
            return moved;
        }

        private @Nullable Value argument(Json json, Type.Extension type) {
            var isBare = !isTyped && !(json instanceof Json.Obj object && object.get(ValueReader.EXTENSION) != null);
            var argument = "an argument of `offset`";
            return isBare ? values.mismatch(json, type, argument) : values.read(json, type, argument);
        }
    }
}
