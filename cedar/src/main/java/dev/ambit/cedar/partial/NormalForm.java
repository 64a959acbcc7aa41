package dev.ambit.cedar.partial;

import dev.ambit.cedar.syntax.Expr;
import dev.ambit.cedar.syntax.Expr.BinaryOperator;
import dev.ambit.cedar.syntax.Expr.UnaryOperator;
import dev.ambit.cedar.syntax.Policy;
import dev.ambit.cedar.text.Span;
import dev.ambit.cedar.value.BoolValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// When conditions hold, as a list of cases of which one must be met.
///
/// Only holding is looked at: a condition that fails does not hold, just as one that is false, and that is what makes
/// this simpler than what it is made from. `a || b` holds where `a` does, or where `a` is *false* and `b` holds; the
/// second case needs no `!a` where `a` cannot fail.
final class NormalForm {
    /// Most cases, conditions in all of them together, and expressions looked at on the way. Beyond them, and for a
    /// policy of more expressions, there is one case in the words of the policy.
    private static final int MOST_CASES = 32;
    private static final int MOST_CONDITIONS = 256;
    private static final int MOST_STEPS = 2_000;
    private static final int LARGEST = 10_000;

    private final Reducer reducer;
    private int steps;

    // A case is the numbers of its conditions, in the order they were come across.
    private final List<Expr> conditions = new ArrayList<>();
    private final Map<Expr, Integer> numbers = new HashMap<>();

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
        var cases = List.of(new BitSet());
        for (var clause : clauses) {
            cases = both(cases, holds(clause, true, assumed));
            assumed = assumed.and(clause, true);
        }
        var simple = cases.stream().map(this::simplified).flatMap(Optional::stream).toList();
        return distinct(simple).stream().map(this::inWords).toList();
    }

    private Case inWords(BitSet numbered) {
        return new Case(numbered.stream().mapToObj(conditions::get).toList());
    }

    /// The cases in which `expr` comes to `truth`.
    private List<BitSet> holds(Expr expr, boolean truth, Assumptions assumed) {
        if (++steps > MOST_STEPS) {
            throw new TooMuch();
        }
        return switch (expr) {
            case Expr.Unary at when at.operator() == UnaryOperator.NOT -> holds(at.operand(), !truth, assumed);
            case Expr.Binary at when at.operator() == BinaryOperator.AND -> connected(at, truth, true, assumed);
            case Expr.Binary at when at.operator() == BinaryOperator.OR -> connected(at, truth, false, assumed);
            case Expr.If at -> either(chosen(at, true, truth, assumed), chosen(at, false, truth, assumed));
            default -> plain(expr, truth);
        };
    }

    private List<BitSet> chosen(Expr.If at, boolean condition, boolean truth, Assumptions assumed) {
        var behind = assumed.and(at.condition(), condition);
        return both(holds(at.condition(), condition, assumed), holds(condition ? at.then() : at.otherwise(), truth,
                behind));
    }

    private List<BitSet> plain(Expr expr, boolean truth) {
        return switch (expr) {
            case Expr.Literal(BoolValue value, _) -> value.value() == truth ? List.of(new BitSet()) : List.of();
            case Expr.IsIn(var of, var type, var group, _) when truth -> List.of(numbered(
                    new Expr.Is(of, type, Span.NONE), new Expr.Binary(BinaryOperator.IN, of, group, Span.NONE)));
            default -> List.of(numbered(turned(truth ? expr : Negation.of(expr))));
        };
    }

    private BitSet numbered(Expr... all) {
        var numbered = new BitSet();
        for (var condition : all) {
            numbered.set(numbers.computeIfAbsent(condition, _ -> {
                conditions.add(condition);
                return conditions.size() - 1;
            }));
        }
        return numbered;
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
    private List<BitSet> connected(Expr.Binary at, boolean truth, boolean onward, Assumptions assumed) {
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

    private static List<BitSet> either(List<BitSet> left, List<BitSet> right) {
        var all = new ArrayList<>(left);
        all.addAll(right);
        return bounded(distinct(all));
    }

    private static List<BitSet> both(List<BitSet> left, List<BitSet> right) {
        var all = new ArrayList<BitSet>();
        for (var one : left) {
            for (var other : right) {
                var joined = (BitSet) one.clone();
                joined.or(other);
                all.add(joined);
            }
        }
        return bounded(distinct(all));
    }

    private static List<BitSet> bounded(List<BitSet> cases) {
        if (cases.size() > MOST_CASES || cases.stream().mapToInt(BitSet::cardinality).sum() > MOST_CONDITIONS) {
            throw new TooMuch();
        }
        return cases;
    }

    /// Without cases that another one covers.
    private static List<BitSet> distinct(List<BitSet> cases) {
        var kept = new ArrayList<BitSet>();
        for (var next : cases) {
            if (kept.stream().noneMatch(other -> covers(other, next))) {
                kept.removeIf(other -> covers(next, other));
                kept.add(next);
            }
        }
        return kept;
    }

    /// Whether all conditions of `wide` are among those of `narrow`.
    private static boolean covers(BitSet wide, BitSet narrow) {
        var beyond = (BitSet) wide.clone();
        beyond.andNot(narrow);
        return beyond.isEmpty();
    }

    /// Without conditions that the others imply; nothing where they contradict each other.
    private Optional<BitSet> simplified(BitSet whole) {
        var kept = (BitSet) whole.clone();
        for (var number : whole.stream().toArray()) {
            kept.clear(number);
            var reduced = reducer.reduce(conditions.get(number), assuming(kept));
            if (reduced instanceof Reduced.Fails || reduced.isSurely(BoolValue.FALSE)) {
                return Optional.empty();
            }
            kept.set(number, reduced.mayFail() || !reduced.isSurely(BoolValue.TRUE));
        }
        return Optional.of(kept);
    }

    private Assumptions assuming(BitSet numbered) {
        var assumed = Assumptions.NONE;
        for (var number : numbered.stream().toArray()) {
            assumed = assumed.and(conditions.get(number), true);
        }
        return assumed;
    }
}
