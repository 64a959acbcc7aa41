package dev.ambit.cedar.partial;

import static dev.ambit.cedar.partial.Failure.overflow;
import static dev.ambit.cedar.partial.Failure.type;

import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.syntax.Expr.UnaryOperator;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.DatetimeValue;
import dev.ambit.cedar.value.DurationValue;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.SetValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import java.util.ArrayList;
import java.util.List;

/// What an operator makes of values, where that takes no look at entities.
final class Operators {
    private Operators() {}

    static Value unary(Expr.Unary at, Value operand) {
        return switch (at.operator()) {
            case NOT -> BoolValue.of(!bool(operand, at.span(), "`!` takes a bool"));
            case NEGATE -> negate(at.span(), operand);
            case IS_EMPTY -> operand instanceof SetValue set ? BoolValue.of(set.isEmpty()) : refuse(at, operand);
        };
    }

    private static Value refuse(Expr.Unary at, Value operand) {
        throw type(at.span(), "`isEmpty` takes a set", operand);
    }

    private static Value negate(Span span, Value operand) {
        if (!(operand instanceof LongValue(var number))) {
            throw type(span, "`-` takes a long", operand);
        }
        if (number == Long.MIN_VALUE) {
            throw overflow(span, "-(%d)".formatted(number));
        }
        return LongValue.of(-number);
    }

    /// The operators that look at both operands and at nothing else: all but `&&`, `||`, `in`, `hasTag` and `getTag`.
    static Value binary(Expr.Binary at, Value left, Value right) {
        return switch (at.operator()) {
            case EQUAL -> BoolValue.of(left.equals(right));
            case NOT_EQUAL -> BoolValue.of(!left.equals(right));
            case LESS -> BoolValue.of(compare(at, left, right) < 0);
            case LESS_OR_EQUAL -> BoolValue.of(compare(at, left, right) <= 0);
            case GREATER -> BoolValue.of(compare(at, left, right) > 0);
            case GREATER_OR_EQUAL -> BoolValue.of(compare(at, left, right) >= 0);
            case ADD, SUBTRACT, MULTIPLY -> arithmetic(at, left, right);
            case CONTAINS -> contains(at, left, right);
            case CONTAINS_ALL, CONTAINS_ANY -> sets(at, left, right);
            case AND, OR, IN, HAS_TAG, GET_TAG -> throw new IllegalArgumentException("`%s` is not for here".formatted(
                    word(at.operator())));
        };
    }

    private static int compare(Expr.Binary at, Value left, Value right) {
        if (left instanceof LongValue(var a) && right instanceof LongValue(var b)) {
            return Long.compare(a, b);
        }
        if (left instanceof DatetimeValue(var a) && right instanceof DatetimeValue(var b)) {
            return Long.compare(a, b);
        }
        if (left instanceof DurationValue(var a) && right instanceof DurationValue(var b)) {
            return Long.compare(a, b);
        }
        throw type(at.span(), "`%s` takes two longs, two datetimes or two durations".formatted(word(at.operator())),
                left, right);
    }

    private static Value arithmetic(Expr.Binary at, Value left, Value right) {
        if (!(left instanceof LongValue(var a) && right instanceof LongValue(var b))) {
            throw type(at.span(), "`%s` takes two longs".formatted(word(at.operator())), left, right);
        }
        try {
            return LongValue.of(arithmetic(at.operator(), a, b));
        } catch (ArithmeticException tooLarge) {
            throw overflow(at.span(), "%d %s %d".formatted(a, word(at.operator()), b));
        }
    }

    private static long arithmetic(BinaryOperator operator, long a, long b) {
        return switch (operator) {
            case ADD -> Math.addExact(a, b);
            case SUBTRACT -> Math.subtractExact(a, b);
            default -> Math.multiplyExact(a, b);
        };
    }

    private static Value contains(Expr.Binary at, Value left, Value right) {
        if (left instanceof SetValue set) {
            return BoolValue.of(set.contains(right));
        }
        throw type(at.span(), "`contains` is asked of a set", left);
    }

    private static Value sets(Expr.Binary at, Value left, Value right) {
        if (left instanceof SetValue a && right instanceof SetValue b) {
            return BoolValue.of(at.operator() == BinaryOperator.CONTAINS_ALL ? a.containsAll(b) : a.containsAny(b));
        }
        throw type(at.span(), "`%s` takes two sets".formatted(word(at.operator())), left, right);
    }

    static Value like(Expr.Like at, Value of) {
        if (of instanceof StringValue(var text)) {
            return BoolValue.of(at.pattern().matches(text));
        }
        throw type(at.span(), "`like` takes a string", of);
    }

    static boolean is(Span span, Value of, String type) {
        if (of instanceof EntityUid uid) {
            return uid.type().equals(type);
        }
        throw type(span, "`is` is asked of an entity", of);
    }

    static boolean bool(Value value, Span span, String what) {
        if (value instanceof BoolValue bool) {
            return bool.value();
        }
        throw type(span, what, value);
    }

    /// The left side of `in`.
    static EntityUid member(Span span, Value left, Value right) {
        if (left instanceof EntityUid uid) {
            return uid;
        }
        var what = "`in` is asked of an entity";
        throw right instanceof SetValue
                ? type(span, what + "; `contains` asks a set for any value: it is", left)
                : type(span, what, left);
    }

    /// The right side of `in`: the groups of which one will do.
    static List<EntityUid> groups(Span span, Value right) {
        return switch (right) {
            case EntityUid uid -> List.of(uid);
            case SetValue set -> entities(span, set);
            default -> throw type(span, "the right side of `in` is an entity or a set of entities", right);
        };
    }

    private static List<EntityUid> entities(Span span, SetValue set) {
        var all = new ArrayList<EntityUid>(set.size());
        for (var member : set.members()) {
            if (!(member instanceof EntityUid uid)) {
                throw type(span, "the set on the right side of `in` holds entities only", member);
            }
            all.add(uid);
        }
        return all;
    }

    /// The operator as it is written.
    static String word(BinaryOperator operator) {
        return switch (operator) {
            case AND -> "&&";
            case OR -> "||";
            case EQUAL -> "==";
            case NOT_EQUAL -> "!=";
            case LESS -> "<";
            case LESS_OR_EQUAL -> "<=";
            case GREATER -> ">";
            case GREATER_OR_EQUAL -> ">=";
            case IN -> "in";
            case ADD -> "+";
            case SUBTRACT -> "-";
            case MULTIPLY -> "*";
            case CONTAINS -> "contains";
            case CONTAINS_ALL -> "containsAll";
            case CONTAINS_ANY -> "containsAny";
            case HAS_TAG -> "hasTag";
            case GET_TAG -> "getTag";
        };
    }
}
