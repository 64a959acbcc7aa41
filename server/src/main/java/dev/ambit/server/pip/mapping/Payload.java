package dev.ambit.server.pip.mapping;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReader;
import dev.ambit.cedar.text.InvalidInput;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Source;
import dev.ambit.server.pip.Reason;
import dev.ambit.server.pip.Rejected;
import dev.cel.common.values.NullValue;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/// A JSON object, as expressions see it. It was read strictly: two programs cannot have read different things.
public record Payload(Map<String, Object> members) {
    /// Longest text, nesting, and most values of one payload.
    private static final Limits LIMITS = new Limits(8 << 20, 64, 1, 200_000);
    private static final BigDecimal LEAST_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MOST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

    /// The payload that `body` is.
    ///
    /// @throws Rejected where it is no JSON object
    public static Payload of(byte[] body) throws Rejected {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            if (JsonReader.read(new Source("message", text), LIMITS) instanceof Json.Obj object) {
                return of(object);
            }
            throw new Rejected(Reason.MALFORMED, "the body is JSON, but no object");
        } catch (CharacterCodingException notUtf8) {
            throw new Rejected(Reason.MALFORMED, "the body is not UTF-8");
        } catch (InvalidInput notJson) {
            throw new Rejected(Reason.MALFORMED, "the body is no JSON: " + notJson.diagnostics().getFirst().message());
        }
    }

    /// @throws Rejected where a number is larger than any that can be calculated with
    public static Payload of(Json.Obj object) throws Rejected {
        return new Payload(members(object));
    }

    private static Map<String, Object> members(Json.Obj object) throws Rejected {
        var members = new LinkedHashMap<String, Object>();
        for (var field : object.fields().entrySet()) {
            members.put(field.getKey(), value(field.getValue()));
        }
        return members;
    }

    private static Object value(Json json) throws Rejected {
        return switch (json) {
            case Json.Obj object -> members(object);
            case Json.Arr(var items, _) -> {
                var list = new ArrayList<Object>(items.size());
                for (var item : items) {
                    list.add(value(item));
                }
                yield list;
            }
            case Json.Str(var text, _) -> text;
            case Json.Num(var literal, _) -> number(literal);
            case Json.Bool(var truth, _) -> truth;
            case Json.Null _ -> NullValue.NULL_VALUE;
        };
    }

    /// Whole numbers of 64 bits as such, all others as doubles.
    private static Object number(String literal) throws Rejected {
        var isWhole = literal.chars().noneMatch(c -> c == '.' || c == 'e' || c == 'E');
        if (isWhole && literal.length() <= 20) {
            var exact = new BigDecimal(literal);
            if (exact.compareTo(LEAST_LONG) >= 0 && exact.compareTo(MOST_LONG) <= 0) {
                return exact.longValueExact();
            }
        }
        var number = Double.parseDouble(literal);
        if (Double.isInfinite(number)) {
            throw new Rejected(Reason.MALFORMED, "`%s` is a number that no double can hold".formatted(literal.substring(
                    0,
                    Math.min(literal.length(), 40))));
        }
        return number;
    }
}
