package dev.ambit.cedar.syntax;

import static dev.ambit.cedar.json.JsonReading.field;
import static dev.ambit.cedar.json.JsonReading.shown;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.json.JsonReading;
import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.syntax.Expr.UnaryOperator;
import dev.ambit.cedar.text.Limits;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.BoolValue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Reads expressions of the JSON syntax: objects with one field, whose name says what kind of expression it is.
final class ExpressionJsonReader {
    private static final Map<String, Root> VARIABLES = Arrays.stream(Root.values())
            .collect(Collectors.toUnmodifiableMap(Root::word, root -> root));

    private static final Map<String, UnaryOperator> UNARY = Map.of("!", UnaryOperator.NOT, "neg", UnaryOperator.NEGATE,
            "isEmpty", UnaryOperator.IS_EMPTY);

    private static final Map<String, BinaryOperator> BINARY = Arrays.stream(BinaryOperator.values())
            .collect(Collectors.toUnmodifiableMap(BinaryOperator::word, operator -> operator));

    private static final List<String> KINDS = Stream.of(
            List.of("Value", "Var", ".", "has", "like", "is", "if-then-else", "Set", "Record"),
            UNARY.keySet(), BINARY.keySet(), Calls.extensionWords()).flatMap(names -> names.stream()).toList();

    private final JsonReading reading;
    private final Limits limits;
    private final UidJsonReader uids;
    private final ValueJsonReader values;
    private int depth;

    ExpressionJsonReader(JsonReading reading, Limits limits) {
        this.reading = reading;
        this.limits = limits;
        this.uids = new UidJsonReader(reading);
        this.values = new ValueJsonReader(reading, this);
    }

    /// The expression `json` is. Where it is none, something stands in its place; the mistake is noted.
    Expr expression(Json json) {
        return deeper(json, () -> reading.object(json, "an expression").map(this::only)
                .orElseGet(() -> something(json)));
    }

    /// What `part` reads one level further down; an expression has no more levels than the limits allow.
    Expr deeper(Json json, Supplier<Expr> part) {
        if (depth >= limits.nesting()) {
            reading.wrong("too-deep", json, "expressions are nested deeper than %d".formatted(limits.nesting()));
            return something(json);
        }
        depth++;
        var read = part.get();
        depth--;
        return read;
    }

    static Expr something(Json json) {
        return new Expr.Literal(BoolValue.FALSE, json.span());
    }

    private Expr only(Json.Obj object) {
        if (object.fields().size() != 1) {
            reading.wrong("wrong-expression", object, "an expression has one field, which says what it is, found %d"
                    .formatted(object.fields().size()));
            return something(object);
        }
        var field = object.fields().entrySet().iterator().next();
        return expression(field.getKey(), field.getValue(), object.span());
    }

    private Expr expression(String kind, Json body, Span span) {
        return switch (kind) {
            case "Value" -> values.value(body);
            case "Var" -> variable(body, span);
            case "." -> fields(kind, body, List.of("left", "attr"), fields -> new Expr.Attribute(
                    part(fields, "left"), name(fields, "attr"), span));
            case "has" -> fields(kind, body, List.of("left", "attr"), fields -> new Expr.Has(
                    part(fields, "left"), path(fields), span));
            case "like" -> fields(kind, body, List.of("left", "pattern"), fields -> new Expr.Like(
                    part(fields, "left"), pattern(fields), span));
            case "is" -> is(body, span);
            case "if-then-else" -> fields(kind, body, List.of("if", "then", "else"), fields -> new Expr.If(
                    part(fields, "if"), part(fields, "then"), part(fields, "else"), span));
            case "Set" -> new Expr.SetOf(expressions(body, "`Set`"), span);
            case "Record" -> record(body, span);
            default -> operation(kind, body, span);
        };
    }

    private Expr operation(String kind, Json body, Span span) {
        var unary = Optional.ofNullable(UNARY.get(kind));
        if (unary.isPresent()) {
            return fields(kind, body, List.of("arg"), fields -> new Expr.Unary(unary.get(), part(fields, "arg"), span));
        }
        var binary = Optional.ofNullable(BINARY.get(kind));
        if (binary.isPresent()) {
            return fields(kind, body, List.of("left", "right"), fields -> new Expr.Binary(
                    binary.get(), part(fields, "left"), part(fields, "right"), span));
        }
        return Calls.extension(kind)
                .map(function -> call(function, expressions(body, "`%s`".formatted(kind)), body, span))
                .orElseGet(() -> unknown(kind, body));
    }

    private Expr unknown(String kind, Json body) {
        switch (kind) {
            case "Slot" -> reading.wrong("slot", body, "a slot stands outside the scope",
                    "A template leaves open only what `principal` or `resource` is compared with in its scope");
            case "Unknown", "unknown" -> reading.wrong("unknown-expression", body,
                    "%s is left by partial evaluation and no part of a policy".formatted(shown(kind)));
            default -> reading.misspelt("unknown-expression", body,
                    "%s is no kind of expression".formatted(shown(kind)), kind, KINDS);
        }
        return something(body);
    }

    /// Reads the fields of `body`, all of them required.
    private Expr fields(String kind, Json body, List<String> required, Function<Json.Obj, Expr> read) {
        return fields(kind, body, required, List.of(), read);
    }

    private Expr fields(String kind, Json body, List<String> required, List<String> optional,
            Function<Json.Obj, Expr> read) {
        var subject = "`%s`".formatted(kind);
        return reading.object(body, subject).map(object -> {
            reading.fields(object, subject, required, optional);
            return read.apply(object);
        }).orElseGet(() -> something(body));
    }

    private Expr part(Json.Obj fields, String name) {
        return field(fields, name).map(this::expression).orElseGet(() -> something(fields));
    }

    private String name(Json.Obj fields, String name) {
        return field(fields, name).map(this::name).orElse("");
    }

    private String name(Json json) {
        return reading.string(json, "the name of an attribute").orElse("");
    }

    private Expr variable(Json body, Span span) {
        var name = reading.string(body, "`Var`");
        var root = name.flatMap(found -> Optional.ofNullable(VARIABLES.get(found)));
        if (name.isPresent() && root.isEmpty()) {
            reading.misspelt("unknown-variable", body, "%s is no variable".formatted(shown(name.get())), name.get(),
                    VARIABLES.keySet());
        }
        return root.<Expr>map(found -> new Expr.Variable(found, span)).orElseGet(() -> something(body));
    }

    /// One name, or an array of them.
    private List<String> path(Json.Obj fields) {
        var path = field(fields, "attr").orElse(Json.of(""));
        if (!(path instanceof Json.Arr(var items, _))) {
            return List.of(name(path));
        }
        if (items.isEmpty()) {
            reading.wrong("empty-path", path, "`attr` names no attribute");
            return List.of("");
        }
        return items.size() == 1 ? List.of(name(items.getFirst())) : items.stream().map(this::identifier).toList();
    }

    /// In a path there are only names that need no quotes, so that it can be written as text too.
    private String identifier(Json step) {
        var name = name(step);
        if (Words.isName(name)) {
            return name;
        }
        reading.wrong("not-an-identifier", step, "%s stands in a path and is no identifier".formatted(shown(name)),
                "Join two `has` with `&&`");
        return "none";
    }

    private Pattern pattern(Json.Obj fields) {
        var elements = field(fields, "pattern").map(found -> reading.items(found, "`pattern`")).orElse(List.of());
        return Pattern.of(elements.stream().flatMapToInt(this::element).toArray());
    }

    private IntStream element(Json json) {
        if (json instanceof Json.Str(var word, _) && word.equals("Wildcard")) {
            return IntStream.of(Pattern.WILDCARD);
        }
        if (json instanceof Json.Obj object) {
            reading.fields(object, "an element of a pattern", List.of("Literal"), List.of());
            return field(object, "Literal").flatMap(found -> reading.string(found, "`Literal`"))
                    .stream().flatMapToInt(String::codePoints);
        }
        reading.wrong("wrong-pattern", json, "an element of a pattern is `\"Wildcard\"` or has the field `Literal`");
        return IntStream.empty();
    }

    private Expr is(Json body, Span span) {
        return fields("is", body, List.of("left", "entity_type"), List.of("in"), fields -> {
            var left = part(fields, "left");
            var type = field(fields, "entity_type").map(uids::type).orElse("");
            return field(fields, "in")
                    .<Expr>map(group -> new Expr.IsIn(left, type, expression(group), span))
                    .orElseGet(() -> new Expr.Is(left, type, span));
        });
    }

    private Expr record(Json body, Span span) {
        var attributes = new LinkedHashMap<String, Expr>();
        reading.object(body, "`Record`").ifPresent(object -> object.fields().forEach(
                (name, value) -> attributes.put(name, expression(value))));
        return new Expr.RecordOf(attributes, span);
    }

    private List<Expr> expressions(Json body, String subject) {
        return reading.items(body, subject).stream().map(this::expression).toList();
    }

    /// A call of an extension function, with any number of arguments; but a method is called on something.
    Expr call(Expr.Function function, List<Expr> arguments, Json body, Span span) {
        if (arguments.isEmpty() && function.style() == Expr.Function.Style.METHOD) {
            reading.wrong("arity", body, "method `%s` is called on nothing".formatted(function.word()),
                    "The first argument is what the method is called on");
            return something(body);
        }
        return new Expr.Call(function, arguments, span);
    }
}
