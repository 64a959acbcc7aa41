package dev.ambit.cedar.influence;

import dev.ambit.cedar.influence.Drift.Sign;
import dev.ambit.cedar.schema.Type;
import dev.ambit.cedar.value.LongValue;
import dev.ambit.cedar.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An expression as the analysis sees it: free of its place in the text, constants worked out, and what is written in
/// several ways written in one. Made by [Terms] alone, which gives out one object for equal terms; so terms are compared
/// by identity.
abstract sealed class Term {

    /// The type of its value, if it has one; `null` where that is not known.
    abstract @Nullable Type type();

    boolean isBool() {
        return type() == Type.Primitive.BOOL;
    }

    static final class Constant extends Term {
        final Value value;

        Constant(Value value) {
            this.value = value;
        }

        @Override
        Type type() {
            return Types.of(value);
        }
    }

    /// An expression that always fails.
    static final class Failing extends Term {
        @Override
        @Nullable
        Type type() {
            return null;
        }
    }

    static final class Not extends Term {
        final Term operand;

        Not(Term operand) {
            this.operand = operand;
        }

        @Override
        Type type() {
            return Type.Primitive.BOOL;
        }
    }

    /// `left && right`, or `left || right`.
    static final class Junction extends Term {
        final boolean isAnd;
        final Term left;
        final Term right;

        Junction(boolean isAnd, Term left, Term right) {
            this.isAnd = isAnd;
            this.left = left;
            this.right = right;
        }

        @Override
        Type type() {
            return Type.Primitive.BOOL;
        }
    }

    static final class Choice extends Term {
        final Term condition;
        final Term then;
        final Term otherwise;
        private final @Nullable Type type;

        Choice(Term condition, Term then, Term otherwise) {
            this.condition = condition;
            this.then = then;
            this.otherwise = otherwise;
            this.type = Objects.equals(then.type(), otherwise.type()) ? then.type() : null;
        }

        @Override
        @Nullable
        Type type() {
            return type;
        }
    }

    /// What is not put together from conditions by the analysis itself. Used as a condition, it is an unknown the
    /// [Search] can fix: wherever it occurs, it comes out the same.
    abstract static sealed class Atom extends Term {
        /// Its number among the atoms of one kind of request.
        final int index;

        Atom(int index) {
            this.index = index;
        }
    }

    /// The value that stands at a place.
    static final class Read extends Atom {
        final Place place;

        Read(int index, Place place) {
            super(index);
            this.place = place;
        }

        @Override
        @Nullable
        Type type() {
            return place.type();
        }
    }

    /// Whether a value stands at a place.
    static final class Present extends Atom {
        final Place place;

        Present(int index, Place place) {
            super(index);
            this.place = place;
        }

        @Override
        Type type() {
            return Type.Primitive.BOOL;
        }
    }

    /// What an operation makes of its operands.
    static final class Applied extends Atom {
        final Operation operation;
        final List<Term> operands;
        /// Whether there is certainly a result wherever the operands have values.
        final boolean cannotFail;
        private final @Nullable Type type;

        Applied(int index, Operation operation, List<Term> operands) {
            super(index);
            this.operation = operation;
            this.operands = List.copyOf(operands);
            this.type = operation.result();
            var types = new ArrayList<@Nullable Type>();
            operands.forEach(operand -> types.add(operand.type()));
            this.cannotFail = operation.isTotal() && operation.takes(types);
        }

        @Override
        @Nullable
        Type type() {
            return type;
        }
    }

    /// How a product follows one factor, `other` being the other one.
    static Sign signOfFactor(Term other) {
        if (other instanceof Constant constant && constant.value instanceof LongValue(var factor)) {
            return factor >= 0 ? Sign.WITH : Sign.AGAINST;
        }
        return Sign.FREELY;
    }
}
