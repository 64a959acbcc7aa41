package dev.ambit.cedar.syntax;

import static dev.ambit.cedar.json.JsonReading.field;
import static dev.ambit.cedar.json.JsonReading.shown;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReading;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.StringValue;
import java.util.LinkedHashMap;
import java.util.List;

/// Reads values as entities and context have them, `{"__entity": …}` and `{"__extn": …}` included, into the expressions
/// that evaluate to them.
final class ValueJsonReader {
    private static final String ENTITY = UidJsonReader.ENTITY;
    private static final String EXTENSION = "__extn";
    private static final String EXPRESSION = "__expr";

    private final JsonReading reading;
    private final ExpressionJsonReader expressions;
    private final UidJsonReader uids;

    ValueJsonReader(JsonReading reading, ExpressionJsonReader expressions) {
        this.reading = reading;
        this.expressions = expressions;
        this.uids = new UidJsonReader(reading);
    }

    Expr value(Json json) {
        return switch (json) {
            case Json.Bool(var truth, var span) -> new Expr.Literal(BoolValue.of(truth), span);
            case Json.Str(var text, var span) -> new Expr.Literal(StringValue.of(text), span);
            case Json.Num number -> number(number);
            case Json.Arr(var items, var span) -> new Expr.SetOf(items.stream().map(this::within).toList(), span);
            case Json.Obj object -> object(object);
            case Json.Null _ -> {
                reading.wrong("null-value", json, "`null` is no value");
                yield ExpressionJsonReader.something(json);
            }
        };
    }

    private Expr within(Json json) {
        return expressions.deeper(json, () -> value(json));
    }

    private Expr number(Json.Num number) {
        try {
            var isWhole = !number.literal().equals("-0");
            return new Expr.Literal(LongValue.of(Long.parseLong(isWhole ? number.literal() : "")), number.span());
        } catch (NumberFormatException notLong) {
            reading.wrong("number-out-of-range", number, "%s is no whole number of 64 bits".formatted(shown(
                    number.literal())));
            return ExpressionJsonReader.something(number);
        }
    }

    private Expr object(Json.Obj object) {
        if (object.get(ENTITY) != null) {
            return new Expr.Literal(uids.uid(object), object.span());
        }
        if (object.get(EXTENSION) != null) {
            reading.fields(object, "an extension value", List.of(EXTENSION), List.of());
            return field(object, EXTENSION).flatMap(call -> reading.object(call, "`__extn`"))
                    .map(call -> call(call, object.span())).orElseGet(() -> ExpressionJsonReader.something(object));
        }
        if (object.get(EXPRESSION) != null) {
            reading.wrong("unknown-expression", object, "`__expr` is no longer part of the language");
        }
        var attributes = new LinkedHashMap<String, Expr>();
        object.fields().forEach((name, value) -> attributes.put(name, within(value)));
        return new Expr.RecordOf(attributes, object.span());
    }

    private Expr call(Json.Obj call, Span span) {
        var isOfOne = call.get("arg") != null;
        reading.fields(call, "`__extn`", List.of("fn", isOfOne ? "arg" : "args"), List.of());
        var arguments = isOfOne
                ? field(call, "arg").stream().toList()
                : field(call, "args").map(args -> reading.items(args, "`args`")).orElse(List.of());
        var read = arguments.stream().map(this::within).toList();
        var name = field(call, "fn").flatMap(fn -> reading.string(fn, "`fn`"));
        var function = name.flatMap(Calls::extension);
        if (name.isPresent() && function.isEmpty()) {
            reading.misspelt("unknown-function", call, "%s is no function".formatted(shown(name.get())), name.get(),
                    Calls.extensionWords());
        }
        return function.map(found -> expressions.call(found, read, call, span))
                .orElseGet(() -> ExpressionJsonReader.something(call));
    }
}
