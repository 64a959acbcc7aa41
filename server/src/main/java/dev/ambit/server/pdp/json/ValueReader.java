package dev.ambit.server.pdp.json;

import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.DatetimeValue;
import dev.ambit.cedar.value.DecimalValue;
import dev.ambit.cedar.value.DurationValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.IpValue;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.SetValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Values of policies, read from JSON without a tree in between.
///
/// Booleans, strings and integers are themselves, arrays are sets, objects are records. A number with a fraction or an
/// exponent is a `decimal` where that holds it exactly. `{"__entity": {"type": …, "id": …}}` is an entity, and
/// `{"__extn": {"fn": "ip", "arg": …}}` a value of type `decimal`, `ipaddr`, `datetime` or `duration`, as in Cedar's own
/// JSON. A member that is null is as if it were not there: policies know absence and no null.
public final class ValueReader {
    private static final String ENTITY = "__entity";
    private static final String EXTENSION = "__extn";
    private static final int DECIMAL_DIGITS = 4;

    private final StrictJson json;

    public ValueReader(StrictJson json) {
        this.json = json;
    }

    /// The value that the document stands at; empty for null and after a mistake.
    public Optional<Value> value(String at) {
        var slash = at.lastIndexOf('/');
        return Optional.ofNullable(value(at.substring(0, slash), at.substring(slash + 1)));
    }

    /// The members of the object that the document stands at.
    public RecordValue record(String at) {
        var members = new HashMap<String, Value>();
        for (var name = json.nextMember(); name != null; name = json.nextMember()) {
            var value = value(at, name);
            if (value != null) {
                members.put(name, value);
            }
        }
        return RecordValue.of(members);
    }

    /// The value that the document stands at, member `name` of `parent`; `null` for null and after a mistake.
    private @Nullable Value value(String parent, String name) {
        return switch (json.token()) {
            case VALUE_TRUE -> BoolValue.of(true);
            case VALUE_FALSE -> BoolValue.of(false);
            case VALUE_STRING -> StringValue.of(json.text());
            case VALUE_NUMBER_INT -> integer(pointer(parent, name));
            case VALUE_NUMBER_FLOAT -> decimal(pointer(parent, name));
            case START_ARRAY -> set(pointer(parent, name));
            case START_OBJECT -> object(pointer(parent, name));
            case VALUE_NULL, END_OBJECT, END_ARRAY, PROPERTY_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> null;
        };
    }

    private static String pointer(String parent, String name) {
        return parent + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    private @Nullable Value integer(String at) {
        var number = json.integer(at);
        return number == null ? null : LongValue.of(number);
    }

    private @Nullable Value decimal(String at) {
        var number = json.fraction(at);
        var decimal = number == null ? null : decimal(number);
        if (number != null && decimal == null) {
            json.mistakes().add(at, "`%s` is a number that no `decimal` holds exactly".formatted(json.text()),
                    "Policies know four digits after the point. Send it as a string, or as an integer in a smaller unit");
        }
        return decimal;
    }

    private static @Nullable Value decimal(BigDecimal number) {
        var tooLong = number.precision() - number.scale() > 16 || number.stripTrailingZeros().scale() > DECIMAL_DIGITS;
        return tooLong
                ? null
                : DecimalValue.parse(number.setScale(DECIMAL_DIGITS, RoundingMode.UNNECESSARY).toPlainString());
    }

    private Value set(String at) {
        var members = new ArrayList<Value>();
        for (var i = 0; json.nextElement(); i++) {
            var member = value(at, Integer.toString(i));
            if (member != null) {
                members.add(member);
            }
        }
        return SetValue.of(members);
    }

    private @Nullable Value object(String at) {
        var members = record(at);
        if (members.size() == 1 && members.get(ENTITY) instanceof RecordValue name) {
            return entity(name, at);
        }
        if (members.size() == 1 && members.get(EXTENSION) instanceof RecordValue call) {
            return extension(call, at);
        }
        if (members.has(ENTITY) || members.has(EXTENSION)) {
            json.mistakes().add(at,
                    "an object with `__entity` or `__extn` has nothing else in it, and an object in that",
                    "Write {\"__entity\": {\"type\": …, \"id\": …}} or {\"__extn\": {\"fn\": …, \"arg\": …}}");
            return null;
        }
        return members;
    }

    private @Nullable Value entity(RecordValue name, String at) {
        if (name.size() == 2 && name.get("type") instanceof StringValue type && name.get("id") instanceof StringValue id
                && EntityUid.isTypeName(type.value())) {
            return EntityUid.of(type.value(), id.value());
        }
        json.mistakes().add(at,
                "`__entity` has exactly a `type`, the name of an entity type, and an `id`, both strings",
                "Write {\"__entity\": {\"type\": \"User\", \"id\": \"alice\"}}");
        return null;
    }

    private @Nullable Value extension(RecordValue call, String at) {
        var made = call.size() == 2 && call.get("fn") instanceof StringValue function
                && call.get("arg") instanceof StringValue argument ? made(function.value(), argument.value()) : null;
        if (made == null) {
            json.mistakes().add(at, "`__extn` is not one of the functions `decimal`, `ip`, `datetime`, `duration` with "
                    + "a string it can read", "Write {\"__extn\": {\"fn\": \"ip\", \"arg\": \"10.0.0.1\"}}");
        }
        return made;
    }

    private static @Nullable Value made(String function, String argument) {
        return switch (function) {
            case "decimal" -> DecimalValue.parse(argument);
            case "ip" -> IpValue.parse(argument);
            case "datetime" -> DatetimeValue.parse(argument);
            case "duration" -> DurationValue.parse(argument);
            default -> null;
        };
    }
}
