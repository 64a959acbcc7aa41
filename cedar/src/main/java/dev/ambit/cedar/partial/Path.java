package dev.ambit.cedar.partial;

import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.value.EntityUid;
import dev.ambit.cedar.value.Quoted;
import dev.ambit.cedar.value.StringValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A place that is read from: a variable or a named entity, then attributes and tags.
/// Within one evaluation, what stands there never changes.
///
/// @param start the variable or the entity, as it is written
record Path(String start, List<Step> steps) {
    /// Longest path that is told from others; what stands behind longer ones is not remembered.
    private static final int MOST_STEPS = 100;

    record Step(String name, boolean isTag) {
        @Override
        public String toString() {
            if (isTag) {
                return ".getTag(" + Quoted.string(name) + ")";
            }
            return Quoted.isIdentifier(name) ? "." + name : "[" + Quoted.string(name) + "]";
        }
    }

    Path {
        steps = List.copyOf(steps);
    }

    /// The place `expr` reads, or `null` where it does something else.
    static @Nullable Path of(Expr expr) {
        var steps = new ArrayDeque<Step>();
        for (var at = expr; steps.size() <= MOST_STEPS;) {
            switch (at) {
                case Expr.Variable variable -> {
                    return new Path(variable.root().word(), List.copyOf(steps));
                }
                case Expr.Literal(EntityUid uid, _) -> {
                    return new Path(uid.toString(), List.copyOf(steps));
                }
                case Expr.Attribute attribute -> {
                    steps.addFirst(new Step(attribute.name(), false));
                    at = attribute.of();
                }
                case Expr.Binary(var operator, var of, Expr.Literal(StringValue(var name), _), _) when operator == BinaryOperator.GET_TAG -> {
                    steps.addFirst(new Step(name, true));
                    at = of;
                }
                default -> {
                    return null;
                }
            }
        }
        return null;
    }

    /// The place one step further, or `null` where that is too far.
    @Nullable
    Path then(String name, boolean isTag) {
        if (steps.size() >= MOST_STEPS) {
            return null;
        }
        var further = new ArrayList<>(steps);
        further.add(new Step(name, isTag));
        return new Path(start, further);
    }

    /// The path as it is written.
    @Override
    public String toString() {
        return start + steps.stream().map(Step::toString).collect(Collectors.joining());
    }
}
