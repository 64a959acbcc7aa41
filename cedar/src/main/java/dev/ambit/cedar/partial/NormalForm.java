package dev.ambit.cedar.partial;

import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.syntax.Expr.UnaryOperator;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.BoolValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// When conditions hold, as a list of cases of which one must be met.
///
/// Only holding is looked at: a condition that fails does not hold, just as one that is false, and that is what makes
/// this simpler than what it is made from. `a || b` holds where `a` does, or where `a` is *false* and `b` holds; the
/// second case needs no `!a` where `a` cannot fail.
final class NormalForm {
    /// Most cases, conditions in one case, and expressions looked at on the way. Beyond them, and for a policy
    /// of more expressions, there is one case in the words of the policy.
    static final int MOST_CASES = 32;
    private static final int MOST_CONDITIONS = 32;
    private static final int MOST_STEPS = 2_000;
    private static final int LARGEST = 10_000;

    private final Reducer reducer;
    private int steps;

    private NormalForm(Environment environment) {
        this.reducer = new Reducer(environment);
    }

    /// There is more than is worth writing down.
    private static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMuch() {
            super("too much to write down", null, false, false);
        }
    }

    /// The cases in which `policy` is satisfied: none where it never is, one without conditions where it always is.
    static List<Case> of(Policy policy, Environment environment) {
        var clauses = Clauses.of(policy).stream().map(Meaning::of).toList();
        try {
            return clauses.stream().mapToInt(NormalForm::size).sum() > LARGEST
                    ? List.of(new Case(clauses))
                    : new NormalForm(environment).all(clauses);
        } catch (TooMuch tooMuch) {
            return List.of(new Case(clauses));
        }
    }

    /// How many expressions it is made of; more than [#LARGEST] are not counted.
    private static int size(Expr whole) {
        var size = 0;
        var open = new ArrayDeque<>(List.of(whole));
        while (!open.isEmpty() && size <= LARGEST) {
            size++;
            open.pop().children().forEach(open::push);
        }
        return size;
    }

    private List<Case> all(List<Expr> clauses) {
        var assumed = Assumptions.NONE;
        var cases = List.of(Case.ALWAYS);
        for (var clause : clauses) {
            cases = both(cases, holds(clause, true, assumed));
            assumed = assumed.and(clause, true);
        }
        return distinct(cases.stream().map(this::simplified).flatMap(List::stream).toList());
    }

    /// The cases in which `expr` comes to `truth`.
    private List<Case> holds(Expr expr, boolean truth, Assumptions assumed) {
        if (++steps > MOST_STEPS) {
            throw new TooMuch();
        }
        return switch (expr) {
            case Expr.Unary(var operator, var operand, _) when operator == UnaryOperator.NOT -> holds(operand, !truth,
                    assumed);
            case Expr.Binary at when at.operator() == BinaryOperator.AND -> connected(at, truth, true, assumed);
            case Expr.Binary at when at.operator() == BinaryOperator.OR -> connected(at, truth, false, assumed);
            case Expr.If at -> either(
                    both(holds(at.condition(), true, assumed), holds(at.then(), truth, assumed.and(at.condition(),
                            true))),
                    both(holds(at.condition(), false, assumed), holds(at.otherwise(), truth, assumed.and(at.condition(),
                            false))));
            case Expr.IsIn(var of, var type, var group, _) when truth -> List.of(new Case(List.of(
                    new Expr.Is(of, type, Span.NONE), new Expr.Binary(BinaryOperator.IN, of, group, Span.NONE))));
            case Expr.Literal(BoolValue value, _) -> value.value() == truth ? List.of(Case.ALWAYS) : List.of();
            default -> List.of(new Case(List.of(turned(truth ? expr : Negation.of(expr)))));
        };
    }

    /// What is compared stands on the left, what it is compared with on the right.
    private static Expr turned(Expr expr) {
        return expr instanceof Expr.Binary(var operator, Expr.Literal literal, var compared, _)
                && !(compared instanceof Expr.Literal)
                && (operator == BinaryOperator.EQUAL || operator == BinaryOperator.NOT_EQUAL)
                        ? new Expr.Binary(operator, compared, literal, Span.NONE)
                        : expr;
    }

    /// `&&` where `onward` is true, `||` where it is false: the value of the left side that lets the right one decide.
    private List<Case> connected(Expr.Binary at, boolean truth, boolean onward, Assumptions assumed) {
        var behind = assumed.and(at.left(), onward);
        if (truth == onward) {
            return both(holds(at.left(), truth, assumed), holds(at.right(), truth, behind));
        }
        var decided = holds(at.left(), truth, assumed);
        return neverFails(at.left(), assumed)
                ? either(decided, holds(at.right(), truth, behind))
                : either(decided, both(holds(at.left(), onward, assumed), holds(at.right(), truth, behind)));
    }

    private boolean neverFails(Expr expr, Assumptions assumed) {
        var reduced = reducer.reduce(expr, assumed);
        return !reduced.mayFail() && reduced.isSurely(Kind.BOOL);
    }

    private static List<Case> either(List<Case> left, List<Case> right) {
        var all = new ArrayList<>(left);
        all.addAll(right);
        return bounded(distinct(all));
    }

    private static List<Case> both(List<Case> left, List<Case> right) {
        var all = new ArrayList<Case>();
        for (var one : left) {
            for (var other : right) {
                all.add(one.and(other));
            }
        }
        return bounded(distinct(all));
    }

    private static List<Case> bounded(List<Case> cases) {
        if (cases.size() > MOST_CASES || cases.stream().anyMatch(each -> each.conditions().size() > MOST_CONDITIONS)) {
            throw new TooMuch();
        }
        return cases;
    }

    /// Without cases that another one covers.
    static List<Case> distinct(List<Case> cases) {
        var kept = new ArrayList<Case>();
        for (var next : cases) {
            if (kept.stream().noneMatch(other -> other.covers(next))) {
                kept.removeIf(next::covers);
                kept.add(next);
            }
        }
        return kept;
    }

    /// Without conditions that the others imply; nothing where they contradict each other.
    private List<Case> simplified(Case whole) {
        var kept = new LinkedHashSet<>(whole.conditions());
        for (var condition : whole.conditions()) {
            kept.remove(condition);
            var reduced = reducer.reduce(condition, assuming(kept));
            if (reduced instanceof Reduced.Fails || reduced.isSurely(BoolValue.FALSE)) {
                return List.of();
            }
            if (!reduced.isSurely(BoolValue.TRUE) || reduced.mayFail()) {
                kept.add(condition);
            }
        }
        return List.of(new Case(inOrder(whole, kept)));
    }

    private static Assumptions assuming(Set<Expr> conditions) {
        var assumed = Assumptions.NONE;
        for (var condition : conditions) {
            assumed = assumed.and(condition, true);
        }
        return assumed;
    }

    private static List<Expr> inOrder(Case whole, Set<Expr> kept) {
        return whole.conditions().stream().filter(kept::contains).toList();
    }
}
