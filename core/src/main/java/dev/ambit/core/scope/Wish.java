package dev.ambit.core.scope;

import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.syntax.Expr.Function;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.syntax.Expr.UnaryOperator;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.IpValue;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.SetValue;
import dev.ambit.cedar.value.StringValue;
import dev.ambit.cedar.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the context would have to say for conditions to come out as wanted. A guess, from the shape of each condition: it is
/// worth nothing before it was tried.
final class Wish {
    private final Map<List<String>, Optional<Value>> values = new LinkedHashMap<>();
    private boolean isClear = true;

    /// Values by their paths below the context; empty where only that something is there matters. Nothing where one of
    /// the conditions has a shape that says nothing to this.
    Optional<Map<List<String>, Optional<Value>>> values() {
        return isClear && !values.isEmpty() ? Optional.of(values) : Optional.empty();
    }

    /// That `condition` is true, or, where it is not wanted, false.
    void that(Expr condition, boolean wanted) {
        switch (condition) {
            case Expr.Unary(var operator, var operand, _) when operator == UnaryOperator.NOT -> that(operand, !wanted);
            case Expr.Binary(var operator, var left, var right, _) -> binary(operator, left, right, wanted);
            case Expr.Attribute attribute -> put(path(attribute), BoolValue.of(wanted));
            case Expr.Has(var of, var names, _) -> present(path(of), names, wanted);
            case Expr.Call(var function, var arguments, _) when function == Function.IS_IN_RANGE && wanted -> put(path(
                    arguments.getFirst()), range(arguments.getLast()));
            case Expr.Literal(var value, _) -> isClear &= value.equals(BoolValue.of(wanted));
            default -> isClear = false;
        }
    }

    private void binary(BinaryOperator operator, Expr left, Expr right, boolean wanted) {
        switch (operator) {
            case AND -> both(left, right, wanted, wanted);
            case OR -> both(left, right, wanted, !wanted);
            case EQUAL -> equal(left, right, wanted);
            case NOT_EQUAL -> equal(left, right, !wanted);
            case LESS -> less(left, right, wanted, false);
            case LESS_OR_EQUAL -> less(left, right, wanted, true);
            case GREATER -> less(right, left, wanted, false);
            case GREATER_OR_EQUAL -> less(right, left, wanted, true);
            case IN -> equal(left, right, wanted);
            case CONTAINS -> {
                var member = literal(right);
                put(path(left), wanted && member != null ? SetValue.of(member) : null);
            }
            case ADD, SUBTRACT, MULTIPLY, CONTAINS_ALL, CONTAINS_ANY, HAS_TAG, GET_TAG -> isClear = false;
        }
    }

    /// Of two of which one will do, the second: the first mostly asks whether something is there.
    private void both(Expr left, Expr right, boolean wanted, boolean areBothNeeded) {
        if (areBothNeeded) {
            that(left, wanted);
        }
        that(right, wanted);
    }

    private void equal(Expr left, Expr right, boolean wanted) {
        var path = path(left);
        var value = literal(path == null ? left : right);
        put(path == null ? path(right) : path, value == null || wanted ? value : other(value));
    }

    private static @Nullable Value other(Value value) {
        return switch (value) {
            case BoolValue truth -> BoolValue.of(truth == BoolValue.FALSE);
            case LongValue(var number) -> LongValue.of(number == Long.MAX_VALUE ? number - 1 : number + 1);
            case StringValue(var text) -> StringValue.of(text.isEmpty() ? "other" : "");
            default -> null;
        };
    }

    /// That `left < right`, or `left <= right`; where it is not wanted, the opposite.
    private void less(Expr left, Expr right, boolean wanted, boolean mayBeEqual) {
        var isStrict = wanted != mayBeEqual;
        if (path(left) != null && literal(right) instanceof LongValue(var bound)) {
            put(path(left), LongValue.of(isStrict ? wanted ? bound - 1 : bound + 1 : bound));
        } else if (literal(left) instanceof LongValue(var bound)) {
            put(path(right), LongValue.of(isStrict ? wanted ? bound + 1 : bound - 1 : bound));
        } else {
            isClear = false;
        }
    }

    private void present(@Nullable List<String> path, List<String> names, boolean wanted) {
        if (path == null || !wanted) {
            isClear = false;
            return;
        }
        var whole = new ArrayList<>(path);
        whole.addAll(names);
        if (whole.size() > 1) {
            values.putIfAbsent(List.copyOf(whole), Optional.empty());
        }
    }

    private void put(@Nullable List<String> path, @Nullable Value value) {
        if (path == null || path.size() < 2 || value == null) {
            isClear = false;
        } else {
            values.put(path, Optional.of(value));
        }
    }

    /// The names that lead from the context to what `expr` reads; `null` where it reads nothing of it.
    private static @Nullable List<String> path(Expr expr) {
        var names = new ArrayDeque<String>();
        var next = expr;
        while (next instanceof Expr.Attribute(var of, var name, _)) {
            names.addFirst(name);
            next = of;
        }
        return next instanceof Expr.Variable(var root, _) && root == Root.CONTEXT ? List.copyOf(names) : null;
    }

    private static @Nullable Value literal(Expr expr) {
        return expr instanceof Expr.Literal(var value, _) ? value : null;
    }

    private static @Nullable Value range(Expr expr) {
        return expr instanceof Expr.Call(var function, var arguments, _) && function == Function.IP
                && literal(arguments.getFirst()) instanceof StringValue(var text) ? IpValue.parse(text) : null;
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
