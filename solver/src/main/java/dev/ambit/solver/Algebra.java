package dev.ambit.solver;

import com.microsoft.z3.BitVecExpr;
import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import java.util.List;
import java.util.Optional;

/// Terms put together by Cedar's operators, with the failures each of them has.
final class Algebra {
    private final Context z3;

    Algebra(Context z3) {
        this.z3 = z3;
    }

    /// The right side counts only where the left one holds.
    Term.Truth and(Term.Truth left, Term.Truth right) {
        return new Term.Truth(z3.mkAnd(left.value(), right.value()),
                z3.mkOr(left.error(), z3.mkAnd(left.value(), right.error())));
    }

    /// The right side counts only where the left one does not hold.
    Term.Truth or(Term.Truth left, Term.Truth right) {
        return new Term.Truth(z3.mkOr(left.value(), right.value()),
                z3.mkOr(left.error(), z3.mkAnd(z3.mkNot(left.value()), right.error())));
    }

    Term.Truth not(Term.Truth operand) {
        return new Term.Truth(z3.mkNot(operand.value()), operand.error());
    }

    Term.Numeral negated(Term.Numeral operand) {
        var overflows = z3.mkNot(z3.mkBVNegNoOverflow(operand.value()));
        return new Term.Numeral(z3.mkBVNeg(operand.value()), z3.mkOr(operand.error(), overflows), operand.unit());
    }

    /// One of two terms; empty where they are not of one kind.
    Optional<Term> choice(Term.Truth condition, Term then, Term otherwise) {
        var error = z3.mkOr(condition.error(), z3.mkAnd(condition.value(), then.error()),
                z3.mkAnd(z3.mkNot(condition.value()), otherwise.error()));
        return switch (then) {
            case Term.Truth(var a, _) when otherwise instanceof Term.Truth(var b, _) -> Optional.of(
                    new Term.Truth((BoolExpr) z3.mkITE(condition.value(), a, b), error));
            case Term.Numeral(var a, _, var unit) when otherwise instanceof Term.Numeral(var b, _, var other)
                    && unit == other -> Optional.of(
                            new Term.Numeral((BitVecExpr) z3.mkITE(condition.value(), a, b), error, unit));
            default -> Optional.empty();
        };
    }

    /// Whether two terms are equal, neither of which is opaque.
    BoolExpr equal(Term left, Term right) {
        return switch (left) {
            case Term.Truth(var a, _) when right instanceof Term.Truth(var b, _) -> z3.mkEq(a, b);
            case Term.Numeral(var a, _, var unit) when right instanceof Term.Numeral(var b, _, var other)
                    && unit == other ->
                z3.mkEq(a, b);
            case Term.Atom(var a, _, var kind) when right instanceof Term.Atom(var b, _, var other) && kind.equals(
                    other) ->
                z3.mkEq(a, b);
            default -> z3.mkFalse();
        };
    }

    /// @param operator one that compares by size
    Term.Truth comparison(BinaryOperator operator, Term.Numeral left, Term.Numeral right) {
        return new Term.Truth(compare(operator, left.value(), right.value()), z3.mkOr(left.error(), right.error()));
    }

    private BoolExpr compare(BinaryOperator operator, BitVecExpr left, BitVecExpr right) {
        return switch (operator) {
            case LESS -> z3.mkBVSLT(left, right);
            case LESS_OR_EQUAL -> z3.mkBVSLE(left, right);
            case GREATER -> z3.mkBVSGT(left, right);
            default -> z3.mkBVSGE(left, right);
        };
    }

    /// @param operator one of arithmetic, which fails where the result does not fit into 64 bits
    Term.Numeral arithmetic(BinaryOperator operator, Term.Numeral left, Term.Numeral right) {
        var overflows = overflows(operator, left.value(), right.value());
        return new Term.Numeral(compute(operator, left.value(), right.value()),
                z3.mkOr(left.error(), right.error(), overflows), left.unit());
    }

    private BitVecExpr compute(BinaryOperator operator, BitVecExpr left, BitVecExpr right) {
        return switch (operator) {
            case ADD -> z3.mkBVAdd(left, right);
            case SUBTRACT -> z3.mkBVSub(left, right);
            default -> z3.mkBVMul(left, right);
        };
    }

    private BoolExpr overflows(BinaryOperator operator, BitVecExpr left, BitVecExpr right) {
        return z3.mkNot(switch (operator) {
            case ADD -> z3.mkAnd(z3.mkBVAddNoOverflow(left, right, true), z3.mkBVAddNoUnderflow(left, right));
            case SUBTRACT -> z3.mkAnd(z3.mkBVSubNoOverflow(left, right), z3.mkBVSubNoUnderflow(left, right, true));
            default -> z3.mkAnd(z3.mkBVMulNoOverflow(left, right, true), z3.mkBVMulNoUnderflow(left, right));
        });
    }

    /// Whether any of them fails.
    BoolExpr anyError(List<Term> terms) {
        return z3.mkOr(terms.stream().map(Term::error).toArray(BoolExpr[]::new));
    }
}
