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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Reads expressions of the JSON syntax: objects with one field, whose name says what kind of expression it is.
/// What calls itself here does so directly, without streams or lambdas between, since each level takes the thread's stack.
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
        if (!(json instanceof Json.Obj object) || object.fields().size() != 1) {
            noExpression(json);
            return something(json);
        }
        if (!enter(json)) {
            return something(json);
        }
        var field = object.fields().entrySet().iterator().next();
        var read = expression(field.getKey(), field.getValue(), object.span());
        leave();
        return read;
    }

    private void noExpression(Json json) {
        reading.object(json, "an expression").ifPresent(object -> reading.wrong("wrong-expression", object,
                "an expression has one field, which says what it is, found %d".formatted(object.fields().size())));
    }

    /// Whether `json` may be looked into: an expression has no more levels than the limits allow.
    boolean enter(Json json) {
        if (depth == limits.nesting()) {
            reading.wrong("too-deep", json, "expressions are nested deeper than %d".formatted(limits.nesting()));
            return false;
        }
        depth++;
        return true;
    }

    void leave() {
        depth--;
    }

    /// Stands for an expression that could not be read.
    static Expr something(Json json) {
        return new Expr.Literal(BoolValue.FALSE, json.span());
    }

    private Expr expression(String kind, Json body, Span span) {
        return switch (kind) {
            case "Value" -> values.value(body);
            case "Var" -> variable(body, span);
            case "." -> attribute(fields(kind, body, "left", "attr"), span);
            case "has" -> has(fields(kind, body, "left", "attr"), span);
            case "like" -> like(fields(kind, body, "left", "pattern"), span);
            case "is" -> is(body, span);
            case "if-then-else" -> choice(fields(kind, body, "if", "then", "else"), span);
            case "Set" -> new Expr.SetOf(expressions(body, "`Set`"), span);
            case "Record" -> record(body, span);
            default -> operation(kind, body, span);
        };
    }

    private Expr operation(String kind, Json body, Span span) {
        var unary = UNARY.get(kind);
        if (unary != null) {
            return new Expr.Unary(unary, part(fields(kind, body, "arg"), "arg"), span);
        }
        var binary = BINARY.get(kind);
        if (binary != null) {
            var fields = fields(kind, body, "left", "right");
            return new Expr.Binary(binary, part(fields, "left"), part(fields, "right"), span);
        }
        var function = Calls.extension(kind);
        return function.isPresent()
                ? call(function.get(), expressions(body, "`%s`".formatted(kind)), body, span)
                : unknown(kind, body);
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

    /// The fields of `body`, all of them required; none where it is no object.
    private Json.Obj fields(String kind, Json body, String... required) {
        return fields(kind, body, List.of(required), List.of());
    }

    private Json.Obj fields(String kind, Json body, List<String> required, List<String> optional) {
        var subject = "`%s`".formatted(kind);
        var object = reading.object(body, subject);
        object.ifPresent(found -> reading.fields(found, subject, required, optional));
        return object.orElse(new Json.Obj(Map.of(), body.span()));
    }

    private Expr part(Json.Obj fields, String name) {
        var part = fields.get(name);
        return part == null ? something(fields) : expression(part);
    }

    private Expr attribute(Json.Obj fields, Span span) {
        return new Expr.Attribute(part(fields, "left"), name(fields, "attr"), span);
    }

    private Expr has(Json.Obj fields, Span span) {
        return new Expr.Has(part(fields, "left"), path(fields), span);
    }

    private Expr like(Json.Obj fields, Span span) {
        return new Expr.Like(part(fields, "left"), pattern(fields), span);
    }

    private Expr choice(Json.Obj fields, Span span) {
        return new Expr.If(part(fields, "if"), part(fields, "then"), part(fields, "else"), span);
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
        var fields = fields("is", body, List.of("left", "entity_type"), List.of("in"));
        var left = part(fields, "left");
        var type = field(fields, "entity_type").map(uids::type).orElse("");
        var group = fields.get("in");
        return group == null ? new Expr.Is(left, type, span) : new Expr.IsIn(left, type, expression(group), span);
    }

    private Expr record(Json body, Span span) {
        var attributes = new LinkedHashMap<String, Expr>();
        var fields = reading.object(body, "`Record`").map(Json.Obj::fields).orElse(Map.of());
        for (var field : fields.entrySet()) {
            attributes.put(field.getKey(), expression(field.getValue()));
        }
        return new Expr.RecordOf(attributes, span);
    }

    private List<Expr> expressions(Json body, String subject) {
        var read = new ArrayList<Expr>();
        for (var item : reading.items(body, subject)) {
            read.add(expression(item));
        }
        return read;
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
