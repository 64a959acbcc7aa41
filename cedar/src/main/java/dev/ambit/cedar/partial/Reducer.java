package dev.ambit.cedar.partial;

import dev.ambit.cedar.partial.Reduced.Done;
import dev.ambit.cedar.partial.Reduced.Fails;
import dev.ambit.cedar.partial.Reduced.Open;
import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.syntax.Expr.UnaryOperator;
import dev.ambit.cedar.value.BoolValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Evaluates as far as what is known goes, and leaves the rest as an expression.
///
/// In every completion the rest comes to what the whole comes to: to the same value, or to a failure where the whole
/// fails. Nothing that may fail is ever dropped, so `unknown && false` stays unless `unknown` is sure to be a bool.
/// The rest is no higher than the whole by more than a literal, and recursion is as deep as the expression.
final class Reducer {
    private final Environment environment;
    private final Reading reading;
    private final Belonging belonging;

    Reducer(Environment environment) {
        this.environment = environment;
        this.reading = new Reading(environment, this);
        this.belonging = new Belonging(environment, this);
    }

    Reduced reduce(Expr expr, Assumptions assumed) {
        return switch (expr) {
            case Expr.Literal literal -> new Done(literal.value(), literal);
            case Expr.Variable variable -> Reduced.of(
                    variable, assumed.about(variable, environment.root(variable.root())), false);
            case Expr.Unary unary -> unary(unary, reduce(unary.operand(), assumed));
            case Expr.Binary binary when isConnective(binary) -> connect(binary, assumed);
            case Expr.Binary binary -> binary(binary, reduce(binary.left(), assumed), reduce(binary.right(), assumed),
                    assumed);
            case Expr.If choice -> choose(choice, assumed);
            case Expr.Attribute attribute -> reading.attribute(attribute, reduce(attribute.of(), assumed), assumed);
            case Expr.Has has -> reading.has(has, reduce(has.of(), assumed), assumed);
            case Expr.Like like -> like(like, reduce(like.of(), assumed));
            case Expr.Is is -> belonging.is(is, reduce(is.of(), assumed));
            case Expr.IsIn isIn -> belonging.isIn(isIn, reduce(isIn.of(), assumed), assumed);
            case Expr.SetOf set -> Strict.set(set, all(set.members(), assumed));
            case Expr.RecordOf record -> record(record, assumed);
            case Expr.Call call -> call(call, all(call.arguments(), assumed));
        };
    }

    private static boolean isConnective(Expr.Binary at) {
        return at.operator() == BinaryOperator.AND || at.operator() == BinaryOperator.OR;
    }

    private List<Reduced> all(List<Expr> exprs, Assumptions assumed) {
        var reduced = new ArrayList<Reduced>(exprs.size());
        for (var expr : exprs) {
            reduced.add(reduce(expr, assumed));
        }
        return reduced;
    }

    private Reduced record(Expr.RecordOf at, Assumptions assumed) {
        var reduced = new LinkedHashMap<String, Reduced>();
        for (var attribute : at.attributes().entrySet()) {
            reduced.put(attribute.getKey(), reduce(attribute.getValue(), assumed));
        }
        return Strict.record(at, reduced);
    }

    private static Reduced unary(Expr.Unary at, Reduced operand) {
        if (at.operator() == UnaryOperator.NOT && operand instanceof Open open && isNegation(open)) {
            return new Open(((Expr.Unary) open.expr()).operand(), Negation.of(open.value()), open.mayFail());
        }
        var rest = new Expr.Unary(at.operator(), operand.expr(), at.span());
        var signature = Signature.of(at.operator());
        var reduced = Strict.reduce(rest, signature, List.of(operand), all -> Operators.unary(at, all.getFirst()));
        return at.operator() == UnaryOperator.NOT && reduced instanceof Open open
                ? Reduced.of(open.expr(), Negation.of(operand.value()), open.mayFail())
                : reduced;
    }

    /// Whether it is `!x` and `x` is a bool or fails: `!x` would fail on anything else.
    private static boolean isNegation(Open open) {
        return open.expr() instanceof Expr.Unary(var operator, var operand, _)
                && operator == UnaryOperator.NOT
                && (Negation.isTest(operand) || !open.mayFail());
    }

    private static Reduced like(Expr.Like at, Reduced of) {
        var rest = new Expr.Like(of.expr(), at.pattern(), at.span());
        return Strict.reduce(rest, Signature.LIKE, List.of(of), values -> Operators.like(at, values.getFirst()));
    }

    private static Reduced call(Expr.Call at, List<Reduced> arguments) {
        var rest = new Expr.Call(at.function(), arguments.stream().map(Reduced::expr).toList(), at.span());
        if (ExtensionCalls.isMiscounted(at)) {
            return Strict.failed(rest, arguments).orElseGet(() -> Reduced.failing(ExtensionCalls.miscounted(at), rest));
        }
        return Strict.reduce(rest, Signature.of(at.function()), arguments, values -> ExtensionCalls.call(at, values));
    }

    private Reduced binary(Expr.Binary at, Reduced left, Reduced right, Assumptions assumed) {
        return switch (at.operator()) {
            case EQUAL, NOT_EQUAL -> belonging.equal(at, left, right);
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> Strict.compare(at, left, right);
            case ADD, SUBTRACT, MULTIPLY -> Strict.binary(at, left, right);
            case CONTAINS, CONTAINS_ALL, CONTAINS_ANY -> Strict.sets(at, left, right);
            case IN -> belonging.in(at, left, right);
            case HAS_TAG, GET_TAG -> reading.tag(at, left, right, assumed);
            case AND, OR -> throw new IllegalArgumentException("the right side may not be evaluated");
        };
    }

    /// `&&` and `||`.
    private Reduced connect(Expr.Binary at, Assumptions assumed) {
        var left = reduce(at.left(), assumed);
        var alone = alone(at, left);
        return alone == null ? joined(at, left, reduce(at.right(), behind(at, left, assumed))) : alone;
    }

    /// The value of the left side that needs no right one: `false` of `&&`, `true` of `||`.
    private static BoolValue deciding(Expr.Binary at) {
        return BoolValue.of(at.operator() == BinaryOperator.OR);
    }

    /// What the left side settles without the right one, or `null`.
    private static @Nullable Reduced alone(Expr.Binary at, Reduced left) {
        if (left instanceof Fails fails) {
            return new Fails(fails.failure(), at);
        }
        if (left.isSurelyNot(Kind.BOOL)) {
            return notBools(at, at.left(), left);
        }
        return left.isSurely(deciding(at)) ? left : null;
    }

    private static Assumptions behind(Expr.Binary at, Reduced left, Assumptions assumed) {
        return left instanceof Open open ? assumed.and(open.expr(), at.operator() == BinaryOperator.AND) : assumed;
    }

    private static Reduced joined(Expr.Binary at, Reduced left, Reduced right) {
        return left instanceof Open open ? both(at, open, right, deciding(at)) : onlyRight(at, left, right);
    }

    private static Reduced notBools(Expr.Binary at, Expr side, Reduced found) {
        var why = Failure.type(side.span(), Operators.bools(at.operator()), List.of(found.described()));
        return Reduced.failing(why, at);
    }

    /// The left side is known and does not decide.
    private static Reduced onlyRight(Expr.Binary at, Reduced left, Reduced right) {
        if (right instanceof Fails fails) {
            return new Fails(fails.failure(), at);
        }
        if (right.isSurely(Kind.BOOL)) {
            return right;
        }
        return right.isSurelyNot(Kind.BOOL)
                ? notBools(at, at.right(), right)
                : new Open(Strict.rest(at, left, right), Kind.BOOL.known(), true);
    }

    /// The left side is open.
    private static Reduced both(Expr.Binary at, Open left, Reduced right, BoolValue deciding) {
        var joined = Strict.rest(at, left, right);
        var leftMayFail = left.mayFail() || !left.isSurely(Kind.BOOL);
        if (right instanceof Fails || right.isSurelyNot(Kind.BOOL)) {
            return left.value() instanceof Knowledge.Exactly
                    ? alwaysFails(at, right)
                    : new Open(joined, new Knowledge.Exactly(deciding), true);
        }
        if (right instanceof Done(var value, _)) {
            return value == deciding
                    ? Reduced.of(joined, right.value(), leftMayFail)
                    : left.isSurely(Kind.BOOL) ? left : new Open(joined, Kind.BOOL.known(), true);
        }
        var isRights = right.isSurely(deciding) || left.value() instanceof Knowledge.Exactly;
        var value = isRights ? right.value().and(Kind.BOOL.known()) : Kind.BOOL.known();
        return new Open(joined, value, leftMayFail || right.mayFail() || !right.isSurely(Kind.BOOL));
    }

    /// The left side fails or does not decide, and the right side fails.
    private static Reduced alwaysFails(Expr.Binary at, Reduced right) {
        return right instanceof Fails fails ? new Fails(fails.failure(), at) : notBools(at, at.right(), right);
    }

    private Reduced choose(Expr.If at, Assumptions assumed) {
        var condition = reduce(at.condition(), assumed);
        if (condition instanceof Open && !condition.isSurelyNot(Kind.BOOL)) {
            var then = reduce(at.then(), assumed.and(condition.expr(), true));
            return chosen(at, condition, then, reduce(at.otherwise(), assumed.and(condition.expr(), false)));
        }
        return condition.isSurely(Kind.BOOL)
                ? reduce(condition.isSurely(BoolValue.TRUE) ? at.then() : at.otherwise(), assumed)
                : unchoosable(at, condition);
    }

    private static Reduced chosen(Expr.If at, Reduced condition, Reduced then, Reduced otherwise) {
        return new Choice(at, (Open) condition, then, otherwise).reduced();
    }

    private static Reduced unchoosable(Expr.If at, Reduced condition) {
        if (condition instanceof Fails fails) {
            return new Fails(fails.failure(), at);
        }
        var why = Failure.type(at.condition().span(), Operators.IF, List.of(condition.described()));
        return Reduced.failing(why, at);
    }
}
