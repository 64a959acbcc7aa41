package dev.ambit.cedar.influence;

import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.syntax.Expr.Root;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.syntax.Scope;
import dev.ambit.cedar.value.BoolValue;
import dev.ambit.cedar.value.SetValue;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Turns policies into [Term]s for one kind of request, and remembers which expression became which term.
/// Recursion is as deep as the expression.
final class Translation {
    private final Terms terms;
    private final IdentityHashMap<Expr, Term> known = new IdentityHashMap<>();

    Translation(Terms terms) {
        this.terms = terms;
    }

    /// What the scope of `policy` says, none of which can fail.
    List<Term> scope(Policy policy) {
        return List.of(
                scope(Root.PRINCIPAL, policy.principal()),
                scope(Root.ACTION, policy.action()),
                scope(Root.RESOURCE, policy.resource()));
    }

    /// What must hold for `policy` to be satisfied: its scope and its conditions, in order.
    List<Term> clauses(Policy policy) {
        var clauses = new ArrayList<>(scope(policy));
        policy.conditions().forEach(condition -> clauses.add(clause(condition)));
        clauses.forEach(terms::used);
        return clauses;
    }

    private Term clause(Policy.Condition condition) {
        return switch (condition.kind()) {
            case WHEN -> of(condition.body());
            case UNLESS -> terms.not(of(condition.body()));
        };
    }

    private Term scope(Root root, Scope scope) {
        return switch (scope) {
            case Scope.Any _ -> terms.constant(BoolValue.TRUE);
            case Scope.Equal(var entity) -> terms.equal(terms.read(root), of(entity));
            case Scope.In(var group) -> terms.in(terms.read(root), of(group));
            case Scope.InAny(var groups, _) -> terms.in(terms.read(root), terms.constant(SetValue.of(groups)));
            case Scope.Is(var type, _) -> terms.is(terms.read(root), type);
            case Scope.IsIn(var type, _, var group) -> terms.and(
                    terms.is(terms.read(root), type), terms.in(terms.read(root), of(group)));
        };
    }

    private Term of(Scope.Reference reference) {
        return switch (reference) {
            case Scope.Known(var uid, _) -> terms.constant(uid);
            case Scope.Slot(var root, _) -> throw new IllegalArgumentException(
                    "a template has no value: its slot `?%s` is empty".formatted(root.word()));
        };
    }

    /// The term `expr` became, or becomes now.
    Term of(Expr expr) {
        var term = known.get(expr);
        if (term == null) {
            term = translate(expr);
            known.put(expr, term);
        }
        return term;
    }

    private Term translate(Expr expr) {
        return switch (expr) {
            case Expr.Literal(var value, _) -> terms.constant(value);
            case Expr.Variable(var root, _) -> terms.read(root);
            case Expr.Unary(var operator, var operand, _) -> switch (operator) {
                case NOT -> terms.not(of(operand));
                case NEGATE -> terms.apply(new Operation.Negate(), of(operand));
                case IS_EMPTY -> terms.apply(new Operation.IsEmpty(), of(operand));
            };
            case Expr.Binary(var operator, var left, var right, _) -> binary(operator, of(left), of(right));
            case Expr.If(var condition, var then, var otherwise, _) -> terms.choice(of(condition), of(then), of(
                    otherwise));
            case Expr.Attribute(var of, var name, _) -> terms.get(of(of), name);
            case Expr.Has(var of, var path, _) -> terms.has(of(of), path);
            case Expr.Like(var of, var pattern, _) -> terms.apply(new Operation.Like(pattern), of(of));
            case Expr.Is(var of, var type, _) -> terms.is(of(of), type);
            case Expr.IsIn(var of, var type, var group, _) -> terms.and(terms.is(of(of), type), terms.in(of(of), of(
                    group)));
            case Expr.SetOf(var members, _) -> terms.apply(new Operation.MakeSet(), all(members));
            case Expr.RecordOf(var attributes, _) -> terms.apply(
                    new Operation.MakeRecord(List.copyOf(attributes.keySet())), all(attributes.values()));
            case Expr.Call(var function, var arguments, _) -> call(function, all(arguments));
        };
    }

    private List<Term> all(Iterable<Expr> exprs) {
        var all = new ArrayList<Term>();
        exprs.forEach(expr -> all.add(of(expr)));
        return all;
    }

    private Term binary(BinaryOperator operator, Term left, Term right) {
        return switch (operator) {
            case AND -> terms.and(left, right);
            case OR -> terms.or(left, right);
            case EQUAL -> terms.equal(left, right);
            case NOT_EQUAL -> terms.not(terms.equal(left, right));
            case LESS, LESS_OR_EQUAL -> terms.ordered(new Operation.Infix(operator), left, right);
            case GREATER -> terms.ordered(new Operation.Infix(BinaryOperator.LESS), right, left);
            case GREATER_OR_EQUAL -> terms.ordered(new Operation.Infix(BinaryOperator.LESS_OR_EQUAL), right, left);
            case IN -> terms.in(left, right);
            case ADD, SUBTRACT, MULTIPLY -> terms.apply(new Operation.Infix(operator), left, right);
            case CONTAINS -> terms.contains(left, right);
            case CONTAINS_ALL, CONTAINS_ANY -> terms.containsMany(operator, left, right);
            case HAS_TAG, GET_TAG -> terms.tag(operator, left, right);
        };
    }

    private Term call(Expr.Function function, List<Term> arguments) {
        return switch (function) {
            case LESS_THAN, LESS_THAN_OR_EQUAL -> compare(function, arguments.get(0), arguments.get(1));
            case GREATER_THAN -> compare(Expr.Function.LESS_THAN, arguments.get(1), arguments.get(0));
            case GREATER_THAN_OR_EQUAL -> compare(Expr.Function.LESS_THAN_OR_EQUAL, arguments.get(1), arguments.get(0));
            default -> terms.apply(new Operation.Call(function), arguments);
        };
    }

    private Term compare(Expr.Function function, Term left, Term right) {
        return terms.ordered(new Operation.Call(function), left, right);
    }
}
