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
            case Expr.Unary(var operator, var operand, _) -> unary(operator, operand);
            case Expr.Binary(var operator, var left, var right, _) -> kind(operator.word(), left(left),
                    entry("right", expression(right)));
            case Expr.If(var condition, var then, var otherwise, _) -> kind("if-then-else",
                    entry("if", expression(condition)),
                    entry("then", expression(then)),
                    entry("else", expression(otherwise)));
            case Expr.Attribute(var of, var name, _) -> kind(".", left(of), entry("attr", Json.of(name)));
            case Expr.Has(var of, var path, _) -> kind("has", left(of), entry("attr", path(path)));
            case Expr.Like(var of, var pattern, _) -> kind("like", left(of), entry("pattern", pattern(pattern)));
            case Expr.Is(var of, var type, _) -> kind("is", left(of), entry("entity_type", Json.of(type)));
            case Expr.IsIn(var of, var type, var group, _) -> kind("is", left(of), entry("entity_type", Json.of(type)),
                    entry("in", expression(group)));
            case Expr.SetOf(var members, _) -> list("Set", members);
            case Expr.RecordOf(var attributes, _) -> record(attributes);
            case Expr.Call(var function, var arguments, _) -> list(function.word(), arguments);
        };
    }

    private static Json unary(Expr.UnaryOperator operator, Expr operand) {
        var kind = operator == Expr.UnaryOperator.NEGATE ? "neg" : operator.word();
        return kind(kind, entry("arg", expression(operand)));
    }

    private static Map.Entry<String, Json> left(Expr expr) {
        return entry("left", expression(expr));
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

    @SafeVarargs
    private static Json kind(String kind, Map.Entry<String, Json>... fields) {
        return object(entry(kind, object(fields)));
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
