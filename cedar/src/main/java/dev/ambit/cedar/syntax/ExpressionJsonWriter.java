package dev.ambit.cedar.syntax;

import static java.util.Map.entry;

import dev.ambit.cedar.json.Json;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.ExtensionValue;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.SetValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes expressions in the JSON syntax.
/// What calls itself here does so directly, without streams or lambdas between, since each level takes the thread's stack.
final class ExpressionJsonWriter {
    private ExpressionJsonWriter() {}

    static Json expression(Expr expr) {
        return switch (expr) {
            case Expr.Literal literal -> value(literal.value());
            case Expr.Variable variable -> object(entry("Var", Json.of(variable.root().word())));
            case Expr.Unary unary -> unary(unary);
            case Expr.Binary binary -> binary(binary);
            case Expr.If choice -> choice(choice);
            case Expr.Attribute attribute -> of(".", attribute.of(), entry("attr", Json.of(attribute.name())));
            case Expr.Has has -> of("has", has.of(), entry("attr", path(has.path())));
            case Expr.Like like -> of("like", like.of(), entry("pattern", pattern(like.pattern())));
            case Expr.Is is -> of("is", is.of(), entry("entity_type", Json.of(is.type())));
            case Expr.IsIn isIn -> isIn(isIn);
            case Expr.SetOf set -> list("Set", set.members());
            case Expr.RecordOf record -> record(record.attributes());
            case Expr.Call call -> list(call.function().word(), call.arguments());
        };
    }

    private static Json unary(Expr.Unary unary) {
        var kind = unary.operator() == Expr.UnaryOperator.NEGATE ? "neg" : unary.operator().word();
        return object(entry(kind, object(entry("arg", expression(unary.operand())))));
    }

    private static Json binary(Expr.Binary binary) {
        var left = expression(binary.left());
        var right = expression(binary.right());
        return object(entry(binary.operator().word(), object(entry("left", left), entry("right", right))));
    }

    private static Json choice(Expr.If choice) {
        var condition = expression(choice.condition());
        var then = expression(choice.then());
        var otherwise = expression(choice.otherwise());
        return object(entry("if-then-else", object(entry("if", condition), entry("then", then),
                entry("else", otherwise))));
    }

    private static Json of(String kind, Expr of, Map.Entry<String, Json> field) {
        return object(entry(kind, object(entry("left", expression(of)), field)));
    }

    private static Json isIn(Expr.IsIn isIn) {
        var left = expression(isIn.of());
        var group = expression(isIn.group());
        return object(entry("is", object(entry("left", left), entry("entity_type", Json.of(isIn.type())),
                entry("in", group))));
    }

    private static Json path(List<String> path) {
        return path.size() == 1 ? Json.of(path.getFirst()) : Json.array(path.stream().map(Json::of).toList());
    }

    private static Json pattern(Pattern pattern) {
        var json = new ArrayList<Json>();
        var literal = new StringBuilder();
        for (var element : pattern.elements()) {
            if (element == Pattern.WILDCARD) {
                literal(json, literal);
                json.add(Json.of("Wildcard"));
            } else {
                literal.appendCodePoint(element);
            }
        }
        literal(json, literal);
        return Json.array(json);
    }

    private static void literal(List<Json> json, StringBuilder literal) {
        if (!literal.isEmpty()) {
            json.add(object(entry("Literal", Json.of(literal.toString()))));
            literal.setLength(0);
        }
    }

    /// What no text has, but a program may have put into a tree, is written as the expression that makes it.
    private static Json value(Value value) {
        return switch (value) {
            case BoolValue truth -> literal(Json.of(truth.value()));
            case LongValue(var number) -> literal(Json.of(number));
            case StringValue(var text) -> literal(Json.of(text));
            case EntityUid uid -> literal(object(entry("__entity", uid(uid))));
            case SetValue set -> list("Set", set.members().stream().map(ExpressionJsonWriter::literal).toList());
            case RecordValue record -> record(literals(record));
            case ExtensionValue extension -> object(entry(extension.constructor(),
                    Json.array(literal(Json.of(extension.text())))));
        };
    }

    private static Json literal(Json json) {
        return object(entry("Value", json));
    }

    static Json uid(EntityUid uid) {
        return object(entry("type", Json.of(uid.type())), entry("id", Json.of(uid.id())));
    }

    private static Json list(String kind, List<Expr> members) {
        var json = new ArrayList<Json>();
        for (var member : members) {
            json.add(expression(member));
        }
        return object(entry(kind, Json.array(json)));
    }

    private static Json record(Map<String, Expr> attributes) {
        var json = new LinkedHashMap<String, Json>();
        for (var attribute : attributes.entrySet()) {
            json.put(attribute.getKey(), expression(attribute.getValue()));
        }
        return object(entry("Record", Json.object(json)));
    }

    private static Map<String, Expr> literals(RecordValue record) {
        var literals = new LinkedHashMap<String, Expr>();
        record.attributes().forEach((name, value) -> literals.put(name, literal(value)));
        return literals;
    }

    private static Expr literal(Value value) {
        return new Expr.Literal(value, Span.NONE);
    }

    /// An object with these fields in this order.
    @SafeVarargs
    static Json.Obj object(Map.Entry<String, ? extends Json>... fields) {
        var json = new LinkedHashMap<String, Json>();
        for (var field : fields) {
            json.put(field.getKey(), field.getValue());
        }
        return Json.object(json);
    }
}
