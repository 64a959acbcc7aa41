package dev.ambit.cedar.partial;

import static dev.ambit.cedar.partial.Failure.overflow;
import static dev.ambit.cedar.partial.Failure.type;

import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Expr.BinaryOperator;
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
import java.util.function.BiPredicate;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/// What an operator makes of values, where that takes no look at entities.
final class Operators {
    static final String IN_RIGHT = "`in` takes an entity or a set of entities on the right";
    static final String IN_SET = "`in` takes a set that holds entities only";
    static final String CONDITION = "a condition is a bool";
    static final String IF = "`if` takes a bool";

    private Operators() {}

    static Value unary(Expr.Unary at, Value operand) {
        return switch (at.operator()) {
            case NOT -> BoolValue.of(!bool(operand, at.span(), Signature.NOT.takes()));
            case NEGATE -> negate(at.span(), operand);
            case IS_EMPTY -> {
                Signature.IS_EMPTY.check(at.span(), operand);
                yield BoolValue.of(((SetValue) operand).isEmpty());
            }
        };
    }

    private static Value negate(Span span, Value operand) {
        Signature.NEGATE.check(span, operand);
        var number = ((LongValue) operand).value();
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
            case ADD -> arithmetic(at, Signature.ADD, Math::addExact, left, right);
            case SUBTRACT -> arithmetic(at, Signature.SUBTRACT, Math::subtractExact, left, right);
            case MULTIPLY -> arithmetic(at, Signature.MULTIPLY, Math::multiplyExact, left, right);
            case CONTAINS -> contains(at, left, right);
            case CONTAINS_ALL -> sets(at, Signature.CONTAINS_ALL, SetValue::containsAll, left, right);
            case CONTAINS_ANY -> sets(at, Signature.CONTAINS_ANY, SetValue::containsAny, left, right);
            case AND, OR, IN, HAS_TAG, GET_TAG ->
                throw new IllegalArgumentException("`%s` is not for here".formatted(at.operator().word()));
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
        throw type(at.span(), comparable(at.operator()), left, right);
    }

    static String comparable(BinaryOperator operator) {
        return "`%s` takes two longs, two datetimes or two durations".formatted(operator.word());
    }

    private static Value arithmetic(
            Expr.Binary at, Signature signature, LongBinaryOperator exactly, Value left, Value right) {
        signature.check(at.span(), left, right);
        var a = ((LongValue) left).value();
        var b = ((LongValue) right).value();
        try {
            return LongValue.of(exactly.applyAsLong(a, b));
        } catch (ArithmeticException tooLarge) {
            throw overflow(at.span(), "%d %s %d".formatted(a, at.operator().word(), b));
        }
    }

    private static Value contains(Expr.Binary at, Value left, Value right) {
        Signature.CONTAINS.check(at.span(), left);
        return BoolValue.of(((SetValue) left).contains(right));
    }

    private static Value sets(
            Expr.Binary at, Signature signature, BiPredicate<SetValue, SetValue> holds, Value left, Value right) {
        signature.check(at.span(), left, right);
        return BoolValue.of(holds.test((SetValue) left, (SetValue) right));
    }

    static Value like(Expr.Like at, Value of) {
        Signature.LIKE.check(at.span(), of);
        return BoolValue.of(at.pattern().matches(((StringValue) of).value()));
    }

    static Value is(Expr.Is at, Value of) {
        return BoolValue.of(is(at.span(), of, at.type()));
    }

    static boolean is(Span span, Value of, String type) {
        Signature.IS.check(span, of);
        return ((EntityUid) of).type().equals(type);
    }

    static boolean bool(Value value, Span span, String takes) {
        if (value instanceof BoolValue bool) {
            return bool.value();
        }
        throw type(span, takes, value);
    }

    /// The rule for the operands of `&&` and `||`.
    static String bools(BinaryOperator operator) {
        return "`%s` takes bools".formatted(operator.word());
    }

    /// The rule for what an attribute is read of.
    static String attribute(String name) {
        return "attribute `%s` is read of an entity or a record".formatted(name);
    }

    /// The rule for what `has` is asked of.
    static String has(String name) {
        return "`has %s` is asked of an entity or a record".formatted(name);
    }

    /// The left side of `in`.
    static EntityUid member(Span span, Value left, Value right) {
        if (left instanceof EntityUid uid) {
            return uid;
        }
        throw type(span, inLeft(Kind.of(right)), left);
    }

    /// The rule for the left side of `in`.
    static String inLeft(@Nullable Kind right) {
        return "`in` takes an entity on the left"
                + (right == Kind.SET ? " (`contains` asks whether any other value is in a set)" : "");
    }

    /// The right side of `in`: the groups of which one will do.
    static List<EntityUid> groups(Span span, Value right) {
        return switch (right) {
            case EntityUid uid -> List.of(uid);
            case SetValue set -> entities(span, set);
            default -> throw type(span, IN_RIGHT, right);
        };
    }

    private static List<EntityUid> entities(Span span, SetValue set) {
        var all = new ArrayList<EntityUid>(set.size());
        for (var member : set.members()) {
            if (!(member instanceof EntityUid uid)) {
                throw type(span, IN_SET, member);
            }
            all.add(uid);
        }
        return all;
    }
}
