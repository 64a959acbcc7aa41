package dev.ambit.cedar.syntax;

import static dev.ambit.cedar.json.JsonReading.field;
import static dev.ambit.cedar.json.JsonReading.shown;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReading;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.StringValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

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
            case Json.Arr(var items, var span) -> new Expr.SetOf(values(items), span);
            case Json.Obj object -> object(object);
            case Json.Null _ -> {
                reading.wrong("null-value", json, "`null` is no value");
                yield ExpressionJsonReader.something(json);
            }
        };
    }

    private List<Expr> values(List<Json> items) {
        var read = new ArrayList<Expr>();
        for (var item : items) {
            read.add(within(item));
        }
        return read;
    }

    private Expr within(Json json) {
        if (!expressions.enter(json)) {
            return ExpressionJsonReader.something(json);
        }
        var read = value(json);
        expressions.leave();
        return read;
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
        var call = object.get(EXTENSION);
        if (call != null) {
            reading.fields(object, "an extension value", List.of(EXTENSION), List.of());
            return call(call, object.span());
        }
        if (object.get(EXPRESSION) != null) {
            reading.wrong("unknown-expression", object, "`__expr` is no longer part of the language");
        }
        var attributes = new LinkedHashMap<String, Expr>();
        for (var field : object.fields().entrySet()) {
            attributes.put(field.getKey(), within(field.getValue()));
        }
        return new Expr.RecordOf(attributes, object.span());
    }

    private Expr call(Json json, Span span) {
        if (!(json instanceof Json.Obj call)) {
            reading.object(json, "`__extn`");
            return ExpressionJsonReader.something(json);
        }
        var argument = call.get("arg");
        reading.fields(call, "`__extn`", List.of("fn", argument == null ? "args" : "arg"), List.of());
        var arguments = values(argument == null ? arguments(call) : List.of(argument));
        var function = function(call);
        return function.isPresent()
                ? expressions.call(function.get(), arguments, call, span)
                : ExpressionJsonReader.something(call);
    }

    private List<Json> arguments(Json.Obj call) {
        return field(call, "args").map(args -> reading.items(args, "`args`")).orElse(List.of());
    }

    private Optional<Expr.Function> function(Json.Obj call) {
        var name = field(call, "fn").flatMap(fn -> reading.string(fn, "`fn`"));
        var function = name.flatMap(Calls::extension);
        if (name.isPresent() && function.isEmpty()) {
            reading.misspelt("unknown-function", call, "%s is no function".formatted(shown(name.get())), name.get(),
                    Calls.extensionWords());
        }
        return function;
    }
}
