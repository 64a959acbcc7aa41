package dev.ambit.cedar.partial;

import dev.ambit.cedar.authorize.EvaluationError.Kind;
import dev.ambit.cedar.authorize.Request;
import dev.ambit.cedar.entity.Entities;
import dev.ambit.cedar.entity.Entity;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.RecordValue;
import dev.ambit.cedar.value.SetValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Walks an expression and says what Cedar says: operands from left to right, the first failure ends it.
/// Recursion is as deep as the expression.
final class Interpreter {
    private final Request request;
    private final Entities entities;

    Interpreter(Request request, Entities entities) {
        this.request = request;
        this.entities = entities;
    }

    /// @throws Failure where the expression has no value
    Value evaluate(Expr expr) {
        return switch (expr) {
            case Expr.Literal literal -> literal.value();
            case Expr.Variable variable -> value(variable.root());
            case Expr.Unary unary -> Operators.unary(unary, evaluate(unary.operand()));
            case Expr.Binary binary when isConnective(binary) -> connect(binary);
            case Expr.Binary binary -> binary(binary, evaluate(binary.left()), evaluate(binary.right()));
            case Expr.If choice -> choose(choice);
            case Expr.Attribute attribute -> attribute(attribute, evaluate(attribute.of()));
            case Expr.Has has -> has(has);
            case Expr.Like like -> Operators.like(like, evaluate(like.of()));
            case Expr.Is is -> Operators.is(is, evaluate(is.of()));
            case Expr.IsIn isIn -> isIn(isIn);
            case Expr.SetOf set -> SetValue.of(all(set.members()));
            case Expr.RecordOf record -> record(record.attributes());
            case Expr.Call call -> ExtensionCalls.call(call, all(call.arguments()));
        };
    }

    private static boolean isConnective(Expr.Binary at) {
        return at.operator() == BinaryOperator.AND || at.operator() == BinaryOperator.OR;
    }

    private Value value(Expr.Root root) {
        return switch (root) {
            case PRINCIPAL -> request.principal();
            case ACTION -> request.action();
            case RESOURCE -> request.resource();
            case CONTEXT -> request.context();
        };
    }

    private Value binary(Expr.Binary at, Value left, Value right) {
        return switch (at.operator()) {
            case IN -> in(at, left, right);
            case HAS_TAG, GET_TAG -> tag(at, left, right);
            default -> Operators.binary(at, left, right);
        };
    }

    /// `&&` and `||`.
    private Value connect(Expr.Binary at) {
        var left = side(at, at.left(), evaluate(at.left()));
        return left == (at.operator() == BinaryOperator.OR)
                ? BoolValue.of(left)
                : BoolValue.of(side(at, at.right(), evaluate(at.right())));
    }

    private static boolean side(Expr.Binary at, Expr side, Value value) {
        return Operators.bool(value, side.span(), Operators.bools(at.operator()));
    }

    private Value choose(Expr.If at) {
        var condition = Operators.bool(evaluate(at.condition()), at.condition().span(), Operators.IF);
        return evaluate(condition ? at.then() : at.otherwise());
    }

    private Value attribute(Expr.Attribute at, Value of) {
        var holder = switch (of) {
            case RecordValue record -> record;
            case EntityUid uid -> known(uid, at).attributes();
            default -> throw Failure.type(at.span(), Operators.attribute(at.name()), of);
        };
        var value = holder.get(at.name());
        if (value == null) {
            throw Failure.missing(Kind.MISSING_ATTRIBUTE, at.span(), at.name(), at.of(), of, holder.attributes()
                    .keySet());
        }
        return value;
    }

    private Entity known(EntityUid uid, Expr.Attribute at) {
        var found = entities.find(uid);
        if (found == null) {
            throw Failure.unknownEntity(Kind.MISSING_ATTRIBUTE, at.span(), at.name(), uid);
        }
        return found.entity();
    }

    private Value has(Expr.Has at) {
        var of = evaluate(at.of());
        for (var name : at.path()) {
            var next = peek(at, of, name);
            if (next == null) {
                return BoolValue.FALSE;
            }
            of = next;
        }
        return BoolValue.TRUE;
    }

    private @Nullable Value peek(Expr.Has at, Value of, String name) {
        return switch (of) {
            case RecordValue record -> record.get(name);
            case EntityUid uid -> {
                var found = entities.find(uid);
                yield found == null ? null : found.entity().attributes().get(name);
            }
            default -> throw Failure.type(at.span(), Operators.has(name), of);
        };
    }

    private Value in(Expr.Binary at, Value left, Value right) {
        var member = Operators.member(at.span(), left, right);
        return BoolValue.of(Operators.groups(at.span(), right).stream().anyMatch(group -> entities.isIn(member,
                group)));
    }

    private Value isIn(Expr.IsIn at) {
        var of = evaluate(at.of());
        if (!Operators.is(at.span(), of, at.type())) {
            return BoolValue.FALSE;
        }
        var groups = Operators.groups(at.span(), evaluate(at.group()));
        return BoolValue.of(groups.stream().anyMatch(group -> entities.isIn((EntityUid) of, group)));
    }

    private Value tag(Expr.Binary at, Value left, Value right) {
        (at.operator() == BinaryOperator.HAS_TAG ? Signature.HAS_TAG : Signature.GET_TAG).check(at.span(), left, right);
        var uid = (EntityUid) left;
        var name = ((StringValue) right).value();
        return at.operator() == BinaryOperator.HAS_TAG ? hasTag(uid, name) : getTag(at, uid, name);
    }

    private Value hasTag(EntityUid uid, String name) {
        var found = entities.find(uid);
        return BoolValue.of(found != null && found.entity().tags().has(name));
    }

    private Value getTag(Expr.Binary at, EntityUid uid, String name) {
        var found = entities.find(uid);
        if (found == null) {
            throw Failure.unknownEntity(Kind.MISSING_TAG, at.span(), name, uid);
        }
        var tags = found.entity().tags();
        var value = tags.get(name);
        if (value == null) {
            throw Failure.missing(Kind.MISSING_TAG, at.span(), name, at.left(), uid, tags.attributes().keySet());
        }
        return value;
    }

    private List<Value> all(List<Expr> exprs) {
        var values = new ArrayList<Value>(exprs.size());
        for (var expr : exprs) {
            values.add(evaluate(expr));
        }
        return values;
    }

    private Value record(Map<String, Expr> attributes) {
        var values = new HashMap<String, Value>();
        for (var attribute : attributes.entrySet()) {
            values.put(attribute.getKey(), evaluate(attribute.getValue()));
        }
        return RecordValue.of(values);
    }
}
