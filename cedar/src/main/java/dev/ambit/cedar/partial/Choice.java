package dev.ambit.cedar.partial;

import dev.ambit.cedar.partial.Reduced.Done;
import dev.ambit.cedar.partial.Reduced.Fails;
import dev.ambit.cedar.partial.Reduced.Open;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.value.BoolValue;

/// An `if` whose condition is open.
///
/// @param then      what its branch comes to if the condition is true
/// @param otherwise what its branch comes to if the condition is false
record Choice(Expr.If at, Open condition, Reduced then, Reduced otherwise) {

    Reduced reduced() {
        if (condition.isSurely(BoolValue.TRUE)) {
            return onlyOne(then);
        }
        if (condition.isSurely(BoolValue.FALSE)) {
            return onlyOne(otherwise);
        }
        if (then instanceof Fails fails && otherwise instanceof Fails) {
            return new Fails(fails.failure(), at);
        }
        var rest = condition.isSurely(Kind.BOOL) ? shorter() : choice();
        var mayFail = conditionMayFail() || then.mayFail() || otherwise.mayFail();
        return Reduced.of(rest, value(), mayFail);
    }

    /// The condition may fail, or else picks this branch.
    private Reduced onlyOne(Reduced branch) {
        return branch instanceof Fails fails
                ? new Fails(fails.failure(), at)
                : new Open(choice(), branch.value(), true);
    }

    private boolean conditionMayFail() {
        return condition.mayFail() || !condition.isSurely(Kind.BOOL);
    }

    private Knowledge value() {
        if (then instanceof Fails) {
            return otherwise.value();
        }
        if (otherwise instanceof Fails || then.value().equals(otherwise.value())) {
            return then.value();
        }
        return then.kind().filter(otherwise::isSurely).map(Kind::known).orElse(Knowledge.Nothing.NOTHING);
    }

    /// The same in fewer words, where a branch is a known bool and the other one a bool too.
    private Expr shorter() {
        if (isDone(then, true) && isDone(otherwise, false)) {
            return condition.expr();
        }
        if (isDone(then, false) && isDone(otherwise, true)) {
            return not();
        }
        if (isDone(then, true) && otherwise.isSurely(Kind.BOOL)) {
            return binary(BinaryOperator.OR, condition.expr(), otherwise);
        }
        if (isDone(then, false) && otherwise.isSurely(Kind.BOOL)) {
            return binary(BinaryOperator.AND, not(), otherwise);
        }
        if (isDone(otherwise, false) && then.isSurely(Kind.BOOL)) {
            return binary(BinaryOperator.AND, condition.expr(), then);
        }
        if (isDone(otherwise, true) && then.isSurely(Kind.BOOL)) {
            return binary(BinaryOperator.OR, not(), then);
        }
        return choice();
    }

    private static boolean isDone(Reduced branch, boolean value) {
        return branch instanceof Done(BoolValue is, _) && is.value() == value;
    }

    private Expr not() {
        return new Expr.Unary(Expr.UnaryOperator.NOT, condition.expr(), condition.expr().span());
    }

    private Expr binary(BinaryOperator operator, Expr left, Reduced right) {
        return new Expr.Binary(operator, left, right.expr(), at.span());
    }

    private Expr choice() {
        return new Expr.If(condition.expr(), then.expr(), otherwise.expr(), at.span());
    }
}
